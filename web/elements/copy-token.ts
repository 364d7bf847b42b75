import { element } from "../element.ts";
import { read } from "../write.ts";

/** <copy-token>: a button that copies this visitor's own token, so that her requests can be sent from a terminal. */
class CopyToken extends HTMLElement {
  connectedCallback(): void {
    const button = element("button", { text: "Copy it", className: "small" });
    button.type = "button";
    const said = element("span", { className: "said" });
    said.role = "status";
    button.addEventListener("click", async () => {
      const { status, json } = await read("/demo/session").catch(() => ({ status: 0, json: null }));
      if (status !== 200) {
        said.textContent = " There is no session yet: press the first button.";
        return;
      }
      const isCopied = await navigator.clipboard.writeText(json.token).then(
        () => true,
        () => false,
      );
      said.textContent = isCopied ? " Copied." : ` ${json.token}`;
    });
    this.replaceChildren(button, said);
  }
}
customElements.define("copy-token", CopyToken);
