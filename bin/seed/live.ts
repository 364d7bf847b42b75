/** One happening becomes one operation; what a member has is remembered from the last answer, as a store would know it. */

import { eventName } from "../../functions/decisions/report.ts";
import { checkInView } from "../../functions/edge/check-in-view.ts";
import { ownChangedView } from "../../functions/edge/profile-shapes.ts";
import { redemptionView, returnedView } from "../../functions/edge/redemption-shapes.ts";
import { stepOf, venueCodeAt } from "../../functions/evidence/venue-code.ts";
import { appeal, reviewAppeal } from "../../functions/operations/appeal.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { payMembership } from "../../functions/operations/membership.ts";
import { moderate } from "../../functions/operations/moderate.ts";
import { changeProfile } from "../../functions/operations/profile.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { refund } from "../../functions/operations/refund.ts";
import { report } from "../../functions/operations/report.ts";
import { reverse } from "../../functions/operations/reverse.ts";
import { topUp } from "../../functions/operations/top-up.ts";
import type { Programme } from "../../functions/programme/programme.ts";
import { discountOn } from "../../functions/programme/rewards/discount-level.ts";
import { isPriced, type PricedReward, stepsMin } from "../../functions/programme/rewards/index.ts";
import { venueKey } from "../../functions/staff/venue-codes.ts";
import { purchaseView } from "../../functions/stores/purchases.ts";
import type { Instant } from "../../functions/values/day.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import type { MemberRef } from "../../functions/values/member-ref.ts";
import { placeOf } from "../../functions/values/place.ts";
import type { Hands } from "./doing.ts";
import { type Happening, walletReward } from "./history.ts";
import { type Luck, luckOf } from "./luck.ts";

/** What is known of a person while her history is lived. */
export interface Known {
  member: string | null;
  tier: string | null;
  /** As she was told when she last said something of herself. */
  segments: string[];
  available: Record<string, number>;
  /** How often she has had each reward. */
  redeemed: Record<string, number>;
  /** Her check-ins, by their number in the history. */
  checkIns: Map<number, { id: string; venue: string; at: Instant }>;
  /** What she paid of each order from her wallet. */
  paid: Map<string, { redemption: string; amountMinor: number }>;
}

/** A phone in a pocket: a position of a moment ago, twelve metres fine. */
const FIX_METRES = 12;
const FIX_AGE_MS = 5_000;
/** A phone that lets pages see only roughly where it is. */
const COARSE_METRES = 1_500;

/** Does what happened. `known` is brought up to date. */
export async function live(
  hands: Hands,
  { programme, venues }: { programme: Programme; venues: Map<string, string> },
  happening: Happening,
  known: Known,
): Promise<void> {
  const { at, person } = happening;
  const member = { email: person.email };
  switch (happening.kind) {
    case "join": {
      const enrolment = {
        identity: { kind: "email", value: person.email },
        others: [],
        profile: {
          name: person.name,
          language: programme.language,
          ...(happening.birthDate === null ? {} : { birthDate: happening.birthDate }),
        },
      };
      learn(known, await hands.do(enrol, enrolment, { key: `join/${person.number}`, now: at, path: "/v1/members" }));
      return;
    }
    case "profile": {
      if (known.member === null) throw new Error(`${person.name} says something of herself before she has joined`);
      const { attributes, birthDate } = happening;
      const answer = await hands.do(
        changeProfile,
        { member: known.member, attributes, birthDate },
        {
          key: `profile/${person.number}`,
          now: at,
          caller: { kind: "member", member: known.member },
          path: "/v1/me/profile",
          body: { attributes, birthDate },
          view: ownChangedView,
        },
      );
      learn(known, answer);
      return;
    }
    case "purchase": {
      const { store, order } = happening;
      const lines = happening.lines.map(({ goods: { sku, category, unitMinor }, quantity }, index) => ({
        line: String(index + 1),
        sku,
        category,
        quantity,
        unitMinor,
      }));
      const goodsMinor = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
      const discountMinor = discountFor(programme, known.tier, goodsMinor);
      const bill: Bill = { store, member, order, at, totalMinor: goodsMinor - discountMinor };
      // A guest earns money back; she spends it after she has joined.
      if (person.joins) await payFromWallet(hands, programme, bill, known);
      const request = {
        store,
        member,
        order,
        occurredAt: at,
        currency: programme.currency,
        lines,
        discountMinor,
        shippingMinor: 0,
        taxMinor: 0,
        totalMinor: goodsMinor - discountMinor,
        paidWith: [],
        isImport: false,
      };
      const doing = { key: `order/${order}`, now: at, path: "/v1/purchases", view: purchaseView };
      learn(known, await hands.do(purchase, request, doing));
      return;
    }
    case "refund": {
      const { store, order, lines } = happening;
      const request = { store, order, refund: "1", amountMinor: 0, lines };
      const doing = { key: `refund/${order}`, now: at, path: `/v1/purchases/${order}/refunds` };
      learn(known, await hands.do(refund, request, doing));
      const paid = known.paid.get(order);
      if (!paid) return;
      const back = { store, redemption: paid.redemption, amount: Math.min(paid.amountMinor, happening.goodsMinor) };
      learn(known, await hands.do(reverse, back, { key: `repayment/${order}`, now: at, view: returnedView }));
      return;
    }
    case "redemption": {
      const reward = affordable(programme, known, luckOf(`reward/${person.email}/${happening.number}`));
      if (!reward) return;
      const request = {
        store: happening.store,
        member,
        reward: reward.id,
        amount: amountFor(programme, known, reward),
        cost: reward.cost.amount,
        holdMs: null,
      };
      known.redeemed[reward.id] = (known.redeemed[reward.id] ?? 0) + 1;
      const key = `redemption/${person.number}/${happening.number}`;
      learn(known, await hands.do(redeem, request, { key, now: at, path: "/v1/redemptions", view: redemptionView }));
      return;
    }
    case "membership": {
      const { store, plan } = happening;
      const amountMinor = programme.units[plan]?.membership?.priceMinor ?? 0;
      const id = `sub-${person.number}`;
      const payment = { amountMinor, currency: programme.currency, reference: `paid-${id}` };
      const doing = { key: `membership/${person.number}`, now: at, path: "/v1/memberships" };
      await hands.do(payMembership, { store, member, plan, id, payment }, doing);
      return;
    }
    case "check-in": {
      if (known.member === null) throw new Error(`${person.name} checks in before she has joined`);
      const { name, latitude, longitude } = happening.venue;
      const venue = venues.get(name);
      if (venue === undefined) throw new Error(`${name} was not opened`);
      const { shown, number } = happening;
      const accuracyMetres = shown === "coarse" ? COARSE_METRES : FIX_METRES;
      const fix = { latitude, longitude, accuracyMetres, timestamp: at - FIX_AGE_MS };
      const key = bytesOfHex(venueKey({ secret: hands.secret }, venue, 1), 32);
      const qr = shown === "code" ? venueCodeAt(key, venue, stepOf(at)).token : null;
      const request = {
        member: known.member,
        venue,
        fix: qr === null ? { ...placeOf(fix), accuracyMetres, at: fix.timestamp } : null,
        qr,
        tap: null,
        isDemo: false,
      };
      const answer = await hands.do(checkIn, request, {
        key: `check-in/${person.number}/${happening.number}`,
        now: at,
        caller: { kind: "member", member: known.member },
        path: "/v1/me/check-ins",
        body: { venue, ...(qr === null ? { fix } : { qr }) },
        view: checkInView,
      });
      known.checkIns.set(number, { id: String(answer.id), venue, at });
      learn(known, answer);
      return;
    }
    case "appeal": {
      const { member: her, checkIn: id } = doubtedBy(known, happening.number);
      await hands.do(
        appeal,
        { member: her, checkIn: id, says: happening.says },
        {
          key: `appeal/${person.number}`,
          now: at,
          caller: { kind: "member", member: her },
          path: `/v1/me/check-ins/${id}/appeal`,
        },
      );
      return;
    }
    case "verdict": {
      const { says } = happening;
      const verdict = says === null ? ("accept" as const) : ("reject" as const);
      const request = { ...doubtedBy(known, happening.number), verdict, says };
      const doing = { key: `verdict/${person.number}`, now: at, path: "/v1/staff/appeal-verdicts" };
      learn(known, await hands.do(reviewAppeal, request, doing));
      return;
    }
    case "top-up": {
      const { store, number, amountMinor } = happening;
      const id = `top-up-${person.number}-${number}`;
      const payment = { amountMinor, currency: programme.currency, reference: `pay-${id}` };
      const doing = { key: id, now: at, path: "/v1/top-ups" };
      learn(known, await hands.do(topUp, { store, member, id, payment }, doing));
      return;
    }
    case "photo": {
      const { store, number, isAccepted } = happening;
      const id = `photo-${person.number}-${number}`;
      const reported = { store, member, type: "photo", id, occurredAt: at, data: {} };
      learn(known, await hands.do(report, reported, { key: id, now: at, path: "/v1/events" }));
      if (!isAccepted) return;
      const verdict = { event: eventName(store, id), verdict: "accept" as const };
      learn(known, await hands.do(moderate, verdict, { key: `accept/${id}`, now: at, path: "/v1/staff/moderations" }));
      return;
    }
    default:
      happening satisfies never;
  }
}

/** An order that is to be paid. */
interface Bill {
  store: string;
  member: MemberRef;
  order: string;
  at: Instant;
  totalMinor: number;
}

/** Pays what her wallet has towards an order, up to all of it. */
async function payFromWallet(
  hands: Hands,
  programme: Programme,
  { store, member, order, at, totalMinor }: Bill,
  known: Known,
): Promise<void> {
  const { id: reward, cost } = walletReward(programme) ?? {};
  if (reward === undefined || cost === undefined) return;
  const amountMinor = Math.min(known.available[cost.unit] ?? 0, totalMinor);
  if (amountMinor < 1) return;
  const request = { store, member, reward, amount: amountMinor, cost: cost.amount, holdMs: null };
  const doing = { key: `payment/${order}`, now: at, path: "/v1/redemptions", view: redemptionView };
  const answer = await hands.do(redeem, request, doing);
  known.paid.set(order, { redemption: String(answer.id), amountMinor });
  learn(known, answer);
}

function discountFor({ rewards }: Programme, tier: string | null, goodsMinor: number): number {
  const level = rewards.find((reward) => reward.kind === "discount-level");
  return level ? discountOn(level, tier === null ? [] : [tier], goodsMinor).discountMinor : 0;
}

/** What pays an order from a wallet, in minor units, at the most; null: one step of another reward. */
const FROM_WALLET_MINOR = 1500;
function amountFor({ units }: Programme, { available }: Known, { cost }: PricedReward): number | null {
  return units[cost.unit]?.money ? Math.min(FROM_WALLET_MINOR, available[cost.unit] ?? 0) : null;
}

/** One of the rewards that she may have and can pay; null: none yet. */
function affordable({ rewards, units }: Programme, known: Known, luck: Luck): PricedReward | null {
  const within = rewards.filter(
    (reward) =>
      isPriced(reward) &&
      !units[reward.cost.unit]?.money &&
      reward.cost.amount * stepsMin(reward) <= (known.available[reward.cost.unit] ?? 0) &&
      (known.redeemed[reward.id] ?? 0) < (reward.perMember ?? Number.POSITIVE_INFINITY) &&
      (reward.segments === undefined || reward.segments.some((segment) => known.segments.includes(segment))) &&
      (reward.tiers === undefined || (known.tier !== null && reward.tiers.includes(known.tier))),
  );
  return within.length === 0 ? null : (luck.pick(within) as PricedReward);
}

function doubtedBy({ member, checkIns }: Known, number: number) {
  const doubted = checkIns.get(number);
  if (member === null || !doubted) throw new Error(`nothing was recorded as check-in ${number} of ${member}`);
  return { member, checkIn: doubted.id, venue: doubted.venue, at: doubted.at };
}

function learn(known: Known, answer: JsonObject): void {
  if (typeof answer.member === "string") known.member = answer.member;
  if (Array.isArray(answer.segments)) known.segments = answer.segments as string[];
  const standing = answer.tier as { tier: string } | null | undefined;
  if (standing) known.tier = standing.tier;
  for (const [unit, balance] of Object.entries((answer.balances ?? {}) as Record<string, { available: number }>))
    known.available[unit] = balance.available;
}
