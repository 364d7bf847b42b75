import { announce } from "../news.ts";
import { outcomeText } from "../reveal.ts";
import { sentenceOf, sentenceOfFailure, write } from "../write.ts";

/** How long the tiles turn, as the style sheet has it, in milliseconds. */
const TURNING_MS = 1_400;

/** <play-reveal data-play>: its button turns sixteen tiles over and says what was under them. Event: written. */
class PlayReveal extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button) return;
    button.disabled = false;
    button.addEventListener("click", () => this.reveal(button));
  }

  async reveal(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const { play = "" } = this.dataset;
    const said = this.querySelector("[role=status]");
    try {
      const { status, json } = await write(`reveal:${play}`, `/v1/me/plays/${play}/reveal`, () => ({}));
      if (said) said.textContent = status === 201 ? outcomeText(json) : sentenceOf(json);
      button.hidden = true;
      this.classList.add(json.prize ? "won" : "turned");
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      await new Promise((resume) => setTimeout(resume, isStill ? 0 : TURNING_MS));
      announce();
      this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
    } catch (failure) {
      if (said) said.textContent = sentenceOfFailure(failure);
      button.disabled = false;
    }
  }
}
customElements.define("play-reveal", PlayReveal);
