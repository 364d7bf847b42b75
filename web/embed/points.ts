import type { Account } from "./engine.ts";
import { made, Part } from "./part.ts";
import { joinUrl } from "./script.ts";

/** <tessera-points>: what she has, what it is worth and what is next; to a visitor, what the programme is. */
export class Points extends Part {
  constructor() {
    super(`
      :host { min-block-size: 7.5rem; }
      .amount { font-size: 1.6em; font-weight: 700; line-height: 1.2; letter-spacing: -0.01em; }
      .next { margin-block-start: 0.4rem; }
      .join { margin-block-start: 0.5rem; }
    `);
  }

  protected drawn({ points, next, programme, about, labels }: Account): HTMLElement[] {
    if (points === null) {
      const join = made("a", { part: "join", className: "join", text: labels.join ?? "", href: joinUrl() });
      return [
        made(
          "div",
          { part: "visitor" },
          made("p", { part: "programme", className: "amount", text: programme }),
          made("p", { part: "about", text: about }),
          join,
        ),
      ];
    }
    const [first, ...others] = points;
    return [
      made(
        "div",
        { part: "member" },
        made("p", { part: "amount", className: "amount", text: first?.says ?? "" }),
        first?.worth ? made("p", { part: "worth", text: first.worth }) : null,
        others.length > 0 ? made("p", { part: "others", text: others.map(({ says }) => says).join(" · ") }) : null,
        next === null ? null : progressOf(next),
      ),
    ];
  }
}

/** The way to the next reward, as a sentence and as a bar. */
function progressOf({ says, has, needs }: NonNullable<Account["next"]>): HTMLElement {
  return made(
    "div",
    { part: "next", className: "next" },
    made("p", { part: "next-text", text: says }),
    made("progress", { part: "bar", max: String(needs), value: String(Math.min(has, needs)), "aria-label": says }),
  );
}
