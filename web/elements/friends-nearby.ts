import type { NearbyPhrases } from "../../functions/edge/phrases/nearby/index.ts";
import { fingerprintOf } from "../../functions/evidence/nearby-tags.ts";
import { dateFormat } from "../../functions/values/formats.ts";
import { EPOCH_MS } from "../../functions/values/friend.ts";
import { partOf } from "../element.ts";
import { positionNow } from "../evidence/position.ts";
import { compare, type Friend, Refused } from "../nearby/compare.ts";
import { isAsBefore, type OwnKey, ownKey, ownKeyMade } from "../nearby/own-key.ts";
import { forgetQuietPlaces, hasQuietPlaces, isQuiet, keepQuiet } from "../nearby/quiet-places.ts";
import { filled, listed, pageLanguage, wordsOf } from "../words.ts";
import { read } from "../write.ts";

/** How often an open page looks again, in milliseconds: two calls each, of sixty an hour. */
const AGAIN_MS = 300_000;

/**
 * <friends-nearby data-member data-key data-says>: turns it on with this browser's key, shows the digits to compare, and after
 * a press looks who is near, again every five minutes while the page is seen. Where she is stays in memory.
 */
class FriendsNearby extends HTMLElement {
  own: OwnKey | null = null;
  again = 0;

  /** What it says, in the language of the page that it was served with. */
  get words(): NearbyPhrases["script"] {
    return wordsOf(this);
  }

  connectedCallback(): void {
    this.wire();
  }

  async wire(): Promise<void> {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-part=share]")) this.shareBy(button);
    // Whoever came by a shop's link has the lists alone.
    if (!this.querySelector("[data-part=turn-on]")) return;
    partOf(this, "turn-on").addEventListener("click", () => this.during("turn-on", () => this.turnOn()));
    partOf(this, "look").addEventListener("click", () => this.during("look", () => this.look()));
    partOf(this, "quiet").addEventListener("click", () => this.during("quiet", () => this.keepQuiet()));
    partOf(this, "unquiet").addEventListener("click", () => this.during("unquiet", () => this.forgetQuiet()));
    this.own = await ownKey(this.member).catch(() => null);
    const key = this.dataset.key ?? "";
    const isHere = key !== "" && this.own?.publicKey === key;
    partOf(this, "off").hidden = isHere;
    partOf(this, "elsewhere").hidden = isHere || key === "";
    partOf(this, "look").hidden = !isHere;
    partOf(this, "quietly").hidden = !isHere;
    if (!isHere) return;
    partOf(this, "unquiet").hidden = !(await hasQuietPlaces(this.member));
    await this.showKeys();
  }

  async turnOn(): Promise<void> {
    const own = await ownKeyMade(this.member).catch(() => null);
    if (!own) return this.say(this.words.unable);
    const ttlSeconds = Number(this.querySelector<HTMLSelectElement>("#ttl")?.value);
    const response = await fetch("/v1/me/nearby", {
      method: "PUT",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({ mode: "e2e", publicKey: own.publicKey, ttlSeconds }),
    });
    if (response.ok) location.assign("/me/nearby");
    else throw new Refused((await response.json()).code ?? "fault");
  }

  async look(): Promise<void> {
    if (!this.own) return;
    this.say(this.words.looking);
    const fix = await positionNow();
    if (typeof fix === "string") return this.say(fix === "denied" ? this.words.denied : this.words.nowhere);
    // Before anything is asked: from here the server is to hear nothing.
    if (await isQuiet(this.member, fix)) return this.say(this.words.quiet);
    const { status, json } = await read("/v1/me/friends");
    if (status !== 200) throw new Refused(json.code);
    const now = Date.parse(json.now);
    const near = await compare(this.own, { friends: json.data as Friend[], fix, now });
    const names: string[] = [];
    for (const item of this.querySelectorAll<HTMLElement>("[data-friend]")) {
      const isNear = near.get(item.dataset.friend ?? "") === true;
      partOf(item, "near").hidden = !isNear;
      if (isNear) names.push(item.dataset.name ?? "");
    }
    this.say(this.sentence(near.size, names, [...near.values()].includes(null), now));
    clearTimeout(this.again);
    this.again = window.setTimeout(() => this.lookAgain(), AGAIN_MS);
  }

  /** Here, and a little around it. Nothing is sent. */
  async keepQuiet(): Promise<void> {
    this.say(this.words.looking);
    const fix = await positionNow();
    if (typeof fix === "string") return this.say(fix === "denied" ? this.words.denied : this.words.nowhere);
    await keepQuiet(this.member, fix);
    clearTimeout(this.again);
    for (const near of this.querySelectorAll<HTMLElement>("[data-friend] [data-part=near]")) near.hidden = true;
    partOf(this, "unquiet").hidden = false;
    this.say(this.words.quiet);
  }

  async forgetQuiet(): Promise<void> {
    await forgetQuietPlaces(this.member);
    partOf(this, "unquiet").hidden = true;
    this.say(this.words.unquiet);
  }

  get member(): string {
    return this.dataset.member ?? "";
  }

  sentence(friends: number, names: string[], isWaiting: boolean, now: number): string {
    if (names.length > 0) return filled(this.words.found, { names: listed(names) });
    if (isWaiting) {
      const next = (Math.floor(now / EPOCH_MS) + 1) * EPOCH_MS;
      return filled(this.words.later, { time: dateFormat(pageLanguage(), { timeStyle: "short" }).format(next) });
    }
    return friends === 0 ? this.words.alone : this.words.nobody;
  }

  /** A page that nobody looks at asks nothing. */
  lookAgain(): void {
    if (document.hidden)
      document.addEventListener("visibilitychange", () => this.during("look", () => this.look()), { once: true });
    else this.during("look", () => this.look());
  }

  /** What two friends read to each other, of the keys as this browser has them. */
  async showKeys(): Promise<void> {
    for (const item of this.querySelectorAll<HTMLElement>("[data-friend]")) {
      const { friend = "", key = "" } = item.dataset;
      const keys = item.querySelector<HTMLDetailsElement>("[data-part=keys]");
      if (!this.own || !keys || key === "") continue;
      partOf(item, "fingerprint").textContent = fingerprintOf([this.own.publicKey, key]).join(" ");
      keys.hidden = false;
      if (await isAsBefore(friend, key)) continue;
      const changed = document.createElement("p");
      changed.className = "changed";
      changed.textContent = this.words.changed;
      keys.before(changed);
      keys.open = true;
    }
  }

  shareBy(button: HTMLButtonElement): void {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const url = button.dataset.link ?? "";
      // Sharing that she closes again is no failure; where there is none, the link is copied.
      if (navigator.share) return void (await navigator.share({ url }).catch(() => null));
      await navigator.clipboard.writeText(url);
      button.textContent = this.words.copied;
    });
  }

  async during(part: string, act: () => Promise<void>): Promise<void> {
    const button = partOf(this, part) as HTMLButtonElement;
    if (button.disabled) return;
    button.disabled = true;
    try {
      await act();
    } catch (failure) {
      const code = failure instanceof Refused ? failure.code : "";
      if (code === "nearby_off") return location.assign("/me/nearby");
      const { often, young, failed } = this.words;
      this.say(code === "too_many_requests" ? often : code === "too_young" ? young : failed);
    } finally {
      button.disabled = false;
    }
  }

  say(sentence: string): void {
    partOf(this, "said").textContent = sentence;
  }
}
customElements.define("friends-nearby", FriendsNearby);
