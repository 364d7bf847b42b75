import type { Account } from "./engine.ts";
import { made, Part } from "./part.ts";
import { atEngine, joinUrl } from "./script.ts";

/** <tessera-card>: the way to her member code, on her own page. */
export class Card extends Part {
  constructor() {
    super(":host { min-block-size: 2.75rem; } .button { inline-size: 100%; }");
  }

  protected drawn({ points, labels }: Account): HTMLElement[] {
    const text = (points === null ? labels.join : labels.card) ?? "";
    return [
      made("a", { part: "card", className: "button", text, href: points === null ? joinUrl() : atEngine("/me") }),
    ];
  }
}
