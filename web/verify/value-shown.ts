import type { Value } from "../../functions/draws/check/stage.ts";
import { element } from "../element.ts";
import { filled } from "../words.ts";
import type { Speaker } from "./speaker.ts";

/** Characters of a value for machines that are shown whole; of a longer one its beginning and its end. */
const WHOLE = 48;
const BEGINNING = 24;
const END = 12;
/** Values that are listed at once; the others follow when they are asked for. */
const LISTED = 12;

/** A titled list of values, each with buttons to see and to copy it whole; null where there are none. */
export function valuesShown(title: string, values: readonly Value[], speaker: Speaker): HTMLElement | null {
  if (values.length === 0) return null;
  const pair = (value: Value) => pairOf(value, speaker);
  const list = element("dl", { children: values.slice(0, LISTED).flatMap(pair) });
  const rest = values.slice(LISTED);
  const more = element("button", {
    className: "small",
    text: filled(speaker.words.showMore, { count: String(rest.length) }),
  });
  more.type = "button";
  more.addEventListener("click", () => {
    list.append(...rest.flatMap(pair));
    more.remove();
  });
  return element("div", {
    className: "values",
    children: [element("h4", { text: title }), list, ...(rest.length > 0 ? [more] : [])],
  });
}

function pairOf({ name, form, text }: Value, speaker: Speaker): HTMLElement[] {
  const [title, told] = [speaker.tell(name), speaker.tell(text)];
  const shown = form === "words" ? [element("bdi", { text: told })] : machineText(title, told, speaker);
  return [element("dt", { text: title }), element("dd", { children: shown })];
}

/** A value for machines under its name. */
type Named = { name: string; text: string; words: Speaker["words"] };

function machineText(name: string, text: string, { words }: Speaker): HTMLElement[] {
  const code = element("code", { text: shortly(text) });
  code.dir = "ltr";
  const copied = element("span", { className: "copied" });
  copied.role = "status";
  const buttons = element("span", {
    className: "value-buttons",
    children: [copier({ name, text, words }, copied), copied],
  });
  if (text.length > WHOLE) buttons.prepend(folder({ name, text, words }, code));
  return [code, buttons];
}

function shortly(text: string): string {
  return text.length > WHOLE ? `${text.slice(0, BEGINNING)} … ${text.slice(-END)}` : text;
}

function folder({ name, text, words }: Named, code: HTMLElement): HTMLButtonElement {
  const button = element("button", { className: "small", text: words.whole });
  button.type = "button";
  button.ariaExpanded = "false";
  button.ariaLabel = `${words.whole}: ${name}`;
  button.addEventListener("click", () => {
    const isFolded = button.ariaExpanded === "false";
    button.ariaExpanded = String(isFolded);
    button.textContent = isFolded ? words.less : words.whole;
    button.ariaLabel = `${button.textContent}: ${name}`;
    code.textContent = isFolded ? text : shortly(text);
  });
  return button;
}

function copier({ name, text, words }: Named, said: HTMLElement): HTMLButtonElement {
  const button = element("button", { className: "small", text: words.copy });
  button.type = "button";
  button.ariaLabel = `${words.copy}: ${name}`;
  button.addEventListener("click", async () => {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    said.textContent = isCopied ? words.copied : words.notCopied;
  });
  return button;
}
