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
