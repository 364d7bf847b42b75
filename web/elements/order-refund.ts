import { announce } from "../news.ts";
import { orderNumber } from "../order-number.ts";
import { sentenceOf, sentenceOfFailure, write } from "../write.ts";

/** <order-refund data-order data-minor>: its button gives that much of the order back. Event: written. */
class OrderRefund extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    button?.addEventListener("click", () => this.refund(button));
  }

  async refund(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const { order = "", minor = "0" } = this.dataset;
    const status = this.querySelector("[role=status]");
    try {
      const { status: code, json } = await write(`refund:${order}`, "/demo/shop/refunds", () => ({
        order,
        refund: orderNumber("R"),
        amountMinor: Number(minor),
      }));
      if (status) status.textContent = code === 201 ? "Refunded." : sentenceOf(json.answer ?? json);
      this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
      announce();
    } catch (failure) {
      if (status) status.textContent = sentenceOfFailure(failure);
    }
    button.disabled = false;
  }
}
customElements.define("order-refund", OrderRefund);
