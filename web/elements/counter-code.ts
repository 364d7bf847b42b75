import type { CounterPhrases } from "../../functions/edge/phrases/counter/index.ts";
import { STEP_SECONDS, stepOf, venueCodeAt } from "../../functions/evidence/venue-code.ts";
import { partOf } from "../element.ts";
import { clockWarning } from "../evidence/clock.ts";
import { type Counter, readCounter } from "../evidence/counter-link.ts";
import { drawnCode } from "../evidence/drawn-code.ts";
import { filled, wordsOf } from "../words.ts";

/**
 * <counter-code data-says>: the code of the place that the address's hash names, anew each half minute of the device's clock, with
 * or without a network. The hash stays where it is, so that a reload shows the same place; nothing sends it anywhere.
 */
class CounterCode extends HTMLElement {
  counter: Counter | null = null;
  shown = -1;
  lock: WakeLockSentinel | null = null;

  /** What it says, in the language of the page that it was served with. */
  get words(): CounterPhrases["script"] {
    return wordsOf(this);
  }

  connectedCallback(): void {
    addEventListener("hashchange", () => this.read());
    addEventListener("online", () => this.compareClocks());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible") return;
      this.tick();
      this.stayAwake();
    });
    this.offerFullScreen();
    this.read();
    this.beat();
  }

  read(): void {
    const read = readCounter(location.hash);
    this.counter = typeof read === "string" ? null : read;
    this.shown = -1;
    partOf(this, "nothing").hidden = this.counter !== null;
    partOf(this, "code").hidden = this.counter === null;
    if (typeof read === "string") {
      partOf(this, "why").textContent = this.words[read];
      return;
    }
    const name = read.name || this.words.thisPlace;
    document.title = filled(this.words.title, { place: name });
    const place = this.querySelector("h1#place");
    if (place) place.textContent = name;
    this.tick();
    this.stayAwake();
    this.compareClocks();
  }

  /** Once a second, on the second. */
  beat(): void {
    setTimeout(
      () => {
        this.tick();
        this.beat();
      },
      1_000 - (Date.now() % 1_000) + 5,
    );
  }

  tick(): void {
    if (!this.counter) return;
    const now = Date.now();
    const left = STEP_SECONDS - (Math.floor(now / 1000) % STEP_SECONDS);
    this.querySelector(".ring-left")?.setAttribute("stroke-dasharray", `${left} ${STEP_SECONDS}`);
    partOf(this, "left").textContent = String(left);
    const step = stepOf(now);
    if (step === this.shown) return;
    this.shown = step;
    const { venue, key } = this.counter;
    const { token, spoken } = venueCodeAt(key, venue, step);
    partOf(this, "qr").replaceChildren(drawnCode(`${location.origin}/c/${venue}#${token}`, this.words.label));
    partOf(this, "digits").textContent = `${spoken.slice(0, 3)} ${spoken.slice(3)}`;
  }

  /** Tablets dim after a minute; a lock ends when the page is hidden, and is asked for again. */
  async stayAwake(): Promise<void> {
    if (!this.counter || (this.lock && !this.lock.released)) return;
    // Where there is none, or the battery is low, the tablet's own settings decide.
    this.lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
  }

  async compareClocks(): Promise<void> {
    if (!this.counter) return;
    const sentAt = Date.now();
    const response = await fetch("/counter", { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (!response) return;
    partOf(this, "warning").textContent =
      clockWarning({ date: response.headers.get("date"), sentAt, answeredAt: Date.now() }, this.words) ?? "";
  }

  offerFullScreen(): void {
    const button = partOf(this, "full");
    button.hidden = !document.fullscreenEnabled;
    button.addEventListener("click", () =>
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
    );
    document.addEventListener("fullscreenchange", () => {
      button.textContent = document.fullscreenElement ? this.words.leaveFull : this.words.full;
    });
  }
}
customElements.define("counter-code", CounterCode);
