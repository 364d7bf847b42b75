import { numberFormat } from "../../functions/values/formats.ts";
import { announce } from "../news.ts";
import { outcomeText, type RevealWords } from "../reveal.ts";
import { turnTo } from "../wheel.ts";
import { filled, pageLanguage, wordsOf } from "../words.ts";
import { type Answer, sentenceOf, Unsettled, write } from "../write.ts";

/** How long a play's beacon is waited for before she is told that it is late, and the pauses between looks until then and after. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;
const LATE_PAUSE_MS = 10_000;

/**
 * <play-reveal data-play data-says>: its button asks what a play gave and turns the wheel to its number; pressed again, or with Escape,
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

  /** What it says, in the language of the page that it was served with. */
  get words(): RevealWords {
    return wordsOf(this);
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
    const asks = button.textContent;
    button.textContent = this.words.skip;
    const listening = new AbortController();
    const onKey = ({ key }: KeyboardEvent) => (key === "Escape" ? this.skip() : undefined);
    document.addEventListener("keydown", onKey, { signal: listening.signal });
    try {
      const { status, json } = await this.ask();
      if (status === 201) await this.turn(json);
      this.say(
        status === 201
          ? `${outcomeText(json, this.words)} ${filled(this.words.number, { number: numberText(json.ticket) })}`
          : sentenceOf(json),
      );
      this.end(button);
      announce();
      this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
    } catch (failure) {
      this.say(`${failure instanceof Unsettled ? `${failure.message} ` : ""}${this.words.failed}`);
      button.textContent = asks;
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
      const { late, away, due } = this.words;
      if (isLate) this.say(late);
      else this.say(left > 0 ? filled(away, { seconds: String(Math.ceil(left / 1_000)) }) : due);
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

function numberText(ticket: number): string {
  return numberFormat(pageLanguage()).format(ticket);
}
