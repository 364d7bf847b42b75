/** Rewards that nobody buys: a rule gives one of the catalogue, as a redemption without a price. */
import { giftGrants, hasPieces, isHanded } from "../programme/rewards/index.ts";
import { stockGone } from "../values/account.ts";
import { dayOfDate } from "../values/day.ts";
import type { Grant } from "../values/grant.ts";
import { asKind } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type HandedOver, handOver, judgeHandOver, type UnitsBack } from "./hand-over.ts";
import { ownerOf } from "./member.ts";
import { pieceOf } from "./stock.ts";
import { undo, voucherOfRedemption } from "./undo.ts";
import { mayBeUsed } from "./voucher.ts";

export interface GiftGiven extends HandedOver {
  redemption: string;
  reward: string;
}

/** Gives a reward for nothing, or null when its stock is gone, its last date is over or what it gives cannot be had now. It can be reversed as any redemption. */
export function giveReward(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    reward: name,
    member,
    rule,
    event,
    venue = null,
  }: { reward: string; member: string; rule: string; event: string; venue?: string | null },
): GiftGiven | null {
  const reward = facts.atEvent.programme.rewards.find(({ id }) => id === name);
  if (!reward || !isHanded(reward)) throw new Error(`"${name}" is no reward that can be handed over`);
  const gives = giftGrants(reward).map((grant) => boundTo(grant, venue, given));
  if (gives.some((grant) => isOver(grant, facts)) || judgeHandOver(draft, facts, member, gives)) return null;
  const redemption = given.id("rdm");
  if (hasPieces(reward)) {
    const from = pieceOf(draft, facts, reward);
    if (!from) return null;
    draft.post({
      from,
      to: stockGone(reward.id),
      amount: 1,
      reason: "redeem",
      why: { redemption, reward: reward.id, rule },
    });
  }
  const handing = { member, redemption, reward: reward.id, store: null, gives };
  const { voucher, gave: handed } = handOver(draft, facts, given, handing);
  const { units } = facts.atEvent.programme;
  const gave = handed.map((each) =>
    each.kind === "units" ? { ...each, returns: units[each.unit]?.returns ?? "debt" } : each,
  );
  draft.open<"redemption">({
    publicId: redemption,
    kind: "redemption",
    owner: member,
    state: "captured",
    dueAt: null,
    facts: {
      reward: reward.id,
      store: null,
      taken: [],
      stock: hasPieces(reward),
      gives,
      gave,
      gift: { rule, event },
      voucher: voucher?.id ?? null,
      endsAt: null,
      reversedBy: null,
    },
  });
  return { redemption, reward: reward.id, voucher, gave };
}

/** Whether a voucher would be over on the day that it is given: a seat of yesterday, or a code with a last date. */
function isOver(grant: Grant, { today }: Facts): boolean {
  return grant.kind === "voucher" && grant.until !== undefined && dayOfDate(grant.until) < today;
}

const SALT_DIGITS = 16;

/** What is good only where it is given names the venue. */
function boundTo(grant: Grant, venue: string | null, given: Pick<Given, "operation" | "secret">): Grant {
  if (grant.kind !== "voucher" || !grant.here) return grant;
  if (venue === null) throw new Error("a voucher of a venue is given by a check-in");
  const { here: _, ...of } = grant;
  const salt = given.secret(`voucher-at/${given.operation}`).slice(0, SALT_DIGITS);
  return { ...of, only: { ...of.only, venues: [venue], salt } };
}

/**
 * Takes gifts back as far as they were not used: the voucher is cancelled, units go back (what was spent of them is owed, or
 * forgiven, as the unit said), the piece goes back to stock. Returns those that were taken back, and their units by rule.
 */
export function takeGiftsBack(
  draft: Draft,
  facts: Facts,
  given: Pick<Given, "operation">,
  gifts: { redemption: string }[],
): { undone: string[]; takenBack: (UnitsBack & { rule: string })[] } {
  const undone: string[] = [];
  const takenBack: (UnitsBack & { rule: string })[] = [];
  for (const { redemption: id } of gifts) {
    const found = draft.holder(id);
    if (found?.kind !== "redemption" || found.state !== "captured") continue;
    const redemption = asKind(found, "redemption");
    const voucher = voucherOfRedemption(draft, redemption);
    if (voucher && mayBeUsed(voucher)) continue;
    const member = ownerOf(redemption, draft.holder).publicId;
    const rule = redemption.facts.gift?.rule ?? "";
    const { back } = undo(draft, facts, given, { redemption, member, because: { because: "refund", rule } });
    undone.push(id);
    takenBack.push(...back.map((units) => ({ ...units, rule })));
  }
  return { undone, takenBack };
}
