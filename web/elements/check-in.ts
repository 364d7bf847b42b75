import type { CheckInWords } from "../../functions/edge/phrases/check-in/index.ts";
import { answerButtons, partOf } from "../element.ts";
import { readCodes } from "../evidence/camera.ts";
import { digitsTyped, type Fix, type Visit, visitScanned } from "../evidence/evidence.ts";
import { outcomeShown, refusedSays, saidTo } from "../evidence/outcome-shown.ts";
import { positionNow } from "../evidence/position.ts";
import { cameraSays, offlineSays, refusalSays, type Says } from "../evidence/says.ts";
import { sendCheckIn } from "../evidence/send-check-in.ts";
import { announce } from "../news.ts";
import { wordsOf } from "../words.ts";
import { type Answer, read, Unsettled, write } from "../write.ts";

/** How far around her venues are looked for, in metres. */
const RADIUS_METRES = 500;

/**
 * <check-in data-says>: its button checks in at the place chosen from the list, or at the venue nearest to the phone; the counter's
 * code is scanned or typed. Event: written.
 */
class CheckIn extends HTMLElement {
  scanning: AbortController | null = null;

  /** What it says, in the language of the page that it was served with. */
  get words(): CheckInWords {
    return wordsOf(this);
  }

  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>("button[data-by]");
    if (!button) return;
    button.addEventListener("click", () =>
      this.during(button, () => (button.dataset.by === "gps" ? this.byPosition() : this.byChoice())),
    );
    partOf(this, "scan").addEventListener("click", () => this.scan());
    partOf(this, "stop").addEventListener("click", () => this.scanning?.abort());
    // A camera that nobody looks through is off.
    document.addEventListener("visibilitychange", () => document.hidden && this.scanning?.abort());
    this.querySelector("form.digits")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.type();
    });
    answerButtons(this);
  }

  /** A place from the list: in a demo. */
  async byChoice(): Promise<void> {
    const venue = this.querySelector("select")?.value ?? "";
    const answer = await write("check-in", "/v1/me/check-ins", () => ({ venue, demo: true }));
    await this.show(answer, { venue, evidence: {} }, null);
  }

  /** The venue nearest to the phone. */
  async byPosition(): Promise<void> {
    this.progress(this.words.looking);
    const fix = await positionNow();
    if (typeof fix === "string") return this.elsewise(this.words.noFix[fix]);
    const { latitude, longitude } = fix;
    const { json } = await read(
      `/v1/venues/nearby?latitude=${latitude}&longitude=${longitude}&radius=${RADIUS_METRES}&limit=1`,
    );
    const [venue] = json.data ?? [];
    if (!venue) return this.elsewise(this.words.nowhere);
    const visit = { venue: venue.id, evidence: {} };
    await this.show(await sendCheckIn(visit, fix), visit, fix, venue.name);
  }

  async scan(): Promise<void> {
    const button = partOf(this, "scan") as HTMLButtonElement;
    const box = partOf(this, "scanning");
    let scanned: Visit | null = null;
    this.scanning = new AbortController();
    [button.hidden, box.hidden] = [true, false];
    this.progress(this.words.holding);
    try {
      await readCodes(partOf(this, "camera") as HTMLVideoElement, {
        signal: this.scanning.signal,
        onText: (text) => {
          const visit = visitScanned(text, location.origin);
          if (typeof visit === "string") this.progress(this.words[visit]);
          else scanned = visit;
          return typeof visit !== "string";
        },
      });
      this.progress("");
    } catch (failure) {
      this.elsewise(cameraSays(failure instanceof DOMException ? failure.name : "", this.words));
    }
    [button.hidden, box.hidden] = [false, true];
    if (scanned) await this.bring(scanned);
  }

  type(): void {
    const field = this.querySelector<HTMLInputElement>("#digits");
    const qr = digitsTyped(field?.value ?? "");
    field?.setCustomValidity(qr === null ? this.words.sixDigits : "");
    field?.addEventListener("input", () => field.setCustomValidity(""), { once: true });
    if (qr === null) field?.reportValidity();
    else this.bring({ venue: this.querySelector<HTMLSelectElement>("#digits-at")?.value ?? "", evidence: { qr } });
  }

  /** Sends what the counter showed. */
  async bring(visit: Visit): Promise<void> {
    await this.during(partOf(this, "scan") as HTMLButtonElement, async () =>
      this.show(await sendCheckIn(visit, null), visit, null),
    );
  }

  async during(button: HTMLButtonElement, act: () => Promise<void>): Promise<void> {
    button.disabled = true;
    this.progress(this.words.busy);
    try {
      await act();
    } catch (failure) {
      this.say(
        failure instanceof Unsettled
          ? (refusalSays(failure.code, this.words) ?? this.words.failed)
          : offlineSays(navigator.onLine, this.words),
      );
    }
    this.progress("");
    button.disabled = false;
  }

  async show({ status, json }: Answer, { venue, evidence }: Visit, fix: Fix | null, name?: string): Promise<void> {
    const { words } = this;
    if (status !== 201) return this.elsewise(refusedSays(json, words));
    const named = name ?? this.querySelector(`option[value="${CSS.escape(venue)}"]`)?.textContent ?? words.thisPlace;
    await outcomeShown(partOf(this, "outcome"), json, { name: named, evidence, fix, words });
    announce();
    this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
  }

  /** Says what hinders, with the other ways open. */
  elsewise(says: Says): void {
    partOf(this, "typing").setAttribute("open", "");
    this.say(says);
  }

  say(says: Says): void {
    saidTo(partOf(this, "outcome"), says);
  }

  progress(words: string): void {
    partOf(this, "progress").textContent = words;
  }
}
customElements.define("check-in", CheckIn);
