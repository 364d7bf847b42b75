/**
 * A transfer: a member gives another of what she can spend. What expires first goes first and keeps its days, so that no ring of
 * gifts lengthens a life. It is no earning: no metric, cap, budget or rule counts it.
 */
import { isTransferable } from "../programme/unit.ts";
import { heldFor, lotOf, transferHolder } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { lastDayOf } from "./lots.ts";
import { knownMember, survivorOf } from "./member.ts";
import { judgePause } from "./paused.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { give, releaseLapsed, spend, spendable } from "./units.ts";

export interface Transfer {
  member: string;
  /** Who is given it, by id. */
  to: string;
  unit: string;
  /** Whole units, 1 or more. */
  amount: number;
}

export interface Transferred {
  operation: string;
  unit: string;
  amount: number;
  /** What went, by its last good day. */
  slices: { amount: number; expiresOn: Day }[];
  /** The giver's. */
  balances: Record<string, Balance>;
}

/**
 * Refusals, in order: member_unknown (the recipient; nothing stored); to_herself, member_frozen, member_not_joined (the giver),
 * recipient_unavailable (frozen, or not joined; stored); redemption_paused, invalid (no such unit; nothing stored); not_transferable,
 * points_short (what she owes is not hers to give; stored).
 */
export function decideTransfer(facts: Facts, { to, unit, amount }: Transfer, given: Given): Decided<Transferred> {
  const recipient = recipientIn(facts, to);
  if (isRefusal(recipient)) return recipient;
  const giver = knownMember(facts);
  if (recipient.publicId === facts.member?.publicId) return refuse("to_herself");
  if (isRefusal(giver)) return giver;
  if (giver.state !== "joined") return refuse("member_not_joined");
  if (recipient.state !== "joined") return refuse("recipient_unavailable");
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "redemption");
  if (paused) return paused;
  const { programme } = facts.current;
  if (!programme.units[unit]) return cannotDecide("invalid", { units: Object.keys(programme.units) }, "/unit");
  if (!isTransferable(programme, unit)) return refuse("not_transferable", { unit });

  const [from, into] = [giver.publicId, recipient.publicId];
  for (const member of [from, into]) releaseLapsed(draft, facts, member);
  const short = judgeFree(draft, facts, { member: from, unit, amount });
  if (short) return short;
  const slices = move(draft, facts, given, { from, into, unit, amount });
  settle(draft, facts, given, giver);
  settle(draft, facts, given, recipient);
  return {
    written: draft.written(from),
    outcome: { operation: given.operation, unit, amount, slices, balances: balancesOf(draft, facts, from) },
  };
}

/** Who is given it, or whom she became. Refusals: member_unknown, for an erased one too. */
function recipientIn({ holders }: Facts, to: string): Holder<"member"> | Refusal {
  const known = holders.get(to);
  const member = known?.kind === "member" ? survivorOf(asKind(known, "member"), (id) => holders.get(id)) : undefined;
  return member === undefined || member.state === "erased" ? cannotDecide("member_unknown", {}, "/to") : member;
}

/** Whether she has as much beyond what she owes. Refusals: points_short. Null: she has. */
function judgeFree(
  draft: Draft,
  facts: Facts,
  { member, unit, amount }: { member: string; unit: string; amount: number },
): Refusal | null {
  const { debt = 0 } = balancesOf(draft, facts, member)[unit] ?? {};
  const has = Math.max(0, spendable(draft, facts, member, unit) - debt);
  return has < amount
    ? refuse("points_short", { unit, has, needs: amount, ...(debt > 0 ? { owes: debt } : {}) })
    : null;
}

/**
 * Moves it through an account of its own, so that neither's lines say anything of the other. A slice that is left from when the
 * unit's expiry slid gets the giver's date as its day.
 */
function move(
  draft: Draft,
  facts: Facts,
  given: Given,
  { from, into, unit, amount }: { from: string; into: string; unit: string; amount: number },
): Transferred["slices"] {
  const name = transferHolder(given.operation);
  draft.open<"transfer">({
    publicId: name,
    kind: "transfer",
    owner: into,
    state: "given",
    dueAt: null,
    facts: { unit, amount },
  });
  const between = heldFor(name, unit);
  const about = { unit, reason: "transfer", why: {} } as const;
  const taken = spend(draft, facts, { ...about, member: from, amount, to: between });
  return taken.map(({ amount: part, ...days }) => {
    const expiresOn = lastDayOf(draft, lotOf(from, unit, days));
    const lot = { availableOn: days.availableOn, expiresOn };
    give(draft, facts, { ...about, member: into, amount: part, from: between, lot });
    return { amount: part, expiresOn };
  });
}
