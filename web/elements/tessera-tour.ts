import { announce, onNews } from "../news.ts";
import { steps } from "../steps/index.ts";
import { sentenceOfFailure } from "../write.ts";
import { noPostings, postingsShown } from "./postings-shown.ts";
import { requestShown } from "./request-shown.ts";

/** <tessera-tour>: gives the visitor a session, and her two pages with it; opens the steps in their order. */
class TesseraTour extends HTMLElement {
  member: string | null = null;

  async connectedCallback(): Promise<void> {
    for (const step of this.steps) step.tour = this;
    onNews(() => this.judge());
    try {
      this.member = await visitor();
    } catch {
      this.steps[0]?.say("The engine did not answer. Reload the page to try again.");
      return;
    }
    // The frames came before the session did.
    for (const frame of this.querySelectorAll("iframe")) frame.contentWindow?.location.reload();
    this.judge();
  }

  get steps(): TourStep[] {
    return [...this.querySelectorAll<TourStep>("tour-step")];
  }

  /** Which buttons can be pressed now. */
  judge(): void {
    for (const step of this.steps) step.judge();
  }
}

/** The member of this browser's session; a browser without one gets a fresh visitor's. */
async function visitor(): Promise<string> {
  const response = await fetch("/demo/session", { method: "POST" });
  if (!response.ok) throw new Error("no session");
  return (await response.json()).member;
}

/** <tour-step data-step>: a button, what it did in words, the request and the postings. */
export class TourStep extends HTMLElement {
  tour: TesseraTour | null = null;

  connectedCallback(): void {
    this.button.addEventListener("click", () => this.run());
  }

  get button(): HTMLButtonElement {
    const button = this.querySelector<HTMLButtonElement>("button.primary");
    if (!button) throw new Error("a step has a button");
    return button;
  }

  get does() {
    const does = steps[this.dataset.step ?? ""];
    if (!does) throw new Error(`there is no step ${this.dataset.step}`);
    return does;
  }

  judge(): void {
    this.button.disabled = !this.tour?.member || !this.does.isPossible();
    this.does.prepare?.(this);
  }

  async run(): Promise<void> {
    const member = this.tour?.member;
    if (!member) return;
    this.button.disabled = true;
    this.say("…");
    try {
      const { says, sent, operations, more = [] } = await this.does.run(this);
      this.say(says);
      const postings = await Promise.all(operations.map((operation) => postingsShown(operation, member)));
      this.show([
        ...more,
        ...sent.map(requestShown),
        ...(postings.length > 0 ? postings : [noPostings("It moved nothing.")]),
      ]);
      announce();
    } catch (failure) {
      this.say(sentenceOfFailure(failure));
    }
    this.tour?.judge();
  }

  say(words: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words;
  }

  show(parts: HTMLElement[]): void {
    this.querySelector(".step-shown")?.replaceChildren(...parts);
  }

  /** What the tour was rendered with. */
  get terms(): DOMStringMap {
    return this.closest<HTMLElement>("tessera-tour")?.dataset ?? {};
  }
}

customElements.define("tour-step", TourStep);
customElements.define("tessera-tour", TesseraTour);
