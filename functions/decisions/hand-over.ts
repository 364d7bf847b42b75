/** Handing a reward over: what it gives besides the thing itself is posted and recorded, and can be taken back. */
import { charityAccount, DONATED_MONEY, issuedBy } from "../values/account.ts";
import type { Grant } from "../values/grant.ts";
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Handed, RedemptionFacts } from "../values/redemption-facts.ts";
import { type Refusal, refuse } from "../values/refusal.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { lotGiven } from "./lot-given.ts";
import { lotsOf } from "./lots.ts";
import { sum } from "./order.ts";
import { openPool, playsLeft, raisePlay } from "./plays.ts";
import { holdsOrAwaits } from "./standing.ts";
import { issueTickets, openContest, takeTicketsBack } from "./tickets.ts";
import { give, takeBack } from "./units.ts";
import { issueVoucher, type VoucherIssued } from "./voucher.ts";

/** A redemption as far as handing over asks of it. */
interface Handing {
  member: string;
  redemption: string;
  reward: string;
  /** Who brings the units into being; null: the programme. */
  store: string | null;
}

export interface HandedOver {
  /** The voucher that was issued; null: none. */
  voucher: VoucherIssued | null;
  /** The rest, as the redemption keeps it. */
  gave: Handed[];
}

/** Whether what a redemption gives can be had now. Refusals: contest_closed, surprise_closed, limit_reached (plays of the day, a badge that she has). Null: it can. */
export function judgeHandOver(draft: Draft, facts: Facts, member: string, gives: Grant[]): Refusal | null {
  for (const grant of gives) {
    if (grant.kind === "tickets" && !openContest(facts, grant.contest))
      return refuse("contest_closed", { contest: grant.contest });
    if (grant.kind === "units" && facts.current.programme.units[grant.unit]?.badge)
      if (holdsOrAwaits(draft, facts, member, grant.unit)) return refuse("limit_reached", { limit: 1, had: 1 });
    if (grant.kind !== "play") continue;
    const pool = openPool(facts, grant.pool);
    if (!pool) return refuse("surprise_closed", { surprise: grant.pool });
    const { limit, had } = playsLeft(draft, facts, { pool, member });
    if (had >= limit) return refuse("limit_reached", { limit, had });
  }
  return null;
}

/** Gives what a redemption gives when it is captured. What cannot be had now is not given: judge it before. */
export function handOver(
  draft: Draft,
  facts: Facts,
  given: Given,
  { gives, ...of }: Handing & { gives: Grant[] },
): HandedOver {
  let voucher: VoucherIssued | null = null;
  const gave: Handed[] = [];
  for (const grant of gives) {
    switch (grant.kind) {
      case "voucher": {
        voucher = issueVoucher(draft, facts, given, { ...of, grant });
        break;
      }
      case "units": {
        const { unit, numerator: amount } = grant;
        const { member, store, redemption, reward } = of;
        const lot = lotGiven(draft, facts, facts.current.programme, { member, unit });
        const why = { redemption, reward };
        give(draft, facts, { member, unit, amount, from: issuedBy(store, unit), lot, reason: "redeem", why });
        const { availableOn, expiresOn } = lot;
        gave.push({ kind: "units", unit, amount, availableOn, expiresOn });
        break;
      }
      case "tickets": {
        const { contest, amount } = grant;
        const rule = of.reward;
        const tickets = issueTickets(draft, facts, given, { contest, member: of.member, amount, rule });
        if (tickets) gave.push({ kind: "tickets", ...tickets, rule });
        break;
      }
      case "play": {
        const event = `redemption:${of.redemption}`;
        const play = raisePlay(draft, facts, given, { pool: grant.pool, member: of.member, event });
        if (play) gave.push({ kind: "play", id: play.id, pool: play.pool });
        break;
      }
      case "donation": {
        const { charity, amountMinor } = grant;
        const [from, to] = [issuedBy(of.store, DONATED_MONEY), charityAccount(charity)];
        const why = { redemption: of.redemption, reward: of.reward };
        draft.post({ from, to, amount: amountMinor, reason: "redeem", why });
        gave.push({ kind: "donation", charity, amountMinor });
        break;
      }
      case "reward":
      case "multiply":
      case "message":
      case "price":
        throw new Error(`a reward does not give a ${grant.kind}`);
      default:
        grant satisfies never;
    }
  }
  return { voucher, gave };
}

/** Whether what was handed over can still be taken back. Refusals: not_reversible (a play was raised, or a contest's round is over). */
export function judgeTakeBack(facts: Facts, { gave = [] }: RedemptionFacts): Refusal | null {
  for (const handed of gave) {
    if (handed.kind === "play") return refuse("not_reversible", { play: handed.id });
    if (handed.kind !== "tickets") continue;
    const contest = facts.holders.get(handed.contest);
    const isOpen = contest?.state === "open" && asKind(contest, "contest").facts.closesAt > facts.now;
    if (!isOpen) return refuse("not_reversible", { contest: handed.contest });
  }
  return null;
}

/** Whether the units that were handed over with a redemption are all there still, so that taking them back leaves no debt. */
export function areUnitsThere(
  draft: Draft,
  { today }: Pick<Facts, "today">,
  { member, gave }: { member: string; gave: Handed[] },
): boolean {
  const units = gave.filter((handed) => handed.kind === "units");
  return units.every(({ unit }) => {
    const needs = sum(units.map((handed) => (handed.unit === unit ? handed.amount : 0)));
    const good = lotsOf(draft, member, unit).filter(({ lastDay }) => lastDay >= today);
    return sum(good.map(({ balance }) => balance)) >= needs;
  });
}

/** Units that were taken back: what she gave up or owes now, and what the return policy left her besides. */
export interface UnitsBack {
  unit: string;
  amount: number;
  forgiven: number;
}

/**
 * Takes back what was handed over, as far as it can be: units that were spent meanwhile become debt, unless a refund takes
 * back a gift whose unit forgives them. Returns the units.
 */
export function takeHandedBack(
  draft: Draft,
  facts: Facts,
  { gave, because, ...of }: Handing & { gave: Handed[] | undefined; because?: JsonObject },
): UnitsBack[] {
  const { member, store, redemption, reward } = of;
  const back: UnitsBack[] = [];
  for (const handed of gave ?? []) {
    if (handed.kind === "tickets") takeTicketsBack(draft, facts, [handed]);
    if (handed.kind === "donation") {
      const [from, to] = [charityAccount(handed.charity), issuedBy(store, DONATED_MONEY)];
      draft.post({ from, to, amount: handed.amountMinor, reason: "reverse", why: { redemption, reward } });
    }
    if (handed.kind !== "units") continue;
    const { unit, amount, availableOn, expiresOn, returns } = handed;
    const lot = { availableOn, expiresOn };
    const why = { redemption, reward, ...because };
    const taking = { member, unit, amount, to: issuedBy(store, unit), lot, reason: "reverse", why } as const;
    const forgiven = takeBack(draft, facts, { ...taking, ...(because && returns ? { returns } : {}) });
    back.push({ unit, amount: amount - forgiven, forgiven });
  }
  return back;
}
