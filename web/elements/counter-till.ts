import type { TillPhrases } from "../../functions/edge/phrases/till/index.ts";
import { numberFormat, pluralRules } from "../../functions/values/formats.ts";
import { answerButtons, element, partOf } from "../element.ts";
import { readCodes } from "../evidence/camera.ts";
import { filled, listed, pageLanguage, wordsOf } from "../words.ts";
import { type Answer, read, sentenceOf, Unsettled, write } from "../write.ts";

/** So long after the last touch a till goes on with the same customer: about as long as the code that she showed was good. */
const GOES_ON_MS = 120_000;
/** For how long what was done can be taken back, in milliseconds. */
const UNDO_MS = 60_000;
const MEMBER_CODE = /^T1\.[0-9A-Z]{26}\.[0-9A-Z]{26}\.[0-9]+\.[0-9A-Z]{16}$/;

interface Looked {
  name: string | null;
  currency: string;
  who: {
    member: string;
    balances: Record<string, { available: number }>;
    stampCards: { has: number; needs: number }[];
  };
  rewards: { id: string; name: string; inReach: boolean; automatic: boolean }[];
}

/** <counter-till data-units data-says>: scans who is there, shows what she has, sells, hands over, and takes back for a minute. */
class CounterTill extends HTMLElement {
  looked: Looked | null = null;
  undone: (() => Promise<Answer>) | null = null;
  looking: AbortController | null = null;
  leaving: ReturnType<typeof setTimeout> | undefined;

  /** What it says, in the language of the page that it was served with. */
  get words(): TillPhrases["script"] {
    return wordsOf(this);
  }

  connectedCallback(): void {
    partOf(this, "open").addEventListener("click", () => this.scan());
    partOf(this, "next").addEventListener("click", () => this.leave());
    partOf(this, "undo").addEventListener("click", () => this.undo());
    this.onSent("typed", (form) => this.look({ memberCode: String(form.get("code")).replaceAll(/\s/g, "") }));
    this.onSent("named", (form) => this.look({ email: String(form.get("email")) }));
    this.onSent("sale", (form) => this.sell(form));
    this.onSent("presence", (form) => this.checkIn(String(form.get("venue"))));
    partOf(this, "store").addEventListener("change", () => this.offerVenues());
    this.offerVenues();
    for (const touch of ["input", "click", "keydown"]) this.addEventListener(touch, () => this.stay());
    answerButtons(this);
  }

  /** Whoever stands there next is not sold to as the one before, where "Next customer" was forgotten. */
  stay(): void {
    clearTimeout(this.leaving);
    if (!this.looked) return;
    this.leaving = setTimeout(() => {
      this.leave();
      this.say(this.words.left);
    }, GOES_ON_MS);
  }

  onSent(part: string, does: (form: FormData) => Promise<void>): void {
    partOf(this, part).addEventListener("submit", (event) => {
      event.preventDefault();
      does(new FormData(event.target as HTMLFormElement));
    });
  }

  async scan(): Promise<void> {
    const video = partOf(this, "video") as HTMLVideoElement;
    this.looking?.abort();
    const looking = new AbortController();
    this.looking = looking;
    video.hidden = false;
    this.say(this.words.hold);
    let read = "";
    const onText = (text: string) => {
      if (!MEMBER_CODE.test(text)) return false;
      read = text;
      return true;
    };
    try {
      await readCodes(video, { onText, signal: looking.signal });
      if (read !== "") await this.look({ memberCode: read });
    } catch {
      this.say(this.words.noCamera);
    } finally {
      video.hidden = true;
    }
  }

  async look(member: { memberCode: string } | { email: string }): Promise<void> {
    const answer = await this.asked(`look ${JSON.stringify(member)}`, "/v1/staff/till/looks", { member });
    if (!answer) return;
    this.showLooked(answer.json as Looked);
    partOf(this, "scan").hidden = true;
    partOf(this, "member").hidden = false;
    this.say("");
    partOf(this, "who").focus();
  }

  /** Who she is, what she has, and what can be handed to her now. */
  showLooked(looked: Looked): void {
    this.looked = looked;
    const { name, who, rewards } = looked;
    partOf(this, "who").textContent = name ?? this.words.member;
    this.show(who.balances, who.stampCards);
    const had = document.activeElement?.getAttribute("data-reward");
    const given = rewards.filter(({ inReach, automatic }) => inReach && !automatic);
    partOf(this, "rewards").replaceChildren(
      ...given.map((reward) => {
        const button = element("button", { text: reward.name });
        button.type = "button";
        button.dataset.reward = reward.id;
        button.addEventListener("click", () => this.redeem(reward));
        return button;
      }),
    );
    // The keyboard stays where it was, or where it can go on from.
    if (had) (this.querySelector<HTMLElement>(`[data-reward="${CSS.escape(had)}"]`) ?? partOf(this, "who")).focus();
    this.stay();
  }

  /** What she has after what was just done, so that the next sale or reward needs no look anew. Where no answer comes, what was said stays. */
  async goOn(): Promise<void> {
    const { looked } = this;
    if (!looked) return;
    const answer = await read(`/v1/staff/till/members/${looked.who.member}`).catch(() => null);
    if (answer?.status === 200 && this.looked === looked) this.showLooked(answer.json as Looked);
  }

  show(balances: Record<string, { available: number }>, cards: { has: number; needs: number }[]): void {
    const lines = [
      ...Object.entries(balances).map(([unit, { available }]) => this.counted(available, unit)),
      ...cards.map(({ has, needs }) => filled(this.words.stamps, { has: String(has), needs: String(needs) })),
    ];
    partOf(this, "has").replaceChildren(...lines.map((text) => element("li", { text })));
  }

  async sell(form: FormData): Promise<void> {
    if (!this.looked) return;
    const { currency, who } = this.looked;
    const category = String(form.get("category")).trim();
    const order = `till-${crypto.randomUUID()}`;
    const answer = await this.asked(`sale ${who.member}`, "/v1/staff/till/sales", {
      store: this.store,
      member: { id: who.member },
      order,
      currency,
      amountMinor: minorOf(String(form.get("amount")), currency),
      pieces: Number(form.get("pieces")),
      ...(category === "" ? {} : { category }),
    });
    if (!answer) return;
    const earned = this.earnedIn(answer);
    this.show(answer.json.balances, answer.json.stampCards);
    this.did(
      earned === "" ? this.words.soldNothing : filled(this.words.sold, { what: earned }),
      `/v1/staff/till/sales/${answer.json.order}/undo`,
    );
    (partOf(this, "sale") as HTMLFormElement).reset();
    await this.goOn();
  }

  /** Says that she is at a venue: nothing is trusted more than somebody who sees her. */
  async checkIn(venue: string): Promise<void> {
    if (!this.looked) return;
    const { member } = this.looked.who;
    const path = `/v1/staff/venues/${encodeURIComponent(venue)}/check-ins`;
    const answer = await this.asked(`check-in ${member} ${venue}`, path, { member: { id: member } });
    if (!answer) return;
    this.show(answer.json.balances, answer.json.stampCards);
    this.forgetUndo();
    const earned = this.earnedIn(answer);
    this.say(
      [this.words.checkedIn, ...(earned === "" ? answer.json.why : [filled(this.words.earned, { what: earned })])].join(
        " ",
      ),
    );
    await this.goOn();
  }

  /** Of the venues only those of the chosen store; a store without any checks nobody in. */
  offerVenues(): void {
    const presence = partOf(this, "presence");
    const options = [...presence.querySelectorAll("option")];
    for (const option of options) option.hidden = option.disabled = option.dataset.store !== this.store;
    const first = options.find(({ hidden }) => !hidden);
    presence.hidden = first === undefined;
    if (first) first.selected = true;
  }

  /** What an answer earned, in words; empty: nothing. */
  earnedIn({ json }: Answer): string {
    const earned = json.earned as { unit: string; amount: number }[];
    return listed(earned.map(({ amount, unit }) => this.counted(amount, unit)));
  }

  /** "1 point", as the programme calls it; a unit that is money as money. */
  counted(amount: number, unit: string): string {
    const { units = "{}" } = this.dataset;
    const language = pageLanguage();
    const names = (JSON.parse(units) as Record<string, Record<string, string>>)[unit];
    const currency = this.looked?.currency;
    if (!names && currency)
      return numberFormat(language, { style: "currency", currency }).format(amount / 10 ** digitsOf(currency));
    const form = pluralRules(names?.counts ?? language).select(amount);
    return `${numberFormat(language).format(amount)} ${names?.[form] ?? names?.other ?? unit}`;
  }

  async redeem({ id, name }: { id: string; name: string }): Promise<void> {
    if (!this.looked) return;
    const { member } = this.looked.who;
    const body = { store: this.store, member: { id: member }, reward: id };
    const answer = await this.asked(`redeem ${member} ${id}`, "/v1/staff/till/redemptions", body);
    if (!answer) return;
    this.did(filled(this.words.hand, { reward: name }), `/v1/staff/till/redemptions/${answer.json.id}/undo`);
    await this.goOn();
  }

  /** Says what was done, and for a minute offers to take it back. */
  did(says: string, path: string): void {
    this.say(says);
    const undo = () => write(`undo ${path}`, path, () => ({ store: this.store }));
    this.undone = undo;
    partOf(this, "undo").hidden = false;
    setTimeout(() => {
      if (this.undone === undo) this.forgetUndo();
    }, UNDO_MS);
  }

  async undo(): Promise<void> {
    const { undone } = this;
    if (!undone) return;
    this.forgetUndo();
    try {
      const { status, json } = await undone();
      if (status >= 400) this.say(sentenceOf(json));
      else {
        this.say(this.words.undone);
        await this.goOn();
      }
    } catch (failure) {
      this.undone = undone;
      partOf(this, "undo").hidden = false;
      this.say(this.failed(failure));
    }
  }

  forgetUndo(): void {
    this.undone = null;
    partOf(this, "undo").hidden = true;
  }

  leave(): void {
    this.looked = null;
    clearTimeout(this.leaving);
    this.forgetUndo();
    this.say("");
    partOf(this, "member").hidden = true;
    partOf(this, "scan").hidden = false;
    for (const form of ["typed", "named"]) (partOf(this, form) as HTMLFormElement).reset();
    partOf(this, "open").focus();
  }

  /** A write of this name, the same again until it is settled; null: it was refused or not answered, and why is said. */
  async asked(name: string, path: string, body: unknown): Promise<Answer | null> {
    try {
      const answer = await write(`till ${name}`, path, () => body);
      if (answer.status < 400) return answer;
      this.say(sentenceOf(answer.json));
    } catch (failure) {
      this.say(this.failed(failure));
    }
    return null;
  }

  /** What is said when nobody knows the outcome: pressing again is safe. */
  failed(failure: unknown): string {
    return `${failure instanceof Unsettled ? failure.message : this.words.noAnswer} ${this.words.again}`;
  }

  say(text: string): void {
    partOf(this, "said").textContent = text;
  }

  get store(): string {
    return (partOf(this, "store") as HTMLSelectElement).value;
  }
}

/** "12,50" in minor units of a currency. */
function minorOf(text: string, currency: string): number {
  return Math.round(Number(text.replace(",", ".")) * 10 ** digitsOf(currency));
}

/** Digits of a currency's minor unit. */
function digitsOf(currency: string): number {
  return numberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

customElements.define("counter-till", CounterTill);
