/**
 * The surprise pools of a version. A pool opens once under terms that never change: odds, prizes and days are published
 * by their hash with the anchor of its secrets. Other terms close it and open another; a pool left out is closed.
 */
import { INSTANT, type InstantConfiguration } from "../draws/configuration.ts";
import { LEAD_ROUNDS, QUICKNET } from "../draws/drand.ts";
import { poolAsOpened } from "../draws/pool-opening.ts";
import { type PrizeItem, prizeListHash } from "../draws/prizes.ts";
import type { PoolEntropy } from "../programme/draws/entropy.ts";
import { ODDS_DENOMINATOR, type Pool } from "../programme/draws/pool.ts";
import type { Programme } from "../programme/programme.ts";
import type { Instant } from "../values/day.ts";
import { sha256Hex } from "../values/hash.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide, type Refusal } from "../values/refusal.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { EPOCH_SECONDS, runsItsDays, secondsOf, secretsOf, termsText } from "./pool.ts";

export interface PoolOpened {
  /** `pool:{name}:{version}` */
  pool: string;
  configHash: string;
  anchor: string;
}

/** Prize items that one publication may bring into being: they are written in one statement and hashed in one go. */
const ITEMS_MAX = 10_000;
/** Hex digits of a configuration's `draw`: 16 bytes. */
const DRAW_DIGITS = 32;

/**
 * Opens and closes pools as a version says that is in force from an instant on. Facts hold every open pool and the newest
 * of each name. Refusals: invalid, with the pointer of the pool that brings too many prize items (nothing stored).
 */
export function openPools(
  draft: Draft,
  facts: Facts,
  given: Given,
  { programme, version, from }: { programme: Programme; version: number; from: Instant },
): PoolOpened[] | Refusal {
  const known = [...facts.holders.values()].filter(({ kind }) => kind === "pool").map((pool) => asKind(pool, "pool"));
  const named = (name: string) => known.filter(({ facts: { pool } }) => pool === name);
  const kept = new Set(programme.surprises.filter((pool) => goesOn(pool, named(pool.id), from)).map(({ id }) => id));
  // To the second at which the next one opens, so that no instant has two.
  const at = secondsOf(from) * 1000;
  for (const pool of known) if (pool.state === "open" && !kept.has(pool.facts.pool)) close(draft, facts, pool, at);

  const opened: PoolOpened[] = [];
  for (const [index, pool] of programme.surprises.entries()) {
    if (kept.has(pool.id)) continue;
    opened.push(open(draft, given, { pool, version, from }));
    const items = draft.records.items?.length ?? 0;
    if (items > ITEMS_MAX) return cannotDecide("invalid", { items, itemsMax: ITEMS_MAX }, `/surprises/${index}/table`);
  }
  return opened;
}

/** True when the newest pool of the name has these terms, began in time, and nothing cut it short. */
function goesOn(pool: Pool, known: Holder<"pool">[], from: Instant): boolean {
  const newest = known.toSorted((one, other) => other.facts.version - one.facts.version)[0];
  if (!newest || newest.facts.terms !== termsText(pool)) return false;
  return runsItsDays(newest) && newest.facts.opensAt <= Math.max(from, Date.parse(pool.from));
}

/** No play is raised from an instant on; what was played is settled and revealed as before. */
function close(draft: Draft, { now }: Facts, pool: Holder<"pool">, at: Instant): void {
  const closesAt = Math.min(pool.facts.closesAt, at);
  const isOver = closesAt <= now || closesAt <= pool.facts.opensAt;
  draft.change(pool, {
    state: isOver ? "closed" : "open",
    dueAt: isOver ? null : closesAt,
    facts: { ...pool.facts, closesAt },
  });
}

function open(
  draft: Draft,
  given: Given,
  { pool, version, from }: { pool: Pool; version: number; from: Instant },
): PoolOpened {
  const publicId = `pool:${pool.id}:${version}`;
  const epochs = {
    start: secondsOf(Math.max(from, Date.parse(pool.from))),
    seconds: EPOCH_SECONDS,
    count: pool.days,
  };
  const items = itemsOf(pool, version, epochs);
  const draw = sha256Hex(`${given.operation}/${publicId}`).slice(0, DRAW_DIGITS);
  const entropy = entropyOf(pool.entropy);
  const anchor = secretsOf({ draw, pool: publicId, epochs, entropy }, given.secret)[0] ?? "";
  const terms = termsText(pool);
  const configuration: InstantConfiguration = {
    v: INSTANT,
    draw,
    denominator: ODDS_DENOMINATOR,
    table: pool.table.map(({ id, odds, items: units }) => ({ id, odds, units })),
    epochs,
    entropy,
    pool: publicId,
    anchor,
    prizeList: prizeListHash(items),
    rules: sha256Hex(terms),
    ...(pool.winsPerDay === undefined ? {} : { winsPerDay: pool.winsPerDay }),
  };
  const opened = poolAsOpened(configuration, terms);
  draft.open<"pool">(opened);
  draft.records.items = [
    ...(draft.records.items ?? []),
    ...items.map(({ id, tier, availableFrom }) => ({
      id,
      pool: publicId,
      outcome: tier,
      availableFrom: availableFrom * 1000,
    })),
  ];
  return { pool: publicId, configHash: opened.facts.configHash, anchor };
}

/** What decides a pool's plays, from the document's mode. */
function entropyOf(terms: PoolEntropy): InstantConfiguration["entropy"] {
  switch (terms.mode) {
    case "commit":
      return { mode: "commit" };
    case "drand":
      return { mode: "drand", chain: QUICKNET.hash, lead: LEAD_ROUNDS };
    case "fixed":
      return { mode: "fixed", secret: terms.secret };
    default:
      return terms satisfies never;
  }
}

/** A line's items come evenly over the pool's days, the first as it opens: the i-th of N after ⌊i × T ÷ N⌋ seconds. */
function itemsOf({ id: name, table }: Pool, version: number, epochs: InstantConfiguration["epochs"]): PrizeItem[] {
  const seconds = epochs.seconds * epochs.count;
  return table.flatMap(({ id: tier, items }) =>
    Array.from({ length: items }, (_, index) => ({
      id: `${name}:${version}:${tier}:${String(index + 1).padStart(5, "0")}`,
      tier,
      availableFrom: epochs.start + Math.floor((index * seconds) / items),
    })),
  );
}
