/**
 * Settling a page of a pool's plays, strictly in order: each ticket from the play's own bytes and its epoch's secret, the
 * tier from the published odds, the item by the published rules. Nothing here is chosen, so an auditor finds the same.
 */
import { playHash, ticketOf, tierOf } from "../draws/instant.ts";
import { openPrizes, winsKey } from "../draws/prizes.ts";
import { decidedAt } from "../draws/replay.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { configurationOf, playTag, secondsOf, secretsOf } from "./pool.ts";

/** Plays that one operation settles at most. */
export const PAGE_PLAYS = 100;

export interface Settlement {
  /** `pool:…` */
  pool: string;
  /** The seq that is next. */
  from: number;
}

export interface ToSettle {
  pending: {
    id: string;
    seq: number;
    member: string;
    nonce: number;
    event: string;
    epoch: number;
    round: number;
    /** Of the round's beacon; null: there is none, or it is not stored. */
    signature: string | null;
    at: number;
  }[];
  /** Free items of each tier in their order, as many as the page could take. */
  free: { id: string; tier: string; availableFrom: number }[];
  /** What members who are next won in the epochs of their plays, where the pool has a `winsPerDay`. */
  wins: { member: string; epoch: number; wins: number }[];
}

export interface Settled {
  operation: string;
  pool: string;
  settledSeq: number;
  settled: number;
}

/**
 * Refusals: not_found (nothing stored): no such pool, another seq is next, or there is nothing to settle or close. Plays that
 * wait for a beacon are settled up to the first whose beacon is missing: none overtakes another.
 */
export function decideSettlePlays(
  facts: Facts,
  { pool: id, from, pending: waiting, free, wins }: Settlement & ToSettle,
  given: Given,
): Decided<Settled> {
  const holder = facts.holders.get(id);
  if (holder?.kind !== "pool") return cannotDecide("not_found");
  const pool = asKind(holder, "pool");
  const { settledSeq, closesAt } = pool.facts;
  const isOver = pool.state === "open" && closesAt <= facts.now;
  const undecided = waiting.findIndex(({ round, signature }) => round > 0 && signature === null);
  const pending = undecided < 0 ? waiting : waiting.slice(0, undecided);
  // A pool is closed with its last plays: this seq is the key, which an empty page would use up.
  const isNothing = pending.length === 0 && (waiting.length > 0 || !isOver);
  if (from !== settledSeq + 1 || isNothing) return cannotDecide("not_found");

  const configuration = configurationOf(pool.facts);
  const { draw, denominator, table } = configuration;
  const tagOf = (member: string) => playTag(id, member, given.secret);
  const secrets = secretsOf(configuration, given.secret);
  const prizes = openPrizes(
    configuration,
    free.map((item) => ({ ...item, availableFrom: secondsOf(item.availableFrom) })),
    new Map(wins.map((each) => [winsKey({ member: tagOf(each.member), epoch: each.epoch }), each.wins])),
  );
  const draft = draftOf(facts);
  draft.records.settled = pending.map(
    ({ id: play, seq, member: player, nonce, event, epoch, round, signature, at }, index) => {
      const secret = secrets[epoch];
      if (seq !== from + index || secret === undefined) throw new Error(`${id} has play ${seq} in epoch ${epoch}`);
      const member = tagOf(player);
      const hash = playHash({
        draw,
        configuration: pool.facts.configHash,
        epoch,
        seq,
        round,
        member,
        nonce,
        event,
        clientSeed: "",
      });
      const ticket = ticketOf({ secret, playHash: hash, denominator, ...(signature === null ? {} : { signature }) });
      const result = tierOf(table, ticket);
      const instant = decidedAt({ at: secondsOf(at), round }, configuration);
      const { state, prize } = prizes.settle({ result, at: instant, member, epoch });
      return { id: play, round, state, ticket, outcome: result ?? "none", item: prize };
    },
  );
  const reached = settledSeq + pending.length;
  draft.change(pool, {
    facts: { ...pool.facts, settledSeq: reached },
    ...(isOver ? { state: "closed", dueAt: null } : {}),
  });
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, pool: id, settledSeq: reached, settled: pending.length },
  };
}
