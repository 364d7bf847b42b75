/**
 * Holders: everything that two requests may change at once, each with a version. `facts` is what decisions need of a
 * holder, by kind, and never personal data.
 */
import type { ContestFacts } from "./contest-facts.ts";
import type { Day, Instant } from "./day.ts";
import type { JsonObject } from "./json.ts";
import type { EventFacts, OrderFacts, StatedRefund } from "./order-facts.ts";
import type { GiftCardFacts, MembershipFacts, TopUpFacts } from "./paid-facts.ts";
import type { PoolFacts } from "./pool-facts.ts";
import type { RedemptionFacts, VoucherFacts } from "./redemption-facts.ts";
import type { CheckInFacts, TagFacts, VenueFacts } from "./visit-facts.ts";

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
    /** By the unit of a tier that she has until a day: what it asked of each metric when it was given. Absent: what the programme asks now. */
    needs?: Record<string, Record<string, number>>;
    /** The occasions that time brought last: a year, a number of years, the first day of a membership's lot by unit. */
    raised?: {
      birthday?: number;
      anniversary?: number;
      renewals?: Record<string, Day>;
      /** What she came to while earning was paused, to be brought when it is not; absent or empty: nothing. */
      waits?: { on: string; data: JsonObject; day: Day }[];
      /** Tiers and badges that met the rules and belong to nothing that could take it back: each does so once. */
      once?: string[];
    };
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
  /** transfer: what another member gave its owner; its public id ends in the operation's. State given. */
  transfer: { unit: string; amount: number };
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
  /** tier-review: a version came into force under which members may be in other tiers; after: how far the clock has come, null: nowhere yet. States: open, done. */
  "tier-review": { after: string | null };
  /** supply: a scheduled version comes into force, and brings its stock and its budgets. States: open, done. */
  supply: Record<string, never>;
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

export interface FriendshipFacts {
  at: Instant;
  /** The invitation: the operation of which its code is made, and until when it may be accepted; absent: the half of who accepted. */
  invitation?: { operation: string; expiresAt: Instant };
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

/** The holder of a draft by its name. */
export function draftHolder(name: string): string {
  return `draft:${name}`;
}

/** The holder of the review that a version brings. */
export function tierReviewHolder(version: number): string {
  return `tier-review:${version}`;
}

/** The holder of what a scheduled version brings of stock and budgets. */
export function supplyHolder(version: number): string {
  return `supply:${version}`;
}

/** A holder as of one kind. Throws a fault when the database holds another kind under that name. */
export function asKind<K extends HolderKind>(holder: Holder, kind: K): Holder<K> {
  if (holder.kind !== kind) throw new Error(`${holder.publicId} is a ${holder.kind}, not a ${kind}`);
  return holder as Holder<K>;
}
