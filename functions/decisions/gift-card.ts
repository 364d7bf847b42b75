/** A gift card that somebody has the code of: what is on it, using it in parts, claiming it, and taking it back. */
import { fundedBy, heldFor, redeemedAt } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { GiftCardFacts, GiftCardUse } from "../values/paid-facts.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { knownMember, ownerOf } from "./member.ts";
import { sum } from "./order.ts";
import { judgePause } from "./paused.ts";
import { PAID_IN } from "./payment.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { give, releaseLapsed, takeBack } from "./units.ts";

/** A request about a card; the edge has read its code. */
export interface AboutGiftCard {
  store: string;
  card: string;
}

export interface GiftCardSeen {
  operation: string;
  unit: string;
  /** What this request moved: used, or given back. */
  amountMinor: number;
  /** What is on it now. */
  leftMinor: number;
  currency: string;
}

/** What is on it. Refusals: gift_card_unknown (nothing stored). */
export function decideQuoteGiftCard(facts: Facts, { card }: AboutGiftCard, given: Given): Decided<GiftCardSeen> {
  const found = namedCard(facts, card);
  if (isRefusal(found)) return found;
  return { written: draftOf(facts).written(null), outcome: seen(facts, found, given, 0) };
}

/** Refusals, in order: gift_card_unknown, redemption_paused (nothing stored); points_short (stored). */
export function decideUseGiftCard(
  facts: Facts,
  { store, card: name, order, amountMinor }: AboutGiftCard & { order: string; amountMinor: number },
  given: Given,
): Decided<GiftCardSeen> {
  const card = namedCard(facts, name);
  if (isRefusal(card)) return card;
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "redemption");
  if (paused) return paused;
  const about = useOfCard(draft, card, { store, order, amountMinor });
  if (isRefusal(about)) return about;
  return { written: draft.written(null), outcome: seen(facts, { ...card, facts: about }, given, amountMinor) };
}

/** Gives back what it paid of an order, all of it or a part, and last what a purchase named. Refusals, in order: gift_card_unknown (nothing stored); refund_exceeds_order (stored). */
export function decideReverseGiftCardUse(
  facts: Facts,
  { store, card: name, order, amountMinor }: AboutGiftCard & { order: string; amountMinor: number | null },
  given: Given,
): Decided<GiftCardSeen> {
  const card = namedCard(facts, name);
  if (isRefusal(card)) return card;
  const uses = usesOn(card.facts, { store, order });
  const paid = sum(uses.map((use) => use.amountMinor));
  const back = amountMinor ?? paid;
  if (back > paid || back === 0) return refuse("refund_exceeds_order", { askedMinor: back, leftMinor: paid });
  const draft = draftOf(facts);
  const about = backOnCard(draft, card, { uses, amountMinor: back });
  return { written: draft.written(null), outcome: seen(facts, { ...card, facts: about }, given, back) };
}

export interface GiftCardClaimed {
  operation: string;
  unit: string;
  amountMinor: number;
  balances: Record<string, Balance>;
}

/** Puts what is on it into the claimer's wallet. Refusals, in order: gift_card_unknown (nothing stored); member_frozen, gift_card_empty (stored). */
export function decideClaimGiftCard(
  facts: Facts,
  { card: name }: { member: string; card: string },
  given: Given,
): Decided<GiftCardClaimed> {
  const card = namedCard(facts, name);
  if (isRefusal(card)) return card;
  const member = knownMember(facts);
  if (isRefusal(member)) return member;
  const { unit } = card.facts;
  const amount = leftOn(card.facts);
  if (amount === 0 || card.state !== "open") return refuse("gift_card_empty");
  const draft = draftOf(facts);
  const { publicId: id } = member;
  releaseLapsed(draft, facts, id);
  const from = heldFor(name, unit);
  const why = { giftCard: name };
  give(draft, facts, { member: id, unit, amount, from, lot: PAID_IN, reason: "gift-card", why });
  const { store, payment } = card.facts;
  draft.change(card, { state: "claimed", facts: { ...card.facts, claimedMinor: amount } });
  draft.open<"top-up">({
    publicId: claimName(name),
    kind: "top-up",
    owner: id,
    state: "funded",
    dueAt: null,
    facts: { store, unit, amountMinor: amount, payment, reversedBy: null },
  });
  settle(draft, facts, given, member);
  const balances = balancesOf(draft, facts, id);
  return {
    written: draft.written(id),
    outcome: { operation: given.operation, unit, amountMinor: amount, balances },
  };
}

export interface GiftCardReversed {
  operation: string;
  unit: string;
  /** Taken back now: what was on the card, and what its claimer still had of it or owes. */
  amountMinor: number;
  /** What stores had taken from it, which nobody gives back. */
  spentMinor: number;
}

/** The payment was taken back. Refusals, in order: gift_card_unknown (nothing stored), also for another store's; already_reversed (stored). */
export function decideReverseGiftCard(
  facts: Facts,
  { store, card: name }: AboutGiftCard,
  given: Given,
): Decided<GiftCardReversed> {
  const card = namedCard(facts, name);
  if (isRefusal(card)) return card;
  const { unit, backMinor, reversedBy } = card.facts;
  if (reversedBy !== null) return refuse("already_reversed", { operation: reversedBy });
  const draft = draftOf(facts);
  const left = leftOn(card.facts);
  const to = fundedBy(store, unit);
  const why = { giftCard: name };
  draft.post({ from: heldFor(name, unit), to, amount: left, reason: "gift-card", why });
  const claim = draft.holder(claimName(name));
  const member = claim ? ownerOf(claim, draft.holder) : null;
  let claimed = 0;
  if (claim && member) {
    const { publicId: id } = member;
    const topUp = asKind(claim, "top-up");
    draft.change(topUp, { state: "reversed", facts: { ...topUp.facts, reversedBy: given.operation } });
    releaseLapsed(draft, facts, id);
    claimed = topUp.facts.amountMinor - (topUp.facts.backMinor ?? 0);
    takeBack(draft, facts, { member: id, unit, amount: claimed, to, lot: PAID_IN, reason: "gift-card", why });
    settle(draft, facts, given, member);
  }
  draft.change(card, {
    state: "reversed",
    facts: { ...card.facts, backMinor: backMinor + left, reversedBy: given.operation },
  });
  const spentMinor = sum(card.facts.uses.map((use) => use.amountMinor));
  return {
    written: draft.written(member?.publicId ?? null),
    outcome: { operation: given.operation, unit, amountMinor: left + claimed, spentMinor },
  };
}

/** What went from a card into a wallet is a top-up like any other, named after the card. */
export function claimName(card: string): string {
  return `top-up:${card}`;
}

/** Takes money off a card for an order. Refusals: points_short. Returns the card as it is then. */
export function useOfCard(draft: Draft, { publicId }: Holder<"gift-card">, use: GiftCardUse): GiftCardFacts | Refusal {
  const card = asKind(draft.holder(publicId) ?? missing(publicId), "gift-card");
  const { unit } = card.facts;
  const has = leftOn(card.facts);
  const { store, order, amountMinor } = use;
  if (amountMinor > has) return refuse("points_short", { unit, has, needs: amountMinor });
  const [from, to] = [heldFor(publicId, unit), redeemedAt(store, unit)];
  draft.post({ from, to, amount: amountMinor, reason: "gift-card", why: { giftCard: publicId, order } });
  const about = withUse(card.facts, use);
  draft.change(card, { facts: about });
  return about;
}

/** What a card paid of an order, and last what its purchase named. */
export function usesOn({ uses }: GiftCardFacts, { store, order }: { store: string; order: string }): GiftCardUse[] {
  const ofOrder = uses.filter((use) => use.store === store && use.order === order);
  return [...ofOrder.filter(({ isNamed }) => !isNamed), ...ofOrder.filter(({ isNamed }) => isNamed)];
}

/**
 * Puts money back that a card paid of an order, from these of its uses in turn. What is back of the card's own payment and
 * nobody gave yet, as it was spent, goes on to the store that was paid. Returns the card as it is then.
 */
export function backOnCard(
  draft: Draft,
  card: Holder<"gift-card">,
  { uses, amountMinor }: { uses: GiftCardUse[]; amountMinor: number },
): GiftCardFacts {
  const { publicId, facts } = card;
  let about = facts;
  let missing = amountMinor;
  for (const use of uses) {
    const part = Math.min(missing, use.amountMinor);
    const [from, to] = [redeemedAt(use.store, facts.unit), heldFor(publicId, facts.unit)];
    draft.post({ from, to, amount: part, reason: "gift-card", why: { giftCard: publicId, order: use.order } });
    about = withUse(about, { ...use, amountMinor: -part });
    missing -= part;
  }
  const owed = Math.min(amountMinor - missing, owedOf(facts));
  const [from, to] = [heldFor(publicId, facts.unit), fundedBy(facts.store, facts.unit)];
  draft.post({ from, to, amount: owed, reason: "gift-card", why: { giftCard: publicId } });
  about = { ...about, backMinor: about.backMinor + owed };
  draft.change(card, { facts: about });
  return about;
}

function missing(card: string): never {
  throw new Error(`${card} was not read`);
}

/** The card of that name. Refusals: gift_card_unknown (nothing stored). */
export function namedCard(facts: Facts, name: string): Holder<"gift-card"> | Refusal {
  const found = facts.holders.get(name);
  return found?.kind === "gift-card" ? asKind(found, "gift-card") : cannotDecide("gift_card_unknown");
}

/** What is back of its payment and neither the card nor its claimer gave: it was spent. */
function owedOf({ amountMinor, claimedMinor, backMinor, back = {}, reversedBy }: GiftCardFacts): number {
  const isBack = reversedBy === null ? sum(Object.values(back).map((each) => each.amountMinor)) : amountMinor;
  return Math.max(0, Math.min(amountMinor, isBack) - backMinor - claimedMinor);
}

function leftOn({ amountMinor, uses, claimedMinor, backMinor }: GiftCardFacts): number {
  return uses.reduce((left, use) => left - use.amountMinor, amountMinor - claimedMinor - backMinor);
}

/** One use an order, and one that its purchase named: what it paid in all and did not get back. */
function withUse(about: GiftCardFacts, use: GiftCardUse): GiftCardFacts {
  const isSame = (known: GiftCardUse) =>
    use.store === known.store && use.order === known.order && use.isNamed === known.isNamed;
  const before = about.uses.find(isSame)?.amountMinor ?? 0;
  const after = { ...use, amountMinor: before + use.amountMinor };
  const others = about.uses.filter((known) => !isSame(known));
  return { ...about, uses: after.amountMinor === 0 && !use.isNamed ? others : [...others, after] };
}

function seen(
  { current }: Facts,
  { facts }: Holder<"gift-card">,
  { operation }: Given,
  amountMinor: number,
): GiftCardSeen {
  const { currency } = current.programme;
  return { operation, unit: facts.unit, amountMinor, leftMinor: leftOn(facts), currency };
}
