import type { Account, Line, Quote } from "./engine.ts";
import { made, Part } from "./part.ts";
import { dismissed, maySpeak, spoke } from "./quiet.ts";
import { joinUrl } from "./script.ts";

/** What can be taken at once, by the name by which the checkout is told. */
const TAKEN = ["voucher", "reward"];

/**
 * <tessera-nudge cart href>: one sentence beside a cart: a reward in reach, or what is missing. `cart` is a list of lines as
 * JSON; `href` is the checkout, which is told ?reward= or ?voucher=. It stands in the page's flow and covers nothing. "Not
 * now" takes it away, and for two weeks it is empty: it keeps its place then, so that a cart never moves by itself.
 */
export class Nudge extends Part {
  static readonly observedAttributes = ["cart"];

  constructor() {
    super(`
      :host { min-block-size: 10rem; }
      @media (min-width: 40rem) { :host { min-block-size: 5rem; } }
      .nudge { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: var(--round); background: var(--ground); color: var(--ink); }
      .nudge p { flex: 1 1 14rem; }
      .acts { display: flex; flex-wrap: wrap; gap: 0.5rem; }
    `);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.look();
  }

  protected override get cart(): Line[] {
    return maySpeak() ? linesIn(this.getAttribute("cart") ?? "[]") : [];
  }

  protected drawn({ labels, points }: Account, quoted: Quote | null): HTMLElement[] {
    if (!quoted?.nudge) return [];
    spoke();
    const { kind, id, says } = quoted.nudge;
    const not = made("button", { part: "dismiss", type: "button", text: labels.dismiss ?? "" });
    not.addEventListener("click", () => {
      dismissed();
      this.hidden = true;
    });
    const [text, href] = points === null ? [labels.join, joinUrl()] : [labels.use, this.checkoutFor(kind, id)];
    const act = href === null ? null : made("a", { part: "act", className: "button primary", text: text ?? "", href });
    return [
      made(
        "div",
        { part: "nudge", className: "nudge" },
        made("p", { part: "says", text: says }),
        made("div", { className: "acts" }, act, not),
      ),
    ];
  }

  /** The checkout, told what to take; null where nothing can be taken yet. */
  private checkoutFor(kind: string, id: string | null): string | null {
    const checkout = this.getAttribute("href");
    if (!TAKEN.includes(kind) || id === null || checkout === null) return null;
    const url = new URL(checkout, location.href);
    url.searchParams.set(kind, id);
    return url.href;
  }
}

/** A cart's lines; none where they are not said, or not as JSON. */
function linesIn(text: string): Line[] {
  try {
    const lines: unknown = JSON.parse(text);
    return Array.isArray(lines) ? lines : [];
  } catch {
    return [];
  }
}
