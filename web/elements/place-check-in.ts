import type { CheckInWords } from "../../functions/edge/phrases/check-in/index.ts";
import { answerButtons, partOf } from "../element.ts";
import { digitsTyped, type Evidence, type Fix, type NoFix, visitIn } from "../evidence/evidence.ts";
import { outcomeShown, refusedSays, saidTo } from "../evidence/outcome-shown.ts";
import { isPositionAllowed, positionNow } from "../evidence/position.ts";
import { offlineSays, refusalSays, type Says } from "../evidence/says.ts";
import { sendCheckIn } from "../evidence/send-check-in.ts";
import { announce } from "../news.ts";
import { wordsOf } from "../words.ts";
import { Unsettled } from "../write.ts";

/** A code holds for half a minute: a position that comes along is not waited for longer than this, in milliseconds. */
const ALONG_MS = 5_000;

/**
 * <place-check-in data-venue data-name data-says>: takes the code or the tap out of the address at once, and sends it when she
 * presses. Where nobody is signed in, it is kept in this tab until somebody is. Event: written.
 */
class PlaceCheckIn extends HTMLElement {
  evidence: Evidence = {};
  venue = "";

  /** What it says, in the language of the page that it was served with. */
  get words(): CheckInWords {
    return wordsOf(this);
  }

  connectedCallback(): void {
    this.venue = this.dataset.venue ?? "";
    this.take();
    // The same page may be open already when the next code is scanned or the tag is tapped again.
    addEventListener("hashchange", () => this.take());
    partOf(this, "press").addEventListener("click", () => this.press());
    this.querySelector("form.digits")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.type();
    });
    this.querySelector("[data-part=join]")?.addEventListener("click", () => this.join());
    answerButtons(this);
  }

  /** What came with the address, or was kept when nobody was signed in. */
  take(): void {
    const kept = sessionStorage.getItem(this.keptAs);
    const brought = visitIn(location.href)?.evidence ?? {};
    this.evidence = brought.qr || brought.tap || kept === null ? brought : (JSON.parse(kept) as Evidence);
    history.replaceState(null, "", `/c/${this.venue}`);
    partOf(this, "ask").hidden = false;
    partOf(this, "typing").hidden = false;
    this.tell();
  }

  /** Says what the button will send. */
  async tell(): Promise<void> {
    const { qr, tap } = this.evidence;
    if (!qr && !tap) return;
    partOf(this, "brought").textContent = tap ? this.words.byTap : this.words.byCode;
    partOf(this, "also").hidden = await isPositionAllowed();
  }

  type(): void {
    const field = this.querySelector<HTMLInputElement>("#digits");
    const digits = digitsTyped(field?.value ?? "");
    field?.setCustomValidity(digits === null ? this.words.sixDigits : "");
    if (digits === null) {
      field?.reportValidity();
      field?.addEventListener("input", () => field.setCustomValidity(""), { once: true });
      return;
    }
    this.evidence = { qr: digits };
    this.press();
  }

  async press(): Promise<void> {
    const button = partOf(this, "press") as HTMLButtonElement;
    button.disabled = true;
    partOf(this, "sign-in").hidden = true;
    try {
      await this.checkIn();
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

  async checkIn(): Promise<void> {
    const { venue, evidence, words } = this;
    const fix = await this.position();
    if (typeof fix === "string") {
      this.say(words.noFix[fix]);
      this.querySelector("details")?.setAttribute("open", "");
      return;
    }
    this.progress(words.busy);
    const { status, json } = await sendCheckIn({ venue, evidence }, fix);
    if (status === 401) {
      // Evidence only, never a position.
      if (evidence.qr || evidence.tap) sessionStorage.setItem(this.keptAs, JSON.stringify(evidence));
      partOf(this, "sign-in").hidden = false;
      partOf(this, "outcome").replaceChildren();
      return;
    }
    sessionStorage.removeItem(this.keptAs);
    if (status !== 201) {
      this.say(refusedSays(json, words));
      return;
    }
    await outcomeShown(partOf(this, "outcome"), json, { name: this.dataset.name ?? "", evidence, fix, words });
    // What was shown is shown; what was not may be shown in another way.
    const isDone = json.evidence !== "claimed";
    partOf(this, "ask").hidden = isDone;
    partOf(this, "typing").hidden = isDone;
    announce();
    this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
  }

  /** Her position, where it is all that she has, or where she lets it come along; a reason where it is needed and not there. */
  async position(): Promise<Fix | NoFix | null> {
    const isNeeded = !this.evidence.qr && !this.evidence.tap;
    const mayCome = this.querySelector<HTMLInputElement>("[name=also]")?.checked || (await isPositionAllowed());
    if (!isNeeded && !mayCome) return null;
    this.progress(this.words.looking);
    if (isNeeded) return positionNow();
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ALONG_MS));
    const found = await Promise.race([positionNow(), late]);
    return typeof found === "string" ? null : found;
  }

  /** In a demo: a visitor of her own, and on with what she was about to do. */
  async join(): Promise<void> {
    const response = await fetch("/demo/session", { method: "POST" }).catch(() => null);
    if (!response?.ok) return this.say(offlineSays(navigator.onLine, this.words));
    await this.press();
  }

  say(says: Says): void {
    saidTo(partOf(this, "outcome"), says);
  }

  progress(words: string): void {
    partOf(this, "progress").textContent = words;
  }

  get keptAs(): string {
    return `visit:${this.venue}`;
  }
}
customElements.define("place-check-in", PlaceCheckIn);
