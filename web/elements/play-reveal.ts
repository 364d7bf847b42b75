import { announce } from "../news.ts";
import { outcomeText } from "../reveal.ts";
import { type Answer, sentenceOf, sentenceOfFailure, write } from "../write.ts";

/** How long the tiles turn, as the style sheet has it, in milliseconds. */
const TURNING_MS = 1_400;
/** How long a play's beacon is waited for before she is told to look again, and the least between two looks. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;

/** <play-reveal data-play>: its button turns sixteen tiles over and says what was under them. Event: written. */
class PlayReveal extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button) return;
    button.disabled = false;
    button.addEventListener("click", () => this.reveal(button));
  }

  /** Asks until what decides the play is there, as far as it is worth waiting: a beacon takes 3 to 6 s. */
  async ask(play: string, said: Element | null): Promise<Answer> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await write(`reveal:${play}`, `/v1/me/plays/${play}/reveal`, () => ({}));
      if (answer.json.code !== "play_not_settled" || Date.now() > until) return answer;
      if (said) said.textContent = "Waiting for the beacon that decides …";
      const due = Date.parse(answer.json.revealAt ?? "") - Date.now();
      await new Promise((resume) => setTimeout(resume, Math.max(PAUSE_MS, due || 0)));
    }
  }

  async reveal(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const { play = "" } = this.dataset;
    const said = this.querySelector("[role=status]");
    try {
      const { status, json } = await this.ask(play, said);
      if (json.code === "play_not_settled") {
        if (said) said.textContent = "What decides it is not there yet. We will tell you here: look again in a while.";
        button.disabled = false;
        return;
      }
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
