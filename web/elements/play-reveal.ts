import { announce } from "../news.ts";
import { outcomeText } from "../reveal.ts";
import { turnTo } from "../wheel.ts";
import { type Answer, sentenceOf, sentenceOfFailure, write } from "../write.ts";

/** How long a play's beacon is waited for before she is told that it is late, and the pauses between looks until then and after. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;
const LATE_PAUSE_MS = 10_000;

/**
 * <play-reveal data-play>: its button asks what a play gave and turns the wheel to its number; pressed again, or with Escape,
 * the wheel stands at once. It stays as it is when the page around it is brought up to date. Event: written.
 */
class PlayReveal extends HTMLElement {
  /** True from the first press until the outcome is shown or asking failed. */
  isUnderWay = false;
  isSkipped = false;
  turning: Animation | null = null;

  connectedCallback(): void {
    const button = this.querySelector("button");
    // Moved within the page: its button listens already.
    if (!button?.disabled) return;
    button.disabled = false;
    button.addEventListener("click", () => (this.isUnderWay ? this.skip() : this.reveal(button)));
  }

  skip(): void {
    this.isSkipped = true;
    this.turning?.finish();
  }

  say(text: string): void {
    const said = this.querySelector("[role=status]");
    if (said) said.textContent = text;
  }

  async reveal(button: HTMLButtonElement): Promise<void> {
    this.isUnderWay = true;
    this.isSkipped = false;
    this.parentElement?.setAttribute("data-stays", "");
    button.textContent = "Skip the turning";
    const listening = new AbortController();
    const onKey = ({ key }: KeyboardEvent) => (key === "Escape" ? this.skip() : undefined);
    document.addEventListener("keydown", onKey, { signal: listening.signal });
    try {
      const { status, json } = await this.ask();
      if (status === 201) await this.turn(json);
      this.say(status === 201 ? `${outcomeText(json)} Your number: ${numberText(json.ticket)}.` : sentenceOf(json));
      this.end(button);
      announce();
      this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
    } catch (failure) {
      this.say(sentenceOfFailure(failure));
      button.textContent = "Turn the wheel";
    } finally {
      this.isUnderWay = false;
      listening.abort();
    }
  }

  /** Asks until what decides the play is there: a beacon takes 3 to 6 s, and one that is late is not given up. */
  async ask(): Promise<Answer> {
    const { play = "" } = this.dataset;
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await write(`reveal:${play}`, `/v1/me/plays/${play}/reveal`, () => ({}));
      if (answer.json.code !== "play_not_settled") return answer;
      const isLate = Date.now() > until;
      const left = Date.parse(answer.json.revealAt ?? "") - Date.now();
      if (isLate) this.say("The public draw that decides is late. We will tell you here when it is known.");
      else this.say(left > 0 ? awayText(left) : "The public draw that decides is due any moment.");
      await this.countDown(Math.max(isLate ? LATE_PAUSE_MS : PAUSE_MS, left || 0));
    }
  }

  /** Waits, with the seconds left in the middle of the wheel for those who see it: said once is enough for a listener. */
  async countDown(ms: number): Promise<void> {
    const hub = this.querySelector(".hub");
    for (let left = ms; left > 0; left -= 1_000) {
      if (hub && ms > PAUSE_MS) hub.textContent = String(Math.ceil(left / 1_000));
      await new Promise((resume) => setTimeout(resume, Math.min(left, 1_000)));
    }
    if (hub) hub.textContent = "";
  }

  async turn({ ticket }: { ticket: number }): Promise<void> {
    const [wheel, ring] = [this.querySelector<SVGElement>(".wheel"), this.querySelector<SVGElement>(".ring")];
    if (wheel && ring) {
      const isStill = this.isSkipped || matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.turning = turnTo(ring, { ticket, of: Number(wheel.dataset.of), isStill });
      await this.turning?.finished;
    }
    const hub = this.querySelector(".hub");
    if (hub) hub.textContent = numberText(ticket);
    const lines = [...this.querySelectorAll<HTMLElement>(".chance")];
    lines.find(({ dataset }) => ticket < Number(dataset.to))?.classList.add("hit");
  }

  /** The proof takes the place of the button, and of its focus. */
  end(button: HTMLButtonElement): void {
    const isFocused = document.activeElement === button;
    const link = this.querySelector("a");
    button.hidden = true;
    if (link) link.hidden = false;
    if (isFocused) link?.focus();
  }
}
customElements.define("play-reveal", PlayReveal);

function awayText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `The public draw that decides is ${seconds} ${seconds === 1 ? "second" : "seconds"} away.`;
}

function numberText(ticket: number): string {
  return ticket.toLocaleString("en");
}
