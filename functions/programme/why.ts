/**
 * Why units moved, in words a member understands, and the amount recomputed from the same numbers. Everything comes from
 * the posting's `why` and the programme version that it was judged by.
 */
import { tierOf } from "../values/account.ts";
import { dayOfDate } from "../values/day.ts";
import { numberFormat } from "../values/formats.ts";
import type { JsonObject } from "../values/json.ts";
import type { Reason } from "../values/posting.ts";
import { type Rounding, roundDiv, toSafe } from "../values/ratio.ts";
import { worthOfCounted } from "../values/worth.ts";
import type { Wording } from "./kinds.ts";

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
    // What is given for an event itself is whole unless its fraction is carried.
    const isWholeEach = isFlat && (denominator ?? 0) <= (why.more === undefined ? 1 : 100);
    const each = isWholeEach ? toSafe(roundDiv(BigInt(exact), 100n, roundingIn(why))) : exact;
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
export function whySentence(movement: Movement, wording: Wording): string {
  const { reason, why, amount, unit } = movement;
  const { moved } = wording.tongue;
  const units = wording.units(amount, unit);
  const taken = wording.units(-amount, unit);
  const event = typeof why.event === "string" ? why.event : null;
  const isRepaid = why.repays === "debt";
  switch (reason) {
    case "earn":
      return earnSentence(movement, wording);
    case "refund":
      return refundSentence(movement, wording);
    case "forgive":
      return moved.forgiven[why.returns === "only-pending" ? "only-pending" : "within-balance"](units);
    case "redeem":
      if (amount > 0) return wording.tongue.named({ name: rewardName(why, wording), says: units });
      return moved[why.automatic === true ? "exchangedByItself" : "exchanged"](rewardName(why, wording));
    case "hold":
      return moved.setAside(rewardName(why, wording));
    case "capture":
      return moved.handedOver(rewardName(why, wording));
    case "release":
      return moved.released[why.cause === "lapsed" ? "lapsed" : "unused"];
    case "reverse":
      return reverseSentence(movement, wording);
    case "adjust":
      return moved.adjusted[amount < 0 ? "taken" : "given"](typeof why.code === "string" ? why.code : null);
    case "expire":
      return typeof why.expiredOn === "number" ? moved.expired(wording.day(why.expiredOn)) : moved.erased;
    case "activate":
      return why.accepted === true ? moved.accepted(ruleName(why, wording)) : moved.activated(event);
    case "ticket":
      return amount < 0
        ? moved.ticketsTaken(taken)
        : wording.tongue.named({ name: ruleName(why, wording), says: units });
    case "prize":
      return moved.won(units);
    case "top-up":
      return amount < 0 ? moved.topUpTaken(taken) : moved.toppedUp({ units, isRepaid });
    case "membership":
      return typeof why.until !== "number"
        ? moved.membershipEnded(taken)
        : moved.membership({ units, day: wording.day(why.until), isGrace: why.isGrace === true });
    case "gift-card":
      return amount < 0 ? moved.giftCardTaken(taken) : moved.giftCard({ units, isRepaid });
    case "merge":
      return moved.merged[amount < 0 ? "repaid" : "brought"];
    case "transfer":
      return amount < 0 ? moved.transferred.given : moved.transferred.received({ isRepaid });
    case "budget":
      return moved.budget({ amount: wording.count(Math.abs(amount)), budget: String(why.budget) });
    case "tier":
      return tierSentence(movement, wording);
    case "stock":
      return moved.stock(units);
    default:
      return reason satisfies never;
  }
}

function reverseSentence({ unit, amount, why }: Movement, wording: Wording): string {
  const { reversed } = wording.tongue.moved;
  const because = why.because === "refund" ? reversed.refund(rewardName(why, wording)) : reversed.exchange;
  const grace = typeof why.graceUntil === "number" ? reversed.grace(wording.day(why.graceUntil)) : "";
  const forgiven = numberIn(why, "forgiven");
  const left = forgiven === null ? "" : wording.tongue.refunded.forgiven(wording.amount(forgiven, unit));
  return `${amount < 0 ? reversed.takenBack(because) : reversed.givenBack(because)}${grace}${left}`;
}

function earnSentence({ unit, amount, reason, why }: Movement, wording: Wording): string {
  const { earned } = wording.tongue;
  const total = amountOf({ reason, why }) ?? amount;
  const much = wording.units(numberIn(why, "amount") ?? total, unit);
  const perMinor = numberIn(why, "perMinor");
  const pieces = numberIn(why, "pieces");
  const percent = numberIn(why, "percent") ?? 100;
  const isFlat = perMinor === null && pieces === null;
  const more = numberIn(why, "more");
  const basis = numberIn(why, "basisMinor");
  const wanted = numberIn(why, "wanted");
  const saysItself = isFlat && percent === 100 && more === null && wanted === null;
  return earned.says({
    rule: isFlat || more !== null ? ruleName(why, wording) : null,
    more,
    rate:
      perMinor !== null
        ? earned.perMoney({ units: much, money: wording.money(perMinor) })
        : pieces !== null
          ? earned.perPieces({ units: much, pieces: numberIn(why, "perPieces") ?? 1 })
          : much,
    percent: percent === 100 ? null : percent,
    tier: typeof why.tier === "string" ? wording.name("tier", why.tier) : null,
    on: pieces !== null ? earned.pieces(pieces) : isFlat || basis === null ? null : wording.money(basis),
    carriedBefore: fractionOf(why, "carriedBefore", { unit, wording }),
    result: saysItself ? null : wording.units(wanted ?? total, unit),
    rounding: roundingIn(why),
    cut:
      saysItself || typeof why.cutBy !== "string"
        ? null
        : { left: wording.count(total), by: why.cutBy === "budget" ? "budget" : "limit" },
    repaid: why.repays === "debt" ? wording.amount(amount, unit) : null,
    waits: why.waits === true,
    carriedAfter: fractionOf(why, "carriedAfter", { unit, wording }),
  });
}

function refundSentence({ unit, amount, reason, why }: Movement, wording: Wording): string {
  const { refunded } = wording.tongue;
  const units = wording.units(-(amountOf({ reason, why }) ?? amount), unit);
  if (why.cancelled === true)
    return refunded.cancelled({ units, event: typeof why.event === "string" ? why.event : null });
  const owes = numberIn(why, "owes");
  const forgiven = numberIn(why, "forgiven");
  const text = takenBack();
  if (forgiven !== null) return `${text}${refunded.forgiven(wording.amount(forgiven, unit))}`;
  return owes === null ? text : `${text}${refunded.owed(wording.amount(owes, unit))}`;

  function takenBack(): string {
    if (typeof why.reported === "string") {
      const event = wording.event(why.reported);
      return refunded[why.cause === "rejected" ? "notAccepted" : "undone"]({ units, event });
    }
    const back = (numberIn(why, "basisBeforeMinor") ?? 0) - (numberIn(why, "basisAfterMinor") ?? 0);
    return refunded.money({ units, money: wording.money(back) });
  }
}

/** A carried fraction, cut (never rounded up) to three digits that say something; null: nothing was carried. */
function fractionOf(
  why: JsonObject,
  field: string,
  { unit, wording }: { unit: string; wording: Wording },
): { fraction: string; one: string } | null {
  const [carried, denominator] = [numberIn(why, field), numberIn(why, "denominator")];
  if (!carried || !denominator) return null;
  const format = numberFormat(wording.language, { maximumSignificantDigits: 3, roundingMode: "trunc" });
  return { fraction: format.format(carried / denominator), one: wording.wholeOne(unit) };
}

function ruleName({ rule }: JsonObject, { found, tongue }: Wording): string {
  if (typeof rule !== "string") return tongue.earned.unnamed;
  return found("rule", rule) ?? found("reward", rule) ?? rule;
}

function rewardName({ reward }: JsonObject, { found, tongue }: Wording): string {
  return (typeof reward === "string" ? found("reward", reward) : null) ?? tongue.moved.aReward;
}

/** Why a level came or went: what was counted, and until when it is hers. */
function tierSentence({ unit, amount, why }: Movement, wording: Wording): string {
  const { levels } = wording.tongue;
  const tier = wording.name("tier", tierOf(unit)?.level ?? unit);
  if (amount < 0) {
    if (why.cause === "undone") return levels.undone(tier);
    if (why.cause === "removed") return levels.removed(tier);
    if (why.cause === "ended" && typeof why.expiredOn === "number")
      return levels.ended({ tier, day: wording.day(why.expiredOn) });
    if (why.cause === "floated") return levels.floated({ tier, counts: countedAmounts(why, wording) });
    return levels.givesWay({ tier, to: wording.name("tier", String(why.level)) });
  }
  const until = typeof why.until === "string" ? wording.day(dayOfDate(why.until)) : null;
  if (typeof why.unit === "string") return levels.by({ tier, unit: wording.one(why.unit), until });
  const came = { tier, reached: reachedAmounts(why, wording), until };
  return levels[why.cause === "fell" ? "fell" : why.cause === "renewed" ? "renewed" : "reached"](came);
}

/** What of each metric was enough, "25,000 credits" and "30 orders". */
function reachedAmounts({ has, needs }: JsonObject, { metric: amountOf }: Wording): string[] {
  const [had, asked] = [has, needs] as Record<string, number>[];
  return Object.entries(asked ?? {})
    .filter(([metric, need]) => need > 0 && (had?.[metric] ?? 0) >= need)
    .map(([metric]) => amountOf(metric, had?.[metric] ?? 0));
}

/** What there is of each metric that was asked for. */
function countedAmounts({ has, needs }: JsonObject, { metric: amountOf }: Wording): string[] {
  const [had, asked] = [has, needs] as Record<string, number>[];
  return Object.keys(asked ?? {}).map((metric) => amountOf(metric, had?.[metric] ?? 0));
}

function numberIn(why: JsonObject, field: string): number | null {
  const value = why[field];
  return typeof value === "number" ? value : null;
}
