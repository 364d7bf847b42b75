/**
 * Publishing a version of the programme document. Versions are immutable with an effective instant; what a version
 * brings into being (stock of rewards, budgets of campaigns, surprise pools) is opened in the same batch.
 */
import { budgetUnits } from "../programme/budget.ts";
import { fixedDrawIn } from "../programme/draws/entropy.ts";
import type { Programme } from "../programme/programme.ts";
import { hasPieces, isHanded, isImported, offerHoursOf } from "../programme/rewards/index.ts";
import {
  budgetOf,
  budgetSource,
  campaignHolder,
  charityHolder,
  rewardHolder,
  stockOf,
  stockSource,
} from "../values/account.ts";
import type { Instant } from "../values/day.ts";
import { asKind, type Holder, tierReviewHolder } from "../values/holder.ts";
import { cannotDecide, isRefusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { turned } from "./line.ts";
import { openPools, type PoolOpened } from "./open-pools.ts";
import { publishDraft } from "./save-draft.ts";
import { tierTerms } from "./tier-review.ts";

export interface Publication {
  programme: Programme;
  /** The document as sent, canonical. */
  document: string;
  /** From when it is in force; not in the past. */
  effectiveAt: Instant | null;
  /** The newest version that the author saw; another one now is refused version_changed. Null: whichever is newest. */
  basedOn: number | null;
  /** The draft that it was, as its author saw it; absent: it was none. */
  draft?: { name: string; revision: number } | undefined;
  /** The version in force that is gone on with, where this withdraws what was scheduled after it; absent: it withdraws nothing. */
  goesOnWith?: number | undefined;
}

export interface Published {
  operation: string;
  version: number;
  effectiveAt: Instant;
  /** The pools that it opens, each with the hash that fixes its odds and prizes and the anchor of its secrets. */
  surprises: PoolOpened[];
}

/** Shared accounts' holders that every programme has. */
const SHARED = [
  "programme:issued",
  "programme:redeemed",
  "programme:expired",
  "programme:forgiven",
  "programme:adjusted",
];

/** Refusals, in order: version_changed, draft_unknown, invalid (another programme or currency, a draw that is fixed beforehand in a live environment, stock or a budget below what was given out, codes brought along for what had a stock, a budget of another unit, too many prize items; nothing stored). */
export function decidePublish(
  facts: Facts,
  { programme, document, effectiveAt, basedOn, draft: written, goesOnWith }: Publication,
  given: Given,
): Decided<Published> {
  const newest = facts.newestVersion;
  if (basedOn !== null && basedOn !== newest) return cannotDecide("version_changed", { basedOn, newest });
  // What was scheduled may have come into force since it was looked at: withdrawing it would then be going back.
  if (goesOnWith !== undefined && goesOnWith !== facts.current.version)
    return cannotDecide("version_changed", { basedOn: goesOnWith, newest: facts.current.version });
  const { programme: name, currency } = facts.current.programme;
  if (newest > 0 && name !== programme.programme) return cannotDecide("invalid", { programme: name }, "/programme");
  // Orders, wallets and prices are in minor units of the one currency, and nothing says what they are in another.
  if (newest > 0 && currency !== programme.currency) return cannotDecide("invalid", { currency }, "/currency");
  const fixed = fixedDrawIn(programme);
  if (fixed !== null && !given.hasFixedDraws) return cannotDecide("invalid", {}, fixed);
  const draft = draftOf(facts);
  const gone = written ? publishDraft(draft, facts, written) : null;
  if (gone) return gone;
  const holder = facts.holders.get("programme");
  if (holder) draft.change(asKind(holder, "programme"));
  else {
    draft.open<"programme">({
      publicId: "programme",
      kind: "programme",
      owner: null,
      state: "open",
      dueAt: null,
      facts: { paused: {} },
    });
    for (const publicId of SHARED)
      draft.open<"account">({ publicId, kind: "account", owner: null, state: "open", dueAt: null, facts: {} });
  }
  for (const charity of charitiesOf(programme))
    if (!facts.holders.has(charity))
      draft.open<"account">({ publicId: charity, kind: "account", owner: null, state: "open", dueAt: null, facts: {} });
  const stock = openStock(draft, facts, programme);
  if (stock) return stock;
  const budget = openBudgets(draft, facts, programme);
  if (budget) return budget;
  const version = newest + 1;
  const from = Math.max(facts.now, effectiveAt ?? facts.now);
  const surprises = openPools(draft, facts, given, { programme, version, from });
  if (isRefusal(surprises)) return surprises;
  if (mayMoveTiers(facts, programme))
    draft.open<"tier-review">({
      publicId: tierReviewHolder(version),
      kind: "tier-review",
      owner: null,
      state: "open",
      dueAt: from,
      facts: { after: null },
    });
  draft.records.version = { version, effectiveAt: from, document };
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, version, effectiveAt: from, surprises },
  };
}

/** Whether somebody may be in other tiers once a document is in force; with something scheduled, nobody knows what it will follow. */
function mayMoveTiers({ current, newestVersion }: Facts, programme: Programme): boolean {
  if (newestVersion === 0) return false;
  return current.version !== newestVersion || tierTerms(current.programme) !== tierTerms(programme);
}

/** The holders of a programme's charities. */
export function charitiesOf({ rewards }: Programme): string[] {
  return [
    ...new Set(rewards.flatMap((reward) => (reward.kind === "donation" ? [charityHolder(reward.charity.id)] : []))),
  ];
}

/**
 * Brings each reward's stock to what the document says, less what was given out; codes are its stock where they are
 * brought along, and what was brought along stays. A stock that rules may give, or that
 * redeems itself, is open, so that every event reads it; one that is only bought is listed, and read when it is asked for.
 */
function openStock(draft: Draft, facts: Facts, programme: Programme) {
  for (const [index, reward] of programme.rewards.entries()) {
    if (!isHanded(reward) || !hasPieces(reward)) continue;
    const publicId = rewardHolder(reward.id);
    const known = facts.holders.get(publicId);
    const about: Holder<"reward">["facts"] | null = known ? asKind(known, "reward").facts : null;
    const issued = about?.issued ?? 0;
    const codes = isImported(reward) ? ({ codes: "imported" } as const) : {};
    const begun = about?.line ?? (offerHoursOf(reward) === null ? undefined : { turn: 0, through: 0 });
    const line = begun ? { line: begun } : {};
    if (about && issued > 0 && about.codes !== codes.codes)
      return cannotDecide("invalid", { issued }, `/rewards/${index}/codes`);
    const stock = reward.stock ?? issued;
    const change = stock - issued;
    const state = reward.automatic || isGivenByRules(programme, reward.id) ? "open" : "listed";
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
    const left = draft.balanceOf(stockOf(reward.id));
    if (left + change < 0) return cannotDecide("invalid", { stockMin: issued - left }, `/rewards/${index}/stock`);
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
function openBudgets(draft: Draft, facts: Facts, { campaigns, units }: Programme) {
  for (const [index, { id, budget }] of campaigns.entries()) {
    if (!budget) continue;
    const amount = budgetUnits(budget, units);
    const known = facts.holders.get(campaignHolder(id));
    const about = known ? asKind(known, "campaign").facts : { unit: budget.unit, issued: 0 };
    if (about.unit !== budget.unit)
      return cannotDecide("invalid", { unit: about.unit }, `/campaigns/${index}/budget/unit`);
    const change = amount - about.issued;
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
    const left = draft.balanceOf(budgetOf(id));
    if (left + change < 0)
      return cannotDecide("invalid", { amountMin: about.issued - left }, `/campaigns/${index}/budget`);
    const [from, to] = change >= 0 ? [budgetSource(id), budgetOf(id)] : [budgetOf(id), budgetSource(id)];
    draft.post({ from, to, amount: Math.abs(change), reason: "budget", why: { budget: id, amount } });
  }
  return null;
}

function isGivenByRules({ campaigns }: Programme, reward: string): boolean {
  const effects = campaigns.flatMap(({ rules }) => rules).flatMap((rule) => rule.effects);
  return effects.some((effect) => effect.kind === "reward" && effect.reward === reward);
}
