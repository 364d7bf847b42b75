/**
 * How a member shows that she is at a venue besides by a position: by the code that its counter shows, by a tap on its
 * tag, or by what she just bought there. Evidence that shows nothing never refuses a check-in; a tap that was used before does, since a copy of it was sent.
 */
import { stepShown, venueKeyLabel } from "../evidence/venue-code.ts";
import type { CheckIns } from "../programme/check-ins.ts";
import type { Instant } from "../values/day.ts";
import { bytesOfHex } from "../values/hex.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { WRONG_CODES } from "../values/own-metrics.ts";
import { isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { tagName } from "../values/visit-facts.ts";
import type { Visits } from "../values/visits.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { moneyLeft, piecesLeft } from "./order.ts";
import type { Seen } from "./trust.ts";

/** A tap as its link said it; `isGenuine` when its code is the tag's own (evidence/sun.ts). */
export interface Tap {
  uid: string;
  counter: number;
  isGenuine: boolean;
}

/** What was sent of evidence besides a position. */
export interface Sent {
  /** The counter's code as she scanned or typed it; null: none. */
  qr: string | null;
  /** Null: none; "unread": what was sent is no tap of ours. */
  tap: Tap | "unread" | null;
  /** Somebody at the counter says that she is there. */
  isConfirmed?: boolean;
}

/** What it shows, whether taps were hoarded, and what she is told of evidence that showed nothing. */
export interface Presence extends Pick<Seen, "shown" | "isHarvested"> {
  /** As the tongues have it. */
  says: ("codesOver" | "wrongCode" | "wrongTap")[];
}

/** Codes that were not the counter's and that a member may try in a day; after that none of hers is looked at. */
const WRONG_CODES_PER_DAY = 10;

/** Taps that nobody has sent, between two that were, above which somebody may have gathered them to send them later. */
const UNSEEN_TAPS_MAX = 20;
/** One member's taps of one tag within ten minutes above which she has gathered them. */
const TAPS_MAX = 3;
const TAPS_WITHIN_MS = 600_000;

const NOTHING: Presence = { shown: null, isHarvested: false, says: [] };

/** What the evidence sent shows at a venue. Counts wrong codes, and moves a tag's counter. Refusals: tap_used. */
export function judgePresence(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    venue,
    member,
    qr,
    tap,
    isConfirmed,
    ...before
  }: Sent & Pick<Visits, "bought"> & Pick<CheckIns, "purchaseMinutesMax"> & { venue: Holder<"venue">; member: string },
): Presence | Refusal {
  if (isConfirmed) return { ...NOTHING, shown: "staff" };
  const tapped = tap === null ? NOTHING : judgeTap(draft, facts, { venue, member, tap });
  if (isRefusal(tapped)) return tapped;
  const coded = qr === null ? NOTHING : judgeCode(draft, facts, given, { venue, member, qr });
  const bought = hasBought(before, facts.now) ? "purchase" : null;
  return { ...tapped, shown: tapped.shown ?? bought ?? coded.shown, says: [...tapped.says, ...coded.says] };
}

const MINUTE_MS = 60_000;

/** Whether she bought something at the venue so lately that she was there, and did not give all of it back. */
export function hasBought(
  { bought, purchaseMinutesMax }: Pick<Visits, "bought"> & Pick<CheckIns, "purchaseMinutesMax">,
  now: Instant,
): boolean {
  return bought.some((order) => {
    const isRecentEnough = order.occurredAt <= now && now - order.occurredAt <= purchaseMinutesMax * MINUTE_MS;
    const hasMoney = order.totalMinor === 0 || moneyLeft(order) > 0;
    return isRecentEnough && hasMoney && order.lines.some(({ line }) => piecesLeft(order, line) > 0);
  });
}

function judgeCode(
  draft: Draft,
  facts: Facts,
  given: Given,
  { venue, member, qr }: { venue: Holder<"venue">; member: string; qr: string },
): Presence {
  const tried = draft.counted(member, WRONG_CODES, facts.today) - draft.counted(member, WRONG_CODES, facts.today + 1);
  if (tried >= WRONG_CODES_PER_DAY) return { ...NOTHING, says: ["codesOver"] };
  const key = bytesOfHex(given.secret(venueKeyLabel(venue.publicId, venue.facts.codeVersion ?? 1)), 32);
  if (stepShown(key, venue.publicId, { code: qr, now: facts.now }) !== null) return { ...NOTHING, shown: "qr" };
  draft.count({ holder: member, metric: WRONG_CODES, bucket: facts.today, amount: 1 });
  return { ...NOTHING, says: ["wrongCode"] };
}

function judgeTap(
  draft: Draft,
  { holders, now }: Facts,
  { venue, member, tap }: { venue: Holder<"venue">; member: string; tap: Tap | "unread" },
): Presence | Refusal {
  const holder = tap === "unread" ? undefined : holders.get(tagName(tap.uid));
  const isOurs = holder?.kind === "tag" && holder.state === "active" && holder.owner === venue.publicId;
  if (tap === "unread" || !isOurs || !tap.isGenuine) return { ...NOTHING, says: ["wrongTap"] };
  const tag = asKind(holder, "tag");
  const { counter, taps } = tag.facts;
  if (tap.counter <= counter) return refuse("tap_used");
  const recent = [...taps.filter(({ at }) => isRecent(at, now)), { member, at: now }];
  draft.note(tag, { ...tag.facts, counter: tap.counter, taps: recent });
  const hers = recent.filter((one) => one.member === member);
  const isHarvested = hers.length > TAPS_MAX || (counter > 0 && tap.counter - counter > UNSEEN_TAPS_MAX);
  return { shown: "nfc", isHarvested, says: [] };
}

function isRecent(at: Instant, now: Instant): boolean {
  return at > now - TAPS_WITHIN_MS;
}
