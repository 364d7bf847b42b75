/**
 * A quote: what a cart would earn, cost and need, by the same rules as the purchase itself. It is decided on a draft that
 * is thrown away; nothing is written.
 */
import type { NotApplied } from "../programme/not-applied.ts";
import { discountOn } from "../programme/rewards/discount-level.ts";
import { isPriced, type PricedReward, type Reward } from "../programme/rewards/index.ts";
import { say } from "../programme/words.ts";
import { stockOf } from "../values/account.ts";
import type { Holder } from "../values/holder.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { cannotDecide, isRefusal, type Refusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Earned } from "./earning.ts";
import { countOf } from "./exchange.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor, openGuest } from "./member.ts";
import { sum } from "./order.ts";
import { judgePause } from "./paused.ts";
import { basisOf, type Purchase } from "./purchase.ts";
import { recordOrder } from "./record-order.ts";
import { type Balance, balancesOf, standing, tiersOf } from "./standing.ts";
import type { Standing } from "./tier-standing.ts";
import { releaseLapsed, spendable } from "./units.ts";

export interface Cart
  extends Pick<Purchase, "channel" | "currency" | "lines" | "discountMinor" | "shippingMinor" | "taxMinor"> {
  store: string;
  /** Whose it is; null: nobody known. */
  member: MemberRef | null;
  /** As the store shows it; null: goods less discount plus shipping and tax. */
  totalMinor: number | null;
  /** The one reward that is asked about; null: all of them. */
  reward: string | null;
}

export interface Offer {
  reward: string;
  name: string;
  unit: string;
  costs: number;
  has: number;
  missing: number;
}

export interface Quoted {
  /** The best discount that her tier gives on the goods. */
  discount: { reward: string; percent: number; discountMinor: number } | null;
  /** What the order would earn, the discount taken off, and the rules that hold and give nothing. */
  earned: Earned[];
  notApplied: NotApplied[];
  /** Rewards that she may have, nearest first. */
  rewards: Offer[];
  /** The nearest that is still out of reach. */
  nudge: Offer | null;
  tier: Standing | null;
  /** As they are now. */
  balances: Record<string, Balance>;
}

/** Refusals, in order: currency_not_accepted, totals_do_not_add_up, reward_unknown, member_unknown (an id that is not there). */
export function decideQuote(facts: Facts, request: Cart, given: Given): Decided<Quoted> {
  const { programme } = facts.current;
  const { currency, reward: asked } = request;
  if (currency !== programme.currency)
    return cannotDecide("currency_not_accepted", { accepted: programme.currency, sent: currency }, "/currency");
  const cart = pricedCart(request);
  const goods = basisOf(cart);
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
  const offers = offersOf(draft, facts, { rewards, member: id });
  const goodsMinor = sum(cart.lines.map(({ quantity, unitMinor }) => quantity * unitMinor)) - cart.discountMinor;
  const discount = member.state === "joined" ? bestDiscount(rewards, tier, goodsMinor) : null;
  return {
    written: draftOf(facts).written(id),
    outcome: {
      discount,
      ...earnedBy(draft, facts, given, { cart, member, off: discount?.discountMinor ?? 0 }),
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

/** Who buys: a member, frozen or not; whoever is not known is a guest, so that a quote does not tell who is. */
function buyerOf(draft: Draft, facts: Facts, given: Given, { member, store }: Cart): Holder<"member"> | Refusal {
  if (member === null) return openGuest(draft, given);
  if (facts.member?.state === "frozen") return facts.member;
  return memberFor(draft, facts, given, { ref: member, store });
}

/** The largest discount of her tier; null where there is none. */
function bestDiscount(rewards: Reward[], tier: Standing | null, goodsMinor: number): Quoted["discount"] {
  let best: Quoted["discount"] = null;
  for (const reward of rewards) {
    if (reward.kind !== "discount-level") continue;
    const discount = discountOn(reward, tier?.tier ?? null, goodsMinor);
    if (discount.discountMinor > (best?.discountMinor ?? 0)) best = { reward: reward.id, ...discount };
  }
  return best;
}

/** Rewards that her tier, her limit and their stock allow, those with the least missing first. */
function offersOf(draft: Draft, facts: Facts, { rewards, member }: { rewards: Reward[]; member: string }): Offer[] {
  const { tiers } = tiersOf(draft, facts.current.programme, member, facts.today);
  const allowed = rewards.filter(
    (reward): reward is PricedReward =>
      isPriced(reward) &&
      (reward.tiers === undefined || reward.tiers.some((tier) => tiers.includes(tier))) &&
      (reward.perMember === undefined || draft.counted(member, countOf(reward.id)) < reward.perMember) &&
      (reward.stock === undefined || draft.balanceOf(stockOf(reward.id)) > 0),
  );
  const offers = allowed.map((reward) => offerOf(draft, facts, { reward, member }));
  return offers.sort((a, b) => a.missing - b.missing || a.costs - b.costs);
}

function offerOf(draft: Draft, facts: Facts, { reward, member }: { reward: PricedReward; member: string }): Offer {
  const { language } = facts.current.programme;
  const { unit, amount: costs } = reward.cost;
  const has = spendable(draft, facts, member, unit);
  return { reward: reward.id, name: say(reward.name, language), unit, costs, has, missing: Math.max(0, costs - has) };
}

/** What the cart would earn with a further discount; nothing while earning is paused or the member is frozen. */
function earnedBy(
  draft: Draft,
  facts: Facts,
  given: Given,
  { cart, member, off }: { cart: Omit<Purchase, "member">; member: Holder<"member">; off: number },
): Pick<Quoted, "earned" | "notApplied"> {
  if (member.state === "frozen" || judgePause(draft, facts, "earning")) return { earned: [], notApplied: [] };
  const { discountMinor, totalMinor } = cart;
  const basis = basisOf({ ...cart, discountMinor: discountMinor + off, totalMinor: totalMinor - off });
  if (isRefusal(basis)) throw new Error("a discount within the goods leaves totals that add up");
  const lines = cart.lines.map((line, index) => ({ ...line, basisMinor: basis[index] ?? 0 }));
  const { earned, notApplied } = recordOrder(draft, facts, given, { ...cart, occurredAt: facts.now, lines }, member);
  return { earned: earned.filter(({ amount }) => amount > 0), notApplied };
}
