/** What a version of the programme brings of stock and budgets, and when. */
import { budgetUnits } from "../programme/budget.ts";
import type { Programme } from "../programme/programme.ts";
import { hasPieces, isHanded, isImported, offerHoursOf } from "../programme/rewards/index.ts";
import { budgetOf, budgetSource, campaignHolder, rewardHolder, stockOf, stockSource } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide, type Refusal } from "../values/refusal.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { turned } from "./line.ts";

/**
 * published: it is in force at once · scheduled: it will be; what is known already stays as it is until then, and what is not
 * known is opened, since nothing in force gives of it · begun: it came into force.
 */
export type When = "published" | "scheduled" | "begun";

/** Whether a programme has stock or budgets. */
export function hasSupplies({ campaigns, rewards }: Programme): boolean {
  return (
    campaigns.some(({ budget }) => budget !== undefined) ||
    rewards.some((reward) => isHanded(reward) && hasPieces(reward))
  );
}

/**
 * Brings stock and budgets to what the document says. Refusals, in order: invalid (codes brought along for what had a stock,
 * stock below what was given out, a budget of another unit or below what was given). What has begun is not refused: of what
 * was given in the meantime nothing is taken back.
 */
export function bringSupplies(draft: Draft, facts: Facts, programme: Programme, when: When): Refusal | null {
  return openStock(draft, facts, programme, when) ?? openBudgets(draft, facts, programme, when);
}

/**
 * Brings each reward's stock to what the document says, less what was given out; codes are its stock where they are
 * brought along, and what was brought along stays. A stock that rules may give, or that
 * redeems itself, is open, so that every event reads it; one that is only bought is listed, and read when it is asked for.
 */
function openStock(draft: Draft, facts: Facts, programme: Programme, when: When): Refusal | null {
  for (const [index, reward] of programme.rewards.entries()) {
    if (!isHanded(reward) || !hasPieces(reward)) continue;
    const publicId = rewardHolder(reward.id);
    const known = facts.holders.get(publicId);
    const about: Holder<"reward">["facts"] | null = known ? asKind(known, "reward").facts : null;
    const issued = about?.issued ?? 0;
    const codes = isImported(reward) ? ({ codes: "imported" } as const) : {};
    const begun = about?.line ?? (offerHoursOf(reward) === null ? undefined : { turn: 0, through: 0 });
    const line = begun ? { line: begun } : {};
    if (about && issued > 0 && about.codes !== codes.codes && when !== "begun")
      return cannotDecide("invalid", { issued }, `/rewards/${index}/codes`);
    const left = draft.balanceOf(stockOf(reward.id));
    const wanted = (reward.stock ?? issued) - issued;
    if (left + wanted < 0 && when !== "begun")
      return cannotDecide("invalid", { stockMin: issued - left }, `/rewards/${index}/stock`);
    const change = known && when === "scheduled" ? 0 : Math.max(wanted, -left);
    const stock = issued + change;
    const isOpen = reward.automatic || isGivenByRules(programme, reward.id);
    // What is in force until then may need it open.
    const state = isOpen || (when === "scheduled" && known?.state === "open") ? "open" : "listed";
    if (about && change === 0 && known?.state === state && about.codes === codes.codes && about.line === begun)
      continue;
    const changed = { issued: stock, ...codes, ...line };
    if (known) draft.change(asKind(known, "reward"), { state, facts: change > 0 ? turned(changed) : changed });
    else
      draft.open<"reward">({
        publicId,
        kind: "reward",
        owner: null,
        state,
        dueAt: null,
        facts: changed,
      });
    const [from, to] =
      change >= 0 ? [stockSource(reward.id), stockOf(reward.id)] : [stockOf(reward.id), stockSource(reward.id)];
    draft.post({
      from,
      to,
      amount: Math.abs(change),
      reason: "stock",
      why: { reward: reward.id, stock },
    });
  }
  return null;
}

/**
 * Brings each campaign's budget to what the document says, less what was given. It stays open when a later version has
 * the campaign no more: orders that are told late are judged by the version that had it, and refunds give back to it.
 */
function openBudgets(draft: Draft, facts: Facts, { campaigns, units }: Programme, when: When): Refusal | null {
  for (const [index, { id, budget }] of campaigns.entries()) {
    if (!budget) continue;
    const known = facts.holders.get(campaignHolder(id));
    const about = known ? asKind(known, "campaign").facts : { unit: budget.unit, issued: 0 };
    if (about.unit !== budget.unit)
      return cannotDecide("invalid", { unit: about.unit }, `/campaigns/${index}/budget/unit`);
    const left = draft.balanceOf(budgetOf(id));
    const wanted = budgetUnits(budget, units) - about.issued;
    if (left + wanted < 0 && when !== "begun")
      return cannotDecide("invalid", { amountMin: about.issued - left }, `/campaigns/${index}/budget`);
    const change = known && when === "scheduled" ? 0 : Math.max(wanted, -left);
    const amount = about.issued + change;
    if (known && change === 0) continue;
    const changed = { unit: budget.unit, issued: amount };
    if (known) draft.change(asKind(known, "campaign"), { facts: changed });
    else
      draft.open<"campaign">({
        publicId: campaignHolder(id),
        kind: "campaign",
        owner: null,
        state: "open",
        dueAt: null,
        facts: changed,
      });
    const [from, to] = change >= 0 ? [budgetSource(id), budgetOf(id)] : [budgetOf(id), budgetSource(id)];
    draft.post({ from, to, amount: Math.abs(change), reason: "budget", why: { budget: id, amount } });
  }
  return null;
}

function isGivenByRules({ campaigns }: Programme, reward: string): boolean {
  const effects = campaigns.flatMap(({ rules }) => rules).flatMap((rule) => rule.effects);
  return effects.some((effect) => effect.kind === "reward" && effect.reward === reward);
}
