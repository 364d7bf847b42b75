/**
 * Publishing a version of the programme document. Versions are immutable with an effective instant; what a version
 * brings into being (stock of rewards, budgets of campaigns, surprise pools) is opened in the same batch; what a scheduled
 * one changes of a stock or a budget that is known waits for its instant.
 */
import { fixedDrawIn } from "../programme/draws/entropy.ts";
import type { Programme } from "../programme/programme.ts";
import { charityHolder } from "../values/account.ts";
import type { Instant } from "../values/day.ts";
import { asKind, supplyHolder, tierReviewHolder } from "../values/holder.ts";
import { cannotDecide, isRefusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { openPools, type PoolOpened } from "./open-pools.ts";
import { publishDraft } from "./save-draft.ts";
import { bringSupplies, hasSupplies } from "./supplies.ts";
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
  const version = newest + 1;
  const from = Math.max(facts.now, effectiveAt ?? facts.now);
  const short = bringSupplies(draft, facts, programme, from > facts.now ? "scheduled" : "published");
  if (short) return short;
  if (from > facts.now && hasSupplies(programme))
    draft.open<"supply">({
      publicId: supplyHolder(version),
      kind: "supply",
      owner: null,
      state: "open",
      dueAt: from,
      facts: {},
    });
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
