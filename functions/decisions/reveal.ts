/** Revealing a play: what it won moves to the member, in an operation of her own. */
import { timeOf } from "../draws/drand.ts";
import type { Prize } from "../programme/draws/prize.ts";
import { say } from "../programme/words.ts";
import type { Instant } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { PoolFacts } from "../values/pool-facts.ts";
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import { bring } from "./bring.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { holdPrize } from "./held-prize.ts";
import { knownMember } from "./member.ts";
import type { MessageGiven } from "./messages.ts";
import { judgePause } from "./paused.ts";
import { termsOf } from "./pool.ts";
import { countPrize, needsForm } from "./prize-tax.ts";
import { givePrizeUnits } from "./prize-units.ts";
import { regionOf } from "./profile.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { releaseLapsed } from "./units.ts";
import { type Said, wordingFor } from "./wording-for.ts";

export interface Reveal {
  member: string;
  play: string;
  /** What the request says of the language in which she is told. */
  said?: Said;
}

/** The play as it was read; null: there is none. */
export interface Found {
  found: {
    play: {
      id: string;
      /** Whose it is today. */
      owner: string;
      pool: string;
      state: PlayState;
      outcome: string | null;
      /** Null while it is pending. */
      ticket: number | null;
      revealedBy: string | null;
      /** The beacon that decides it; 0: none does. */
      round: number;
    };
    pool: Holder;
  } | null;
}
export type PlayState = "pending" | "won" | "stock_out" | "capped" | "no_win";

export interface PrizeGiven {
  kind: Prize["kind"];
  name: string;
  /** What was posted; null: goods, which staff hand over. */
  unit: string | null;
  amount: number | null;
}

export interface Revealed {
  operation: string;
  id: string;
  pool: string;
  /** awaiting_form: she has won it, and a tax form is missing. */
  state: PlayState | "awaiting_form";
  prize: PrizeGiven | null;
  isConsolation: boolean;
  /** The end of the time for the form; null: none is missing. */
  formBefore: Instant | null;
  /** The number that was drawn for it. */
  ticket: number;
  messages: MessageGiven[];
  balances: Record<string, Balance>;
}

/**
 * Refusals, in order: earning_paused, member_unknown, play_unknown (another's too), play_not_settled (nothing stored);
 * already_revealed, member_frozen (stored).
 */
export function decideReveal(facts: Facts, { found, said }: Reveal & Found, given: Given): Decided<Revealed> {
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "earning");
  if (paused) return paused;
  const member = knownMember(facts);
  if (isRefusal(member) && !member.isDecided) return member;
  const id = facts.member?.publicId;
  if (!found || id === undefined || found.play.owner !== id) return cannotDecide("play_unknown");
  const { play } = found;
  const pool = asKind(found.pool, "pool");
  if (play.state === "pending") {
    const due = play.round === 0 ? {} : { revealAt: new Date(timeOf(play.round) * 1000).toISOString() };
    return cannotDecide("play_not_settled", { pool: pool.publicId, settledSeq: pool.facts.settledSeq, ...due });
  }
  if (play.ticket === null) throw new Error(`${play.id} is settled without a ticket`);
  if (play.revealedBy !== null) return refuse("already_revealed", { operation: play.revealedBy });
  if (isRefusal(member)) return member;

  releaseLapsed(draft, facts, id);
  const prize = prizeOf(pool.facts, play);
  const region = regionOf(facts.profiles.get(id) ?? {});
  const isHeld = prize !== null && needsForm(draft, facts, { member: id, prize, region });
  const formBefore = isHeld ? holdPrize(draft, facts, { play: play.id, pool: pool.publicId, member: id }) : null;
  const messages = isHeld ? [] : givePrize(draft, facts, given, { member, pool, play, prize });
  draft.records.revealed = [{ id: play.id }];
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      id: play.id,
      pool: play.pool,
      state: isHeld ? "awaiting_form" : play.state,
      prize: prize && prizeGiven(prize, wordingFor(facts, id, said).language),
      isConsolation: prize !== null && play.state !== "won",
      formBefore,
      ticket: play.ticket,
      messages,
      balances: balancesOf(draft, facts, id),
    },
  };
}

/**
 * A play's prize becomes hers: units are posted, goods are recorded. What she wins here counts for a year's tax as a contest's
 * prize does, and makes a later one of either wait for her form.
 */
export function givePrize(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    member,
    pool,
    play,
    prize,
  }: {
    member: Holder<"member">;
    pool: Holder<"pool">;
    play: { id: string; pool: string; state: PlayState; outcome: string | null };
    prize: Prize | null;
  },
): MessageGiven[] {
  const { publicId: id } = member;
  const why = { play: play.id, pool: play.pool, outcome: play.outcome };
  const isGiven = prize?.kind !== "units" || givePrizeUnits(draft, facts, { member: id, ...prize, why });
  if (prize && isGiven) countPrize(draft, facts, id, prize);
  const won = { on: "prize-won", data: { pool: pool.facts.pool, outcome: play.outcome } };
  const { messages } = bring(draft, facts, given, { member: id, events: play.state === "won" ? [won] : [] });
  settle(draft, facts, given, member);
  return messages;
}

/** What a settled play gives under its pool's own terms: its tier's prize, or the consolation; null: nothing. */
export function prizeOf(
  pool: Pick<PoolFacts, "terms">,
  { state, outcome }: { state: PlayState; outcome: string | null },
): Prize | null {
  const terms = termsOf(pool);
  if (state !== "won") return terms.consolation ?? null;
  const line = terms.table.find(({ id }) => id === outcome);
  if (!line) throw new Error(`a play won ${outcome}, which its pool does not have`);
  return line.prize;
}

/** A prize as it is shown. */
export function prizeGiven(prize: Prize, language: string): PrizeGiven {
  const name = say(prize.name, language);
  return prize.kind === "units"
    ? { kind: prize.kind, name, unit: prize.unit, amount: prize.amount }
    : { kind: prize.kind, name, unit: null, amount: null };
}
