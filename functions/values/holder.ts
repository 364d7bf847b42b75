/**
 * Holders: everything that two requests may change at once, each with a version. `facts` is what decisions need of a
 * holder, by kind, and never personal data.
 */
import type { ContestFacts } from "./contest-facts.ts";
import type { Day, Instant } from "./day.ts";
import type { Grant, VoucherWorth } from "./grant.ts";
import type { JsonObject } from "./json.ts";
import type { PoolFacts } from "./pool-facts.ts";
import type { Rounding } from "./ratio.ts";
import type { WorthTerms } from "./worth.ts";

export interface HolderFacts {
  /** programme: what is paused, with the sentence that members see. */
  programme: { paused: { earning?: string; redemption?: string } };
  /** account: a shared account's holder (issued, funded, redeemed, expired, forgiven, adjusted). */
  account: Record<string, never>;
  /** store: city is where it is, as rules name it; absent: nowhere, or everywhere. */
  store: { name: string; city?: string };
  key: { hash: string; scopes: string[]; environment: "test" | "live"; hint: string };
  /** staff: adjustLimit is in units at once; null: no limit. */
  staff: { role: Role; adjustLimit: number | null };
  /** link: a one-time sign-in link of a staff member, by the hash of its secret. */
  link: { hash: string; staff: string; expiresAt: Instant };
  venue: VenueFacts;
  /**
   * member: mergedInto is the public id of whom she became, always the last in a row of merges; absent: she is herself.
   * slides has, by unit, the last good day of her lots whose expiry slides.
   */
  member: {
    joinedAt: Instant | null;
    mergedInto?: string;
    slides?: Record<string, Day>;
    /** The occasions that time brought last: a year, a number of years, the first day of a membership's lot by unit. */
    raised?: { birthday?: number; anniversary?: number; renewals?: Record<string, Day> };
    /** The day on which she last bought, or joined; absent: neither. */
    activeOn?: Day;
    /** That this was long ago, and was noticed. */
    isQuiet?: true;
    /** When she signed out everywhere, with the session that she kept; absent: she never did. */
    signedOut?: { at: Instant; but: string | null };
  };
  /** session: where a member is signed in; state open, then ended. What device it is lives in `people`. */
  session: { at: Instant; expiresAt: Instant };
  /** code: what was sent to an address to sign in with, named by an HMAC of it; state open, then used. */
  code: SignInCodeFacts;
  /** passkey: a public key of a member, named by its credential; state active, then removed. The key lives in `people`. */
  passkey: { counter: number; at: Instant };
  order: OrderFacts;
  event: EventFacts;
  /** draft: a programme document that staff are writing, faults and all; state open, published or dropped, which empties it. */
  draft: { document: JsonObject; by: string; savedAt: Instant };
  /** reward: pieces brought in by the document, or codes that were brought along; line where one may wait for a piece. */
  reward: { issued: number; codes?: "imported"; line?: RewardLine };
  /** standby: a place in the line for a reward. States: waiting, offered (what came of it is the redemption's state), left, over. */
  standby: StandbyFacts;
  /** top-up: money that a store reported as paid into a member's wallet; state funded, then reversed. */
  "top-up": TopUpFacts;
  /** membership: what a store sells of a plan to one member; state active, ending (not renewed any more), ended. */
  membership: MembershipFacts;
  /** gift-card: money with a code, which names it (values/gift-card.ts); state open, claimed, reversed. Its owner is whom it was sent to. */
  "gift-card": GiftCardFacts;
  /** campaign: its budget, as brought in by the document, in whole units. */
  campaign: { unit: string; issued: number };
  /** waiting: what was earned for a source and waits for an event; state waiting, then settled. */
  waiting: { store: string | null; gains: WaitingGain[] };
  redemption: RedemptionFacts;
  voucher: VoucherFacts;
  pool: PoolFacts;
  contest: ContestFacts;
  /**
   * prize: what a play won, and waits for a tax form until it is due; state awaiting_form, then delivered or forfeited. Its public
   * id ends in the play's.
   */
  prize: { play: string; pool: string };
  /** entry: a member's tickets in one contest; its public id ends in her tag. free: how many came with a free entry; absent: there was none. */
  entry: { contest: string; free?: number };
  "check-in": CheckInFacts;
  /**
   * friendship: one member's half of one (values/friend.ts); who the other is, and what she is called by it, lives in `people`.
   * States: invited, open, hidden (she does not show herself to the other), blocked, removed.
   */
  friendship: FriendshipFacts;
  tag: TagFacts;
  /** endpoint: where somebody outside is told of operations; its owner is the store whose they are, null: of all. States: active, paused, disabled. */
  endpoint: EndpointFacts;
  /** parked: what a store said of an order that it has not told of yet. */
  parked: { refunds: Record<string, StatedRefund>; isCancelled: boolean };
}
export type HolderKind = keyof HolderFacts;
/** What staff may be; each contract names the roles that may use it. */
export const ROLES = ["owner", "marketer", "cashier", "support", "read-only"] as const;
export type Role = (typeof ROLES)[number];

export interface Holder<K extends HolderKind = HolderKind> {
  publicId: string;
  kind: K;
  /** Public id of whose it is; null: nobody's. */
  owner: string | null;
  version: number;
  state: string;
  dueAt: Instant | null;
  facts: HolderFacts[K];
}

export interface SignInCodeFacts {
  /** When the code was made: it follows from that and the address. */
  at: Instant;
  /** Wrong codes that were tried since. */
  tries: number;
  /** When somebody asked for one, in the last day. */
  asked: Instant[];
}

export interface VenueFacts {
  name: string;
  /** As rules name it; absent: that of its store. */
  city?: string;
  /** ISO 3166-1, as NL: what a network's country is compared with. Absent: nobody said, and then no network is abroad. */
  country?: string;
  latitudeE7: number;
  longitudeE7: number;
  radiusMetres: number;
  /** Morton cell of the coordinates, for the index of venues nearby. */
  cell: number;
  /** Of the key of the counter's code, from 1; absent: 1. */
  codeVersion?: number;
  /** Who was there on the most of the last 60 days when it was last decided, where rules ask for it. */
  mayor?: string;
  /** The last day on which she came there as the mayor. */
  mayorOn?: Day;
  /** As values/opening-hours.ts reads them; absent: nobody said. */
  hours?: string;
  /** IANA zone of its clocks; absent: the programme's. */
  zone?: string;
  /** What kind of place it is, as lists and the map choose by; absent: none. */
  categories?: string[];
  /** The merchant's own id of it, by which an import finds it again. */
  external?: string;
}

/** What an order was worth when it was recorded, so that refunds change the basis and nothing else. */
export interface OrderFacts {
  version: number;
  occurredAt: Instant;
  currency: string;
  totalMinor: number;
  /** The venue at which it was sold; absent: not told. */
  venue?: string;
  /** valueMinor is what it is worth of the total, where something paid that its basis does not show. */
  lines: {
    line: string;
    sku: string;
    category: string | null;
    quantity: number;
    basisMinor: number;
    valueMinor?: number;
  }[];
  /** What paid it besides money: given back as it is refunded. Absent: nothing. */
  paid?: OrderPayment[];
  /** By refund id: money given back, or pieces of lines. */
  refunds: Record<string, OrderRefund>;
  earned: OrderEarned[];
  /** Tickets that the order gave, to be taken back while their round is open. */
  tickets: ({ contest: string; entry: string; amount: number; rule: string } & OrderGained)[];
  /** Rewards that the order gave, by their redemptions: taken back as far as they were not used. */
  gifts: ({ redemption: string } & OrderGained)[];
  /**
   * Metric, bucket and what it counts of the order, to go down where it went up; `lines` where only some count. Times
   * count once, until all of it is refunded.
   */
  counted: { metric: string; bucket: number; counts: "spend" | "orders" | "events" | "times"; lines?: string[] }[];
}
/**
 * An event that a store reported: an order of one thing worth 1, so that undoing it is a refund of all of it. States:
 * recorded, waiting (for its content to be accepted), rejected, reversed.
 */
export interface EventFacts extends OrderFacts {
  type: string;
  /** What its rules give besides units once its content was accepted. */
  waits: { rule: string; index: number; grant: Exclude<Grant, { kind: "units" | "multiply" | "price" }> }[];
}
/** A redemption, a voucher or a gift card that paid a part of an order. */
export interface OrderPayment {
  by: "redemption" | "voucher" | "gift-card";
  /** Its public id. */
  id: string;
  /** What it paid, in minor units. */
  amountMinor: number;
  /** The units that a redemption paid with. */
  units?: number;
}
/** What a refund takes back: only what is still pending of the order · no more than she has · all of it, as a debt if need be. */
export type Returns = "only-pending" | "within-balance" | "debt";
export interface OrderRefund {
  amountMinor: number;
  lines: { line: string; quantity: number }[];
}
/** A refund as a platform states it: pieces of lines and loose money, whatever of it is new. */
export interface StatedRefund {
  amountMinor: number;
  lines: { line: string; quantity: number }[];
}
/** What has to be left of an order so that what a rule gave for it, as a whole, is kept. */
export interface OrderGained {
  /** The lines that count; null: all of them. */
  lines: string[] | null;
  /** What they are worth at least, in minor units; 0: anything. */
  leastMinor: number;
}
export interface OrderEarned extends OrderGained {
  rule: string;
  unit: string;
  /** worth = what is counted × numerator ÷ denominator; per event, the denominator is 0 and it is worth its numerator. */
  per: WorthTerms["per"];
  numerator: number;
  denominator: number;
  lot: { availableOn: Day; expiresOn: Day; slidesTo?: Day };
  earnedOn: Day;
  /** How its worth becomes whole; down carries the fraction. */
  rounding: Rounding;
  /** Whether it waits for staff to accept what it was earned for. */
  moderated?: boolean;
  /** What a refund takes back, as the unit said when it was earned. */
  returns: Returns;
  /** The room that caps and the budget left when it earned, in whole units: it is worth no more. Absent: nothing limits it. */
  most?: number;
  /** The campaign whose budget it draws on. */
  budget?: string;
  /** The rule whose earning this one multiplies. */
  of?: string;
  /** The metrics that count what this rule earned, with their bucket. */
  counted: { metric: string; bucket: number }[];
}

/** What one rule gave for a source, to wait for an event. */
export interface WaitingGain {
  rule: string;
  unit: string;
  /** Units that still wait, or that were activated. */
  amount: number;
  /** The lot that waits: its last day is the last on which the event may come. */
  lot: { availableOn: Day; expiresOn: Day };
  earnedOn: Day;
  version: number;
  /** The events that make it available and that take it back; null: none does. */
  on: string;
  cancelOn: string | null;
  /** The unit's expiry when it was earned: life begins with the event. */
  expiry: JsonObject;
  /** The metrics that count it, with their bucket. */
  counted: { metric: string; bucket: number }[];
  /** The campaign whose budget it draws on. */
  budget?: string;
  state: "waiting" | "activated" | "cancelled";
  /** The lot that it became; null: it did not. */
  became: { availableOn: Day; expiresOn: Day } | null;
}

export interface TopUpFacts {
  store: string;
  unit: string;
  amountMinor: number;
  /** The store's reference of the payment. */
  payment: string;
  /** What its payment service took back, and what of it was taken from her. Absent: nothing. */
  back?: PaymentsBack;
  backMinor?: number;
  /** The operation that reversed it. */
  reversedBy: string | null;
}
/** By what was said: `refunds`, or a dispute's id; isClosed: nothing follows. */
export type PaymentsBack = Record<string, { amountMinor: number; isClosed?: true }>;

export interface MembershipFacts {
  store: string;
  /** The unit of the plan. */
  plan: string;
  /** In a row, renewals begin on the same day of the month: that of the day on which the row began. */
  anchorOn: Day;
  /** Paid periods, oldest first; both days are in it. */
  periods: MembershipPeriod[];
}
export interface MembershipPeriod {
  plan: string;
  from: Day;
  until: Day;
  /** From the day on which its row began to the day after its last. */
  months: number;
  /** What it was worth: what was paid, and what was credited of a plan before. */
  paidMinor: number;
  payment: string;
  /** Further names of the payment, by which it may be taken back. */
  also?: string[];
  /** The dispute for which it was taken back; absent: another reason. */
  dispute?: string;
  /** Last day of its grace; null: its renewal did not fail. */
  graceUntil: Day | null;
  /** The operation that took it back. */
  takenBy: string | null;
}

/** What is on a gift card is its amount less what was used, claimed and taken back. */
export interface GiftCardFacts {
  store: string;
  unit: string;
  amountMinor: number;
  /** The store's reference of the payment. */
  payment: string;
  /** By store and order: what it paid and did not get back. */
  uses: { store: string; order: string; amountMinor: number }[];
  /** What went into the wallet of whoever claimed it: a top-up named after the card. */
  claimedMinor: number;
  /** What its payment service took back; absent: nothing. */
  back?: PaymentsBack;
  /** What of it was taken off the card because its payment was taken back. */
  backMinor: number;
  /** The operation that took its payment back. */
  reversedBy: string | null;
}

/** Turns begin when a piece comes free; the last one that has passed everybody in line by is `through`. */
export interface RewardLine {
  turn: number;
  through: number;
}
export interface StandbyFacts {
  reward: string;
  /** When she joined. */
  at: Instant;
  /** The last turn that passed her by, and the refusal for which it did. */
  passed?: { turn: number; at: Instant; because: string };
  /** What she was offered. */
  redemption?: string;
}

/** A redemption is held, then captured, released or lapsed; a captured one may be reversed. */
export interface RedemptionFacts {
  reward: string;
  /** Where it was asked for; null: by the member herself, so that any store may go on with it. */
  store: string | null;
  /** What was taken, by the lot it came from: given back to the same lots. */
  taken: { unit: string; availableOn: Day; expiresOn: Day; amount: number }[];
  /** Whether it has a piece of the reward's stock. */
  stock: boolean;
  /** What it gives when it is captured. */
  gives: Grant[];
  /** What it gave beside a voucher, by where that went: taken back from there. Absent: nothing. */
  gave?: Handed[];
  /** It redeemed itself; absent: somebody asked for it. */
  automatic?: true;
  /** What was captured of it while the rest, in `taken`, is still held; absent: nothing. */
  captured?: RedemptionFacts["taken"];
  /** Counts of a period beside the one in all, to go down where they went up. */
  counted?: { metric: string; bucket: number }[];
  /** It pays: so many units are so much money, in minor units. Absent: it does not. */
  money?: { amount: number; minor: number };
  /** The order that it paid; absent: none that was recorded with it. */
  order?: string;
  /** How far it has come where it is sent or a partner accepts it; absent: it is handed over. */
  fulfilment?: { by: "goods" | "partner"; state: string; reference: string | null };
  /** The place in line from which it was offered to her; absent: she, or a store, asked for it. */
  offer?: string;
  /** The rule that gave it and on what, where nobody bought it. */
  gift?: { rule: string; event: string };
  /** The voucher that was issued. */
  voucher: string | null;
  /** End of the hold, not included; null: it was captured at once. */
  endsAt: Instant | null;
  /** The operation that reversed it. */
  reversedBy: string | null;
}

/** Something that was handed over with a redemption. */
export type Handed =
  | { kind: "units"; unit: string; amount: number; availableOn: Day; expiresOn: Day }
  | { kind: "tickets"; contest: string; entry: string; amount: number; rule: string }
  | { kind: "play"; id: string; pool: string }
  | { kind: "donation"; charity: string; amountMinor: number };

/**
 * A voucher is issued, used or cancelled; whether it is good on a day is a question of the day. One that is used in parts
 * is issued until nothing is left: what is left is the balance of its account.
 */
export interface VoucherFacts extends VoucherWorth {
  reward: string;
  /** SHA-256 hex of its code (values/voucher-code.ts), or the digest of one that was brought along. */
  codeHash: string;
  /** The code that was brought along, encrypted (edge/sealed-code.ts); absent: it is made of the voucher's id. */
  sealed?: string;
  /** First good day; absent: the day it was issued on. */
  goodFrom?: Day;
  /** Last good day. */
  expiresOn: Day;
  /** On it, the end, not included; absent: the end of the day. */
  expiresAt?: Instant;
  redemption: string | null;
  /** What it was used on and not given back; one at the most, but for a voucher in parts. */
  uses: VoucherUse[];
}
export interface VoucherUse {
  /** Public name of the order: order:{store}:{order}. */
  order: string;
  /** What it took off; null: it was exchanged for a thing. */
  amountMinor: number | null;
  /** Of it, from each line of the cart that it counted for. */
  lines: { line: string; amountMinor: number }[];
}

export interface FriendshipFacts {
  at: Instant;
  /** The invitation: the operation of which its code is made, and until when it may be accepted; absent: the half of who accepted. */
  invitation?: { operation: string; expiresAt: Instant };
}

/** A tag that members tap: NTAG 424 DNA. States: active, retired. */
export interface TagFacts {
  /** Of the newest tap that was sent; taps count from 1. */
  counter: number;
  /** Taps of ten minutes up to the newest, oldest first; none when those are long ago. */
  taps: { member: string; at: Instant }[];
}

/** Its secret follows from its id and generation (values/webhook.ts), and is kept nowhere. */
export interface EndpointFacts {
  url: string;
  /** The types it is told of; none: all of them. */
  types: string[];
  /** Of its secret, from 1. */
  generation: number;
  /** Until when the secret before signs too; null: it does not. */
  overlapUntil: Instant | null;
  /** Since when it is active: what failed before is forgotten. */
  activeSince: Instant;
  /** Why it is disabled; null: it is not. gone: it answered 410; failing: it answered nothing for days; staff: somebody said so. */
  disabled: { because: "gone" | "failing" | "staff"; at: Instant } | null;
}

/** The public id of a tag, by its number. */
export function tagName(uid: string): string {
  return `tag:${uid}`;
}

/**
 * A visit: where and when, how it was shown and how far that is trusted. Never coordinates, nor a distance. States: recorded
 * (it counts as nothing), counted (as a visit, for which no rule gave anything), rewarded; appealed (recorded, and she asked
 * staff to look), declined (they said no).
 */
export interface CheckInFacts {
  /** Null: she deleted it from where she was, or it is long ago. */
  venue: string | null;
  /** What kind of place it was, where the venue itself is forgotten by now; absent: it is not, or it said none. */
  category?: string;
  at: Instant;
  day: Day;
  /** The operation that recorded it. */
  operation: string;
  /** Keyed, so that nobody without the secret finds the venue by the hashes that operations keep of this row. Goes with the venue. */
  salt?: string;
  /** How it was shown. Absent, as all that follows but `met`: forgotten, since it is long ago. */
  evidence?: string;
  trust?: string;
  /** 0 to 100 under the scoring rules of `scoring` (trust/1); staff only. */
  score?: number;
  scoring?: string;
  /** Why it was not trusted more; staff only. Absent: nothing was against it. */
  doubt?: string;
  /** When staff looked at it: what it was shown by is kept from then on. Absent: they did not. */
  lookedAt?: Instant;
  /** Rules that she met with the others who were there: met once a day. Absent: none. */
  met?: string[];
}

/** The holder of a draft by its name. */
export function draftHolder(name: string): string {
  return `draft:${name}`;
}

/** A holder as of one kind. Throws a fault when the database holds another kind under that name. */
export function asKind<K extends HolderKind>(holder: Holder, kind: K): Holder<K> {
  if (holder.kind !== kind) throw new Error(`${holder.publicId} is a ${holder.kind}, not a ${kind}`);
  return holder as Holder<K>;
}
