/** What every element is: a shadow root of its own look, filled once the engine has answered, and again on news. */
import { type Account, account, type Line, languageOf, type Quote, quote } from "./engine.ts";
import { sheets } from "./style.ts";

/** Elements on the page, which look again when somebody signed in or out, or bought. */
const shown = new Set<Part>();

/** An element that shows something of the programme. Until it can, and when the engine does not answer, it is empty and keeps its size. */
export abstract class Part extends HTMLElement {
  readonly root = this.attachShadow({ mode: "open", delegatesFocus: false });

  constructor(style: string) {
    super();
    this.root.adoptedStyleSheets = sheets(style);
  }

  connectedCallback(): void {
    shown.add(this);
    this.look();
  }

  disconnectedCallback(): void {
    shown.delete(this);
  }

  /** Asks and shows. */
  async look(): Promise<void> {
    try {
      const language = languageOf(this);
      const { cart } = this;
      const [told, quoted] = await Promise.all([account(language), cart.length === 0 ? null : quote(cart, language)]);
      const children = this.drawn(told, quoted);
      this.root.replaceChildren(...children);
      for (const child of children) {
        child.lang = told.language;
        child.dir = told.direction;
        child.classList.add("fresh");
      }
      this.dataset.state = told.points === null ? "visitor" : "member";
    } catch {
      // A shop's page goes on without us: what is not known is not shown.
      this.dataset.state = "unknown";
    }
  }

  /** The cart that it has quoted; most have none. */
  protected get cart(): Line[] {
    return [];
  }

  /** What it shows. */
  protected abstract drawn(told: Account, quoted: Quote | null): HTMLElement[];
}

/** Every element looks again. */
export function lookAgain(): void {
  for (const part of shown) part.look();
}

/** An element with text or children; `part` lets the shop's own style sheet reach it. Text is always set as text. */
export function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { part = "", className = "", text = "", ...attributes }: Record<string, string> = {},
  ...children: (Node | null)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (part) element.setAttribute("part", part);
  if (className) element.className = className;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  element.append(...children.filter((child) => child !== null));
  return element;
}
