/**
 * Second chances: what a surprise had left over when it ended goes to the open round of the contest that its terms name,
 * as further prizes after the contest's own. Each item once, before the round closes by the database's clock.
 */
import { SECOND_CHANCES_MAX } from "../programme/draws/second-chance.ts";
import type { ContestFacts, ContestPrize, SecondChance } from "../values/contest-facts.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type PoolTerms, termsOf } from "./pool.ts";

export interface SecondChancePassing {
  /** `pool:…` */
  pool: string;
  contest: string;
}

/** What was read with the facts: whether plays are not settled yet, and the items that nobody won, best line first. */
export interface LeftOver {
  isPlayed: boolean;
  items: { id: string; tier: string }[];
}

export interface SecondChancePassed extends SecondChancePassing {
  operation: string;
  items: number;
  /** Prizes of the round from now on. */
  winners: number;
}

/** Refusals, in order: not_found, contest_unknown, not_due (nothing stored). */
export function decideSecondChance(
  facts: Facts,
  { pool: id, contest: round, isPlayed, items: left }: SecondChancePassing & LeftOver,
  given: Given,
): Decided<SecondChancePassed> {
  const holder = facts.holders.get(id);
  if (holder?.kind !== "pool") return cannotDecide("not_found");
  const pool = asKind(holder, "pool");
  const contest = contestIn(facts, round);
  if (!contest) return cannotDecide("contest_unknown");
  const terms = termsOf(pool.facts);
  const { closesAt, secondChance: before = [], winners } = contest.facts;
  const isOver = pool.state === "closed" && !isPlayed;
  const isOpen = contest.state === "open" && facts.now < closesAt && terms.secondChance === contest.facts.contest;
  const room = SECOND_CHANCES_MAX - before.reduce((sum, { items }) => sum + items.length, 0);
  const items = left.slice(0, Math.max(0, room));
  if (!isOver || !isOpen || items.length === 0) return cannotDecide("not_due");

  const draft = draftOf(facts);
  draft.expect(pool);
  const secondChance = [...before, ...byTier(items, { pool, terms })];
  draft.change(contest, { facts: { ...contest.facts, secondChance, winners: winners + items.length } });
  draft.expect(contest, closesAt);
  draft.records.passedItems = items.map((item) => ({ id: item.id, contest: round }));
  return {
    written: draft.written(null),
    outcome: {
      operation: given.operation,
      pool: id,
      contest: round,
      items: items.length,
      winners: winners + items.length,
    },
  };
}

/** The further prizes of a round, in their order. */
export function furtherPrizes({ secondChance = [] }: Pick<ContestFacts, "secondChance">): ContestPrize[] {
  return secondChance.flatMap(({ items, prize }) => items.map(() => prize));
}

function byTier(items: LeftOver["items"], { pool, terms }: { pool: Holder<"pool">; terms: PoolTerms }): SecondChance[] {
  const { configHash } = pool.facts;
  return [...Map.groupBy(items, ({ tier }) => tier)].map(([tier, own]) => {
    const line = terms.table.find(({ id }) => id === tier);
    if (!line) throw new Error(`${pool.publicId} has items of ${tier}, which it does not have`);
    const prize: ContestPrize = { ...line.prize, delivery: "claimed" };
    return { pool: pool.publicId, configHash, tier, items: own.map(({ id }) => id), prize };
  });
}
