import { element } from "../element.ts";

/** <reference-search>: a field that leaves those operations on the page whose text has every word in it. */
class ReferenceSearch extends HTMLElement {
  connectedCallback(): void {
    const label = element("label", { text: "Search the reference" });
    const field = element("input");
    field.type = "search";
    field.id = "reference-search";
    label.htmlFor = field.id;
    const said = element("p", { className: "quiet" });
    said.role = "status";
    const shown = [...document.querySelectorAll<HTMLElement>("[data-operation]")];
    const texts = new Map<string, string>();
    for (const { dataset, textContent } of shown) {
      const name = dataset.operation ?? "";
      texts.set(name, `${texts.get(name) ?? ""} ${textContent}`.toLowerCase());
    }
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = new Set(
        [...texts].filter(([, text]) => words.every((word) => text.includes(word))).map(([name]) => name),
      );
      for (const each of shown) each.hidden = !found.has(each.dataset.operation ?? "");
      said.textContent = words.length === 0 ? "" : `${found.size} of ${texts.size} operations`;
    });
    this.replaceChildren(label, field, said);
  }
}
customElements.define("reference-search", ReferenceSearch);
