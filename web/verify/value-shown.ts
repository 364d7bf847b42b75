import type { Value } from "../../functions/draws/check/stage.ts";
import { element } from "../element.ts";

/** Characters of a value for machines that are shown whole; of a longer one its beginning and its end. */
const WHOLE = 48;
const BEGINNING = 24;
const END = 12;
/** Values that are listed at once; the others follow when they are asked for. */
const LISTED = 12;

/** A titled list of values, each with buttons to see and to copy it whole; null where there are none. */
export function valuesShown(title: string, values: readonly Value[]): HTMLElement | null {
  if (values.length === 0) return null;
  const list = element("dl", { children: values.slice(0, LISTED).flatMap(pairOf) });
  const rest = values.slice(LISTED);
  const more = element("button", { className: "small", text: `Show ${rest.length} more` });
  more.type = "button";
  more.addEventListener("click", () => {
    list.append(...rest.flatMap(pairOf));
    more.remove();
  });
  return element("div", {
    className: "values",
    children: [element("h4", { text: title }), list, ...(rest.length > 0 ? [more] : [])],
  });
}

function pairOf({ name, form, text }: Value): HTMLElement[] {
  const shown = form === "words" ? [element("span", { text })] : machineText(name, text);
  return [element("dt", { text: name }), element("dd", { children: shown })];
}

function machineText(name: string, text: string): HTMLElement[] {
  const code = element("code", { text: shortly(text) });
  const copied = element("span", { className: "copied" });
  copied.role = "status";
  const buttons = element("span", { className: "value-buttons", children: [copier(name, text, copied), copied] });
  if (text.length > WHOLE) buttons.prepend(folder(name, text, code));
  return [code, buttons];
}

function shortly(text: string): string {
  return text.length > WHOLE ? `${text.slice(0, BEGINNING)} … ${text.slice(-END)}` : text;
}

function folder(name: string, text: string, code: HTMLElement): HTMLButtonElement {
  const button = element("button", { className: "small", text: "All of it" });
  button.type = "button";
  button.ariaExpanded = "false";
  button.ariaLabel = `All of it: ${name}`;
  button.addEventListener("click", () => {
    const isFolded = button.ariaExpanded === "false";
    button.ariaExpanded = String(isFolded);
    button.textContent = isFolded ? "Less" : "All of it";
    button.ariaLabel = `${button.textContent}: ${name}`;
    code.textContent = isFolded ? text : shortly(text);
  });
  return button;
}

function copier(name: string, text: string, said: HTMLElement): HTMLButtonElement {
  const button = element("button", { className: "small", text: "Copy" });
  button.type = "button";
  button.ariaLabel = `Copy: ${name}`;
  button.addEventListener("click", async () => {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    said.textContent = isCopied ? "Copied." : "Not copied: this browser does not let pages.";
  });
  return button;
}
