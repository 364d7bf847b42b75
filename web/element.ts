/** An element with a class and text or children; text is always set as text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { className, text, children = [] }: { className?: string; text?: string; children?: (Node | string)[] } = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

/** The part of a page that is named by data-part. Throws when the page was served without it. */
export function partOf(root: ParentNode, name: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(`[data-part=${name}]`);
  if (!found) throw new Error(`the page has no part ${name}`);
  return found;
}

/** Lets the buttons be pressed that only a script answers: they are served disabled, or a press before it would do nothing, or put what was typed into the address. */
export function answerButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[disabled]")) button.disabled = false;
}
