import { memberCodeOf, signedOf } from "../../functions/evidence/member-code.ts";
import { typedOf } from "../../functions/evidence/typed-code.ts";
import { STEP_SECONDS, stepOf } from "../../functions/evidence/venue-code.ts";
import { partOf } from "../element.ts";
import { type CodeKey, freshKey, keptKey } from "../evidence/code-key.ts";
import { drawnCode } from "../evidence/drawn-code.ts";

/**
 * <member-code>: the code of whoever is signed in on this device, anew each half minute by the server's clock as it was when
 * the key came. The screen stays awake while it is shown.
 */
class MemberCode extends HTMLElement {
  key: CodeKey | null = null;
  shown = -1;
  lock: WakeLockSentinel | null = null;

  connectedCallback(): void {
    keptKey().then((key) => {
      if (key && !this.key) this.show(key);
      return this.refresh();
    });
    addEventListener("online", () => this.refresh());
    addEventListener("offline", () => this.sayOffline(true));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible") return;
      this.tick();
      this.stayAwake();
    });
    setInterval(() => this.tick(), 1_000);
  }

  async refresh(): Promise<void> {
    try {
      this.show(await freshKey());
      partOf(this, "nobody").hidden = this.key !== null;
      this.sayOffline(false);
    } catch {
      // No network: what was kept goes on, and who has nothing kept is asked to sign in.
      partOf(this, "nobody").hidden = this.key !== null;
      this.sayOffline(this.key !== null);
    }
  }

  show(key: CodeKey | null): void {
    this.key = key;
    this.shown = -1;
    partOf(this, "shown").hidden = key === null;
    this.tick();
    this.stayAwake();
  }

  tick(): void {
    if (!this.key) return;
    const { ahead } = this.key;
    const now = Date.now() + ahead;
    partOf(this, "left").textContent = String(STEP_SECONDS - (Math.floor(now / 1000) % STEP_SECONDS));
    const step = stepOf(now);
    if (step === this.shown) return;
    this.shown = step;
    this.draw(this.key, step);
  }

  async draw({ member, session, key }: CodeKey, step: number): Promise<void> {
    const signature = await crypto.subtle.sign("HMAC", key, signedOf({ session, step }));
    if (step !== this.shown || this.key?.session !== session) return;
    const code = memberCodeOf({ member, session, step }, new Uint8Array(signature));
    partOf(this, "qr").replaceChildren(drawnCode(code, this.dataset.label ?? ""));
    partOf(this, "typed").textContent = typedOf(code).match(/.{3}/g)?.join(" ") ?? "";
  }

  sayOffline(isOffline: boolean): void {
    const said = partOf(this, "offline");
    said.textContent = isOffline ? (said.dataset.says ?? "") : "";
  }

  /** Phones dim after half a minute; a lock ends when the page is hidden, and is asked for again. */
  async stayAwake(): Promise<void> {
    if (!this.key || (this.lock && !this.lock.released)) return;
    // Where there is none, or the battery is low, the phone's own settings decide.
    this.lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
  }
}

customElements.define("member-code", MemberCode);
