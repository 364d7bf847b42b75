import { announce } from "../news.ts";
import { sentenceOf, sentenceOfFailure, write } from "../write.ts";

/** <redeem-reward data-reward data-cost>: its button redeems at the price that is shown. Event: written. */
class RedeemReward extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button) return;
    button.disabled = false;
    button.addEventListener("click", () => this.redeem(button));
  }

  async redeem(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const { reward = "", cost = "0" } = this.dataset;
    const said = this.querySelector("[role=status]");
    const say = (words: string) => {
      if (said) said.textContent = words;
    };
    try {
      const { status, json } = await write(`redeem:${reward}`, "/v1/me/redemptions", () => ({
        reward,
        cost: Number(cost),
      }));
      const code: string | undefined = json.voucher?.code;
      say(
        status === 201
          ? code
            ? `Yours. Show this code: ${code}`
            : "Yours. Show this at the counter."
          : sentenceOf(json),
      );
      announce();
      // A code is shown once: the page is asked for again only when she goes on.
      if (status !== 201 || !code) this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
    } catch (failure) {
      say(sentenceOfFailure(failure));
      button.disabled = false;
    }
  }
}
customElements.define("redeem-reward", RedeemReward);
