/**
 * Why units moved, in words a member understands, and the amount recomputed from the same numbers. Everything comes from
 * the posting's `why` and the programme version that it was judged by.
 */
import { tierOf } from "../values/account.ts";
import { DAY_MS, type Day, dayOfDate } from "../values/day.ts";
import { dateFormat, numberFormat } from "../values/formats.ts";
import type { JsonObject } from "../values/json.ts";
import { moneyText } from "../values/money.ts";
import type { Reason } from "../values/posting.ts";
import { type Rounding, roundDiv, toSafe } from "../values/ratio.ts";
import { worthOfCounted } from "../values/worth.ts";
import { amountOfUnit, amountText, metricText, oneOf, unitText, wholeOne } from "./amounts.ts";
import { eventSentence } from "./event.ts";
import type { Programme } from "./programme.ts";
import { say } from "./words.ts";

/** A movement of a member's units: the amount is whole units, signed for her. */
export interface Movement {
  unit: string;
  amount: number;
  reason: Reason;
  why: JsonObject;
}

/**
 * What a rule gave (or, negative, took back) in all, recomputed from the why: whole units, rounded as its unit
 * says. One event's gain may be posted in parts (a debt repaid first, several lots); null: no rule's doing.
 */
export function amountOf({ reason, why }: Pick<Movement, "reason" | "why">): number | null {
  if (typeof why.rule !== "string") return null;
  const change = changeOf(reason, why);
  if (change === null) return null;
  const denominator = numberIn(why, "denominator");
  const { had, has } = change;
  const whole = (worth: bigint, divisor: bigint, rounding: Rounding) => toSafe(roundDiv(worth, divisor, rounding));
  if (denominator === null) return toSafe(has - had);
  const divisor = BigInt(denominator);
  const rounding = roundingIn(why);
  if (rounding !== "down") return whole(has, divisor, rounding) - whole(had, divisor, rounding);
  const amount = whole(BigInt(numberIn(why, "carriedBefore") ?? 0) + has - had, divisor, "down");
  const most = numberIn(why, "most");
  // Fractions of members who became one wait where something limits what is given.
  return most === null ? amount : Math.min(amount, has > had ? most : 0);
}

/** The exact worth before and after, in 1 ÷ denominator units; in whole units where the why has no denominator. */
function changeOf(reason: Reason, why: JsonObject): { had: bigint; has: bigint } | null {
  const denominator = numberIn(why, "denominator");
  const isFlat = denominator === null || why.per === "event";
  const most = numberIn(why, "most");
  const worth = (numerator: number, basisMinor: number | null, pieces: number | null) =>
    worthOfCounted(
      {
        per: isFlat ? "event" : pieces === null ? "money" : "pieces",
        leastMinor: numberIn(why, "leastMinor") ?? 0,
        numerator,
        denominator: denominator ?? 0,
        ...(most === null ? {} : { most }),
      },
      { basisMinor: basisMinor ?? 1, pieces: pieces ?? 0 },
    );
  if (reason === "earn") {
    const exact = (numberIn(why, "amount") ?? 0) * (numberIn(why, "percent") ?? 100);
    const each = isFlat ? toSafe(roundDiv(BigInt(exact), 100n, roundingIn(why))) : exact;
    const more = numberIn(why, "more");
    const share = each * (more ?? 1);
    const isWhole = more !== null && denominator === null;
    const numerator = isWhole ? toSafe(roundDiv(BigInt(share), 100n, roundingIn(why))) : share;
    return { had: 0n, has: worth(numerator, numberIn(why, "basisMinor"), numberIn(why, "pieces")) };
  }
  if (reason !== "refund") return null;
  const numerator = numberIn(why, "numerator") ?? 0;
  return {
    had: worth(numerator, numberIn(why, "basisBeforeMinor"), numberIn(why, "piecesBefore")),
    has: worth(numerator, numberIn(why, "basisAfterMinor"), numberIn(why, "piecesAfter")),
  };
}

function roundingIn({ rounding }: JsonObject): Rounding {
  return rounding === "nearest" || rounding === "up" ? rounding : "down";
}

/** The why in one sentence without its full stop: "2 points per €1.00 on €40.00 = 80 points". */
export function whySentence(movement: Movement, programme: Programme): string {
  const { reason, why, amount, unit } = movement;
  switch (reason) {
    case "earn":
      return earnSentence(movement, programme);
    case "refund":
      return refundSentence(movement, programme);
    case "forgive":
      return `${unitText(amount, unit, programme)} forgiven: ${FORGIVEN[why.returns === "only-pending" ? "only-pending" : "within-balance"]}`;
    case "redeem":
      return redeemSentence(movement, programme);
    case "hold":
      return `set aside for ${rewardName(why, programme)}`;
    case "capture":
      return `${rewardName(why, programme)} was handed over`;
    case "release":
      return why.cause === "lapsed" ? "given back: the time to use it ran out" : "given back: it was not used";
    case "reverse":
      return reverseSentence(movement, programme);
    case "adjust":
      return `${amount < 0 ? "taken" : "given"} by our staff${typeof why.code === "string" ? `: ${why.code}` : ""}`;
    case "expire":
      return typeof why.expiredOn === "number"
        ? `${dayText(why.expiredOn, programme.language)} was the last good day`
        : "lapsed when the account was erased";
    case "activate":
      return why.accepted === true
        ? `${ruleName(why, programme)}: accepted, and can be used from now on`
        : typeof why.event === "string"
          ? `can be used from now on: ${why.event}`
          : "can be used from now on";
    case "ticket":
      return amount < 0
        ? `${unitText(-amount, unit, programme)} taken back because the purchase was refunded`
        : `${ruleName(why, programme)}: ${unitText(amount, unit, programme)}`;
    case "prize":
      return `won: ${unitText(amount, unit, programme)}`;
    case "top-up":
      return amount < 0
        ? `${unitText(-amount, unit, programme)} taken back: the payment was`
        : `${unitText(amount, unit, programme)} paid in${why.repays === "debt" ? ", which repaid what you owed" : ""}`;
    case "membership":
      return typeof why.until !== "number"
        ? `${unitText(-amount, unit, programme)} ended: it was cancelled`
        : `${unitText(amount, unit, programme)} until ${dayText(why.until, programme.language)}${why.isGrace === true ? ", while its payment is awaited" : ""}`;
    case "gift-card":
      return amount < 0
        ? `${unitText(-amount, unit, programme)} of a gift card taken back: its payment was`
        : `${unitText(amount, unit, programme)} from a gift card${why.repays === "debt" ? ", which repaid what you owed" : ""}`;
    case "merge":
      return amount < 0
        ? "repaid what your other account owed, which became one with this"
        : "brought along from your other account, which became one with this";
    case "budget":
      return `${amountText(Math.abs(amount), programme)} of the budget of "${String(why.budget)}"`;
    case "tier":
      return tierSentence(movement, programme);
    case "stock":
      return `${unitText(amount, unit, programme)} put in stock`;
    default:
      return reason satisfies never;
  }
}

/** What a return policy spares a member. */
const FORGIVEN = {
  "only-pending": "a refund takes back only what is still pending",
  "within-balance": "a refund takes back no more than you have",
};

function redeemSentence({ amount, unit, why }: Movement, programme: Programme): string {
  if (amount > 0) return `${rewardName(why, programme)}: ${unitText(amount, unit, programme)}`;
  return `exchanged ${why.automatic === true ? "by itself " : ""}for ${rewardName(why, programme)}`;
}

function reverseSentence({ amount, why }: Movement, programme: Programme): string {
  const back = amount < 0 ? "taken back" : "given back";
  const cause =
    why.because === "refund"
      ? `${rewardName(why, programme)} was undone, because a purchase behind it was refunded`
      : "the exchange was reversed";
  return typeof why.graceUntil === "number"
    ? `${back}: ${cause}; they had expired, and can be used until ${dayText(why.graceUntil, programme.language)}`
    : `${back}: ${cause}`;
}

function earnSentence({ unit, amount, reason, why }: Movement, programme: Programme): string {
  const { currency, language } = programme;
  const total = amountOf({ reason, why }) ?? amount;
  const each = numberIn(why, "amount") ?? total;
  const perMinor = numberIn(why, "perMinor");
  const pieces = numberIn(why, "pieces");
  const percent = numberIn(why, "percent") ?? 100;
  const isFlat = perMinor === null && pieces === null;
  const rate =
    perMinor !== null
      ? `${unitText(each, unit, programme)} per ${moneyText(perMinor, currency, language)}`
      : pieces !== null
        ? `${unitText(each, unit, programme)} for ${piecesText(numberIn(why, "perPieces") ?? 1)}`
        : unitText(each, unit, programme);
  const times = percent === 100 ? "" : ` × ${percent} %${tierName(why, programme)}`;
  const more = numberIn(why, "more");
  const share = more === null ? "" : `${more} % more of `;
  const name = isFlat || more !== null ? `${ruleName(why, programme)}: ` : "";
  const basis = numberIn(why, "basisMinor");
  const wanted = numberIn(why, "wanted");
  const on =
    pieces !== null
      ? ` on ${piecesText(pieces)}`
      : isFlat || basis === null
        ? ""
        : ` on ${moneyText(basis, currency, language)}`;
  const before = fractionOf(why, "carriedBefore", programme);
  const after = fractionOf(why, "carriedAfter", programme);
  const waits = why.waits === true ? ", once it is accepted" : "";
  const repaid =
    why.repays === "debt" ? `, of which ${amountOfUnit(amount, unit, programme)} repaid what you owed` : "";
  return [
    `${name}${share}${rate}${times}${on}`,
    before === null ? "" : `, with ${before} of ${wholeOne(unit, programme)} kept from before`,
    isFlat && percent === 100 && more === null && wanted === null
      ? repaid
      : ` = ${unitText(wanted ?? total, unit, programme)}${roundedText(why)}${cutText(why, total, programme)}${repaid}`,
    waits,
    after === null ? "" : `; ${after} of ${wholeOne(unit, programme)} is carried to your next purchase`,
  ].join("");
}

/** What is said of an award that was cut: "cut to the 35 that a limit left". */
function cutText(why: JsonObject, given: number, programme: Programme): string {
  if (typeof why.cutBy !== "string") return "";
  const by = why.cutBy === "budget" ? "the campaign's budget" : "a limit";
  return `, cut to the ${amountText(given, programme)} that ${by} left`;
}

function roundedText(why: JsonObject): string {
  const rounding = roundingIn(why);
  return rounding === "down" ? "" : rounding === "up" ? ", rounded up" : ", rounded to the nearest";
}

function refundSentence({ unit, amount, reason, why }: Movement, programme: Programme): string {
  const { currency, language } = programme;
  const total = amountOf({ reason, why }) ?? amount;
  if (why.cancelled === true)
    return `${unitText(-total, unit, programme)} taken back: ${typeof why.event === "string" ? why.event : "nothing was heard in time"}`;
  const back = (numberIn(why, "basisBeforeMinor") ?? 0) - (numberIn(why, "basisAfterMinor") ?? 0);
  const owes = numberIn(why, "owes");
  const forgiven = numberIn(why, "forgiven");
  const because =
    typeof why.reported === "string"
      ? `${eventSentence(why.reported, programme.events, language)} was ${why.cause === "rejected" ? "not accepted" : "undone"}`
      : `${moneyText(back, currency, language)} was refunded`;
  const text = `${unitText(-total, unit, programme)} taken back because ${because}`;
  if (forgiven !== null) return `${text}; ${amountOfUnit(forgiven, unit, programme)} of them are forgiven`;
  return owes === null
    ? text
    : `${text}; ${amountOfUnit(owes, unit, programme)} of them were used already and are owed: what you earn next repays them`;
}

function piecesText(pieces: number): string {
  return pieces === 1 ? "1 piece" : `${pieces} pieces`;
}

/** A carried fraction, cut (never rounded up) to three digits that say something; null: nothing was carried. */
function fractionOf(why: JsonObject, field: string, { language }: Programme): string | null {
  const [carried, denominator] = [numberIn(why, field), numberIn(why, "denominator")];
  if (!carried || !denominator) return null;
  const format = numberFormat(language, { maximumSignificantDigits: 3, roundingMode: "trunc" });
  return format.format(carried / denominator);
}

function ruleName(why: JsonObject, { campaigns, rewards, language }: Programme): string {
  const rule = campaigns.flatMap(({ rules }) => rules).find(({ id }) => id === why.rule);
  const named = rule ?? rewards.find(({ id }) => id === why.rule);
  return named ? say(named.name, language) : String(why.rule ?? "earned");
}

function rewardName(why: JsonObject, { rewards, language }: Programme): string {
  const reward = rewards.find(({ id }) => id === why.reward);
  return reward ? say(reward.name, language) : "a reward";
}

function tierName(why: JsonObject, programme: Programme): string {
  return typeof why.tier === "string" ? ` in ${levelName(why.tier, programme)}` : "";
}

/** What members call a level; its id where the document has it no more. */
export function levelName(id: string, { tiers, language }: Programme): string {
  const level = tiers.flatMap(({ levels }) => levels).find((known) => known.id === id);
  return level ? say(level.name, language) : id;
}

/** Why a level came or went: what was counted, and until when it is hers. */
function tierSentence({ unit, amount, why }: Movement, programme: Programme): string {
  const name = levelName(tierOf(unit)?.level ?? unit, programme);
  if (amount < 0) {
    if (why.cause === "undone") return `${name} is lost: what had reached it was taken back`;
    if (why.cause === "removed") return `${name} is no tier of the programme any more`;
    if (why.cause === "ended" && typeof why.expiredOn === "number")
      return `${name} ended: ${dayText(why.expiredOn, programme.language)} was its last day`;
    return `${name} gives way to ${levelName(String(why.level), programme)}`;
  }
  const until =
    typeof why.until === "string" ? `, yours until ${dayText(dayOfDate(why.until), programme.language)}` : "";
  if (typeof why.unit === "string") return `${name} by your ${oneOf(why.unit, programme)}${until}`;
  const reached = reachedText(why, programme);
  const because = reached === "" ? "" : `: ${reached}`;
  if (why.cause === "fell") return `${name} from now on${because}${until}`;
  return `${name} ${why.cause === "renewed" ? "kept" : "reached"}${because}${until}`;
}

/** What of each metric was enough, "25,000 credits and 30 orders". */
function reachedText({ has, needs }: JsonObject, programme: Programme): string {
  const [had, asked] = [has, needs] as Record<string, number>[];
  const enough = Object.entries(asked ?? {}).filter(([metric, need]) => need > 0 && (had?.[metric] ?? 0) >= need);
  return enough.map(([metric]) => metricText(metric, had?.[metric] ?? 0, programme)).join(" and ");
}

function dayText(day: Day, language: string): string {
  return dateFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day * DAY_MS);
}

function numberIn(why: JsonObject, field: string): number | null {
  const value = why[field];
  return typeof value === "number" ? value : null;
}
