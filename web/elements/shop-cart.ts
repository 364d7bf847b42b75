import { moneyText } from "../../functions/values/money.ts";
import { announce } from "../news.ts";
import { orderNumber } from "../order-number.ts";
import { sentenceOf, sentenceOfFailure, write } from "../write.ts";

/** <shop-cart data-currency data-language>: number inputs become a cart with a total, paid by its form. Event: written. */
class ShopCart extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("input", () => this.showTotal());
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.pay();
    });
    this.showTotal();
  }

  get lines(): { sku: string; quantity: number; minor: number }[] {
    return [...this.querySelectorAll("input")]
      .map(({ name, value, dataset }) => ({ sku: name, quantity: Number(value), minor: Number(dataset.minor) }))
      .filter(({ quantity }) => Number.isInteger(quantity) && quantity > 0);
  }

  showTotal(): void {
    const { currency = "EUR", language = "en" } = this.dataset;
    const total = this.lines.reduce((sum, { quantity, minor }) => sum + quantity * minor, 0);
    const button = this.querySelector("button");
    if (!button) return;
    button.disabled = total === 0;
    button.textContent = total === 0 ? "Your cart is empty" : `Pay ${moneyText(total, currency, language)}`;
  }

  async pay(): Promise<void> {
    const button = this.querySelector("button");
    if (!button || button.disabled) return;
    button.disabled = true;
    this.say("Paying …");
    const lines = this.lines.map(({ sku, quantity }) => ({ sku, quantity }));
    try {
      const { status, json } = await write("cart", "/demo/shop/purchases", () => ({
        order: orderNumber(),
        occurredAt: new Date().toISOString(),
        lines,
      }));
      if (status === 201) {
        this.say(thanksFor(json.answer.earned));
        this.querySelector("form")?.reset();
        this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
        announce();
      } else this.say(sentenceOf(json.answer ?? json));
    } catch (failure) {
      this.say(sentenceOfFailure(failure));
    }
    this.showTotal();
  }

  say(words: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words;
  }
}
customElements.define("shop-cart", ShopCart);

function thanksFor(earned: { unit: string; amount: number }[]): string {
  if (earned.length === 0) return "Thank you.";
  return `Thank you. You earned ${earned.map(({ unit, amount }) => `${amount} ${unit}`).join(" and ")}.`;
}
