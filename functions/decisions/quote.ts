/**
 * A quote: what a cart would earn, cost and need, by the same rules as the purchase itself. It is decided on a draft that
 * is thrown away; nothing is written.
 */
import type { Wording } from "../programme/kinds.ts";
import { type Because, becauseSentence, type NotApplied } from "../programme/not-applied.ts";
import { discountOn } from "../programme/rewards/discount-level.ts";
import {
  hasPieces,
  isPriced,
  type PricedReward,
  paysWith,
  type Reward,
  rewardGrants,
  stepsMax,
  stepsMin,
} from "../programme/rewards/index.ts";
import { say } from "../programme/words.ts";
import { type Day, dayOfDate } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { cannotDecide, isRefusal, type Refusal } from "../values/refusal.ts";
import { judgeAvailable, pricedNow } from "./availability.ts";
import type { Decided } from "./decision.ts";
import { type Discount, discountOf, shownTo, type VoucherCart } from "./discount.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Earned } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import { leftFor } from "./line.ts";
import { memberFor, openGuest } from "./member.ts";
import { hasPrices, type MemberPrice } from "./member-prices.ts";
import { momentOf } from "./moment.ts";
import { sum } from "./order.ts";
import { judgePause } from "./paused.ts";
import { basisOf, isSoldHere, type Purchase } from "./purchase.ts";
import { recordOrder } from "./record-order.ts";
import { judgeGiven } from "./redeem.ts";
import { type Balance, balancesOf, standing, tiersOf } from "./standing.ts";
import type { Standing } from "./tier-standing.ts";
import { releaseLapsed, spendable } from "./units.ts";
import { judgeVoucher } from "./voucher.ts";
import { unmetRules } from "./why-not.ts";
import { type Said, wordingFor } from "./wording-for.ts";

export interface Cart
  extends Pick<Purchase, "channel" | "venue" | "currency" | "lines" | "discountMinor" | "shippingMinor" | "taxMinor"> {
  store: string;
  /** Whose it is; null: nobody known. */
  member: MemberRef | null;
  /** As the store shows it; null: goods less discount plus shipping and tax. */
  totalMinor: number | null;
  /** The one reward that is asked about; null: all of them. */
  reward: string | null;
  /** What the store says of the language that it wants; absent: nothing. */
  said?: Said;
}

/** What is read of a member's vouchers beside the facts. */
export interface VouchersHeld {
  vouchers: { voucher: Holder<"voucher">; leftMinor: number }[];
}

export interface Offer {
  reward: string;
  name: string;
  unit: string;
  /** One step of it. */
  costs: number;
  has: number;
  /** For the fewest steps that can be had. */
  missing: number;
  /** What it would take off the cart, in minor units; null: nothing, or not this cart. */
  discountMinor: number | null;
}

/** A voucher that she has and may use on the cart. */
export interface VoucherOffer extends Discount {
  voucher: string;
  reward: string;
}

/** A rule that gives nothing, and why, in words too. */
export interface LeftOut {
  rule: string;
  because: Because["kind"];
  says: string;
}

export interface Quoted {
  /** Of what is said. */
  language: string;
  /** Lines that rules make cheaper for her; all else is of the cart at these prices. */
  memberPrices: MemberPrice[];
  /** The best discount that her tiers give on the goods. */
  discount: { reward: string; percent: number; discountMinor: number } | null;
  /** What the order would earn, the discount taken off, and the rules that give nothing. */
  earned: Earned[];
  notApplied: LeftOut[];
  /** Her vouchers that take something off the cart, the most first. */
  vouchers: VoucherOffer[];
  /** Rewards that she may have, nearest first. */
  rewards: Offer[];
  /** The nearest that is still out of reach. */
  nudge: Offer | null;
  tier: Standing | null;
  /** As they are now. */
  balances: Record<string, Balance>;
}

/** Refusals, in order: currency_not_accepted, totals_do_not_add_up, reward_unknown, member_unknown (an id that is not there). */
export function decideQuote(facts: Facts, request: Cart & VouchersHeld, given: Given): Decided<Quoted> {
  const { programme } = facts.current;
  const { currency, reward: asked } = request;
  if (currency !== programme.currency)
    return cannotDecide("currency_not_accepted", { accepted: programme.currency, sent: currency }, "/currency");
  // A venue that is not the store's is none to rules: its purchase would be refused.
  const sent = { ...pricedCart(request), venue: isSoldHere(facts, request) ? (request.venue ?? null) : null };
  const goods = basisOf(sent);
  if (isRefusal(goods)) return goods;
  const rewards = programme.rewards.filter(({ id }) => asked === null || id === asked);
  if (asked !== null && rewards.length === 0) return cannotDecide("reward_unknown", {}, "/reward");
  const draft = draftOf(facts);
  const member = buyerOf(draft, facts, given, request);
  if (isRefusal(member)) return member;

  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const tier = standing(draft, programme, id, facts.today);
  const balances = balancesOf(draft, facts, id);
  const { store } = request;
  const memberPrices = pricesFor(facts, given, { cart: sent, request });
  const cart = atPrices(sent, memberPrices);
  const wording = wordingFor(facts, id, request.said);
  const goodsMinor = sum(cart.lines.map(({ quantity, unitMinor }) => quantity * unitMinor)) - cart.discountMinor;
  const discount =
    member.state === "joined"
      ? bestDiscount(programme.rewards, tiersOf(draft, programme, id, facts.today).tiers, goodsMinor)
      : null;
  const off = discount?.discountMinor ?? 0;
  // Vouchers and units that pay meet the cart as it is sold: at her prices, with her level taken off.
  const shown = shownTo({ ...cart, discountMinor: cart.discountMinor + off });
  const offers = offersOf(draft, facts, { rewards, member: id, store, cart: shown, wording });
  const { earned, notApplied } = earnedBy(draft, facts, given, { cart, member, off, wording });
  return {
    written: draftOf(facts).written(id),
    outcome: {
      language: wording.language,
      memberPrices,
      discount,
      earned,
      notApplied: notApplied.map(({ rule, because }) => ({
        rule,
        because: because.kind,
        says: becauseSentence(because, wording),
      })),
      vouchers: member.state === "joined" ? vouchersFor(facts, request, shown) : [],
      rewards: offers,
      nudge: offers.find(({ missing }) => missing > 0) ?? null,
      tier,
      balances,
    },
  };
}

/** The cart as a purchase of now, its total filled in. */
function pricedCart(request: Cart): Omit<Purchase, "member"> {
  const { store, channel = null, currency, lines, discountMinor, shippingMinor, taxMinor } = request;
  const goodsMinor = sum(lines.map(({ quantity, unitMinor }) => quantity * unitMinor));
  const totalMinor = request.totalMinor ?? goodsMinor - discountMinor + shippingMinor + taxMinor;
  return {
    store,
    channel,
    currency,
    lines,
    discountMinor,
    shippingMinor,
    taxMinor,
    totalMinor,
    order: "quote",
    occurredAt: 0,
    paidWith: [],
    isImport: false,
  };
}

/** The prices that rules give her on the cart as it was sent, judged on a draft of their own. */
function pricesFor(
  facts: Facts,
  given: Given,
  { cart, request }: { cart: Omit<Purchase, "member">; request: Cart },
): MemberPrice[] {
  if (!hasPrices(facts.current.programme)) return [];
  const draft = draftOf(facts);
  const member = buyerOf(draft, facts, given, request);
  if (isRefusal(member)) return [];
  releaseLapsed(draft, facts, member.publicId);
  return earnedBy(draft, facts, given, { cart, member, off: 0, wording: wordingFor(facts, null) }).memberPrices;
}

/** A cart with each line at her price; its discount is at most what its goods cost then. */
function atPrices(cart: Omit<Purchase, "member">, prices: MemberPrice[]): Omit<Purchase, "member"> {
  if (prices.length === 0) return cart;
  const costOf = (lines: Purchase["lines"]) => sum(lines.map(({ quantity, unitMinor }) => quantity * unitMinor));
  const lines = cart.lines.map((line) => ({
    ...line,
    unitMinor: prices.find((price) => price.line === line.line)?.memberMinor ?? line.unitMinor,
  }));
  const discountMinor = Math.min(cart.discountMinor, costOf(lines));
  const off = costOf(cart.lines) - cart.discountMinor - (costOf(lines) - discountMinor);
  return { ...cart, lines, discountMinor, totalMinor: cart.totalMinor - off };
}

/** What each of her vouchers takes off the cart, the most first. */
function vouchersFor(facts: Facts, { store, vouchers }: Cart & VouchersHeld, cart: VoucherCart): VoucherOffer[] {
  const offers = vouchers.flatMap(({ voucher, leftMinor }) => {
    if (judgeVoucher(voucher, facts)) return [];
    const discount = discountOf(voucher.facts, { store, cart, leftMinor });
    if (isRefusal(discount) || !discount.amountMinor) return [];
    return [{ voucher: voucher.publicId, reward: voucher.facts.reward, ...discount }];
  });
  return offers.sort((a, b) => (b.amountMinor ?? 0) - (a.amountMinor ?? 0));
}

/** What a reward would take off the cart if it were redeemed now, as far as its vouchers are good today or her units pay. */
function discountBy(
  reward: PricedReward,
  { store, cart, has, today }: { store: string; cart: VoucherCart; has: number; today: Day },
): number | null {
  const money = paysWith(reward);
  const goodsMinor = sum(cart.lines.map(({ amountMinor }) => amountMinor));
  if (money) {
    const [paid, needed] = [Math.floor(has / money.amount), Math.floor(goodsMinor / money.minor)];
    const steps = Math.min(paid, needed, stepsMax(reward));
    return steps < stepsMin(reward) ? null : steps * money.minor;
  }
  const [grant] = rewardGrants(reward, 1);
  if (grant?.kind !== "voucher") return null;
  if (grant.from !== undefined && today < dayOfDate(grant.from)) return null;
  const discount = discountOf(grant, { store, cart, leftMinor: grant.valueMinor ?? 0 });
  return isRefusal(discount) ? null : discount.amountMinor;
}

/** Who buys: a member, frozen or not; whoever is not known is a guest, so that a quote does not tell who is. */
function buyerOf(draft: Draft, facts: Facts, given: Given, { member, store }: Cart): Holder<"member"> | Refusal {
  if (member === null) return openGuest(draft, given);
  if (facts.member?.state === "frozen") return facts.member;
  return memberFor(draft, facts, given, { ref: member, store });
}

/** The largest discount of her tiers; null where there is none. */
function bestDiscount(rewards: Reward[], tiers: string[], goodsMinor: number): Quoted["discount"] {
  let best: Quoted["discount"] = null;
  for (const reward of rewards) {
    if (reward.kind !== "discount-level") continue;
    const discount = discountOn(reward, tiers, goodsMinor);
    if (discount.discountMinor > (best?.discountMinor ?? 0)) best = { reward: reward.id, ...discount };
  }
  return best;
}

/** Rewards that she may have now, that give what can be had now and are in stock, and for which she has the other units; those with the least missing first. */
function offersOf(
  draft: Draft,
  facts: Facts,
  { rewards, member, ...at }: { rewards: Reward[]; member: string; store: string; cart: VoucherCart; wording: Wording },
): Offer[] {
  const allowed = rewards
    .filter(isPriced)
    .filter(
      (reward) =>
        judgeAvailable(draft, facts, reward, member) === null &&
        judgeGiven(draft, facts, member, rewardGrants(reward, stepsMin(reward))) === null &&
        (reward.cost.also ?? []).every(({ unit, amount }) => spendable(draft, facts, member, unit) >= amount) &&
        (!hasPieces(reward) || leftFor(draft, facts, reward.id) > 0),
    )
    .map((reward) => pricedNow(draft, facts, reward));
  const offers = allowed.map((reward) => offerOf(draft, facts, { reward, member, ...at }));
  return offers.sort((a, b) => a.missing - b.missing || a.costs - b.costs);
}

function offerOf(
  draft: Draft,
  facts: Facts,
  {
    reward,
    member,
    wording,
    ...at
  }: { reward: PricedReward; member: string; store: string; cart: VoucherCart; wording: Wording },
): Offer {
  const { unit, amount: costs } = reward.cost;
  const has = spendable(draft, facts, member, unit);
  const missing = Math.max(0, costs * stepsMin(reward) - has);
  const discountMinor = discountBy(reward, { ...at, has, today: facts.today });
  return { reward: reward.id, name: say(reward.name, wording.language), unit, costs, has, missing, discountMinor };
}

/** What the cart would earn with a further discount; nothing while earning is paused or the member is frozen. */
function earnedBy(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    cart,
    member,
    off,
    wording,
  }: { cart: Omit<Purchase, "member">; member: Holder<"member">; off: number; wording: Wording },
): Pick<Quoted, "earned" | "memberPrices"> & { notApplied: NotApplied[] } {
  if (member.state === "frozen" || judgePause(draft, facts, "earning"))
    return { earned: [], notApplied: [], memberPrices: [] };
  const { discountMinor, totalMinor } = cart;
  const basis = basisOf({ ...cart, discountMinor: discountMinor + off, totalMinor: totalMinor - off });
  if (isRefusal(basis)) throw new Error("a discount within the goods leaves totals that add up");
  const lines = cart.lines.map((line, index) => ({ ...line, basisMinor: basis[index] ?? 0 }));
  const { store, venue = null, channel = null } = cart;
  const told = { on: "purchase" as const, at: facts.now, lines, store, venue, channel };
  const moment = momentOf(draft, facts, member.publicId, told);
  const unmet = unmetRules(facts.current.programme, moment, wording);
  const sold = { ...cart, occurredAt: facts.now, lines };
  const { earned, notApplied, memberPrices } = recordOrder(draft, facts, given, sold, member);
  return { earned: earned.filter(({ amount }) => amount > 0), notApplied: [...notApplied, ...unmet], memberPrices };
}
