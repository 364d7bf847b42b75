import type { Account, Line, Quote } from "./engine.ts";
import { made, Part } from "./part.ts";

/** <tessera-earn sku category price>: what one of this product would earn her; `price` in minor units, as 2800 for 28.00. */
export class Earn extends Part {
  static readonly observedAttributes = ["sku", "category", "price"];

  constructor() {
    super(`
      :host { min-block-size: 1.4em; font-size: var(--tessera-earn-size, 0.875em); font-weight: 600; color: var(--accent); }
    `);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.look();
  }

  protected override get cart(): Line[] {
    const [sku, category, price] = Earn.observedAttributes.map((name) => this.getAttribute(name) ?? "");
    const unitMinor = Number(price);
    if (!sku || !price || !Number.isSafeInteger(unitMinor)) return [];
    return [{ sku, unitMinor, ...(category ? { category } : {}) }];
  }

  protected drawn(_: Account, quoted: Quote | null): HTMLElement[] {
    return quoted?.says ? [made("p", { part: "earn", text: quoted.says })] : [];
  }
}
