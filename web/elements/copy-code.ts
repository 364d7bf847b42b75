/** <copy-code>: a heading and a pre; adds a button that copies what stands in it. */
class CopyCode extends HTMLElement {
  connectedCallback(): void {
    const [title, code] = [this.querySelector("h3"), this.querySelector("code")];
    if (!title || !code || this.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${title.textContent}`);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.className = "quiet";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent ?? "");
      said.textContent = "Copied.";
    });
    title.after(button, said);
  }
}
customElements.define("copy-code", CopyCode);
