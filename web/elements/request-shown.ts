import { curlOf, type SentRequest } from "../curl.ts";
import { element } from "../element.ts";

/** The request as a command that can be copied. */
export function requestShown(sent: SentRequest): HTMLElement {
  const command = curlOf(sent);
  const copy = element("button", { text: "Copy", className: "small" });
  copy.type = "button";
  copy.addEventListener("click", async () => {
    const isCopied = await navigator.clipboard.writeText(command).then(
      () => true,
      () => false,
    );
    copy.textContent = isCopied ? "Copied" : "Select it above";
  });
  const shown = element("pre", { children: [element("code", { text: command })] });
  shown.tabIndex = 0;
  shown.setAttribute("aria-label", `${sent.method} ${sent.path} as curl`);
  return element("div", { className: "request", children: [shown, copy] });
}
