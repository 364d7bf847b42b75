/** Inactivity: a member who bought nothing for the days that the programme states is raised once, until she buys again. */
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import { type Brought, bring } from "./bring.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { judgePause } from "./paused.ts";
import { releaseLapsed } from "./units.ts";

export interface FellQuiet extends Brought {
  operation: string;
  member: string;
}

/** Refusals, in order: member_unknown, not_due, earning_paused (nothing stored). A guest and a frozen member are let be. */
export function decideInactivity(facts: Facts, _request: { member: string }, given: Given): Decided<FellQuiet> {
  const { member, today } = facts;
  if (!member) return cannotDecide("member_unknown");
  const { inactiveAfterDays } = facts.current.programme;
  const { activeOn, isQuiet } = member.facts;
  const isDue = inactiveAfterDays !== undefined && activeOn !== undefined && activeOn + inactiveAfterDays <= today;
  if (!isDue || isQuiet || member.state !== "joined") return cannotDecide("not_due");
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "earning");
  if (paused) return paused;
  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const brought = bring(draft, facts, given, { member: id, events: [{ on: "inactivity", data: {} }] });
  const now = asKind(draft.holder(id) ?? member, "member");
  settle(draft, facts, given, now, { facts: { ...now.facts, isQuiet: true } });
  return { written: draft.written(id), outcome: { operation: given.operation, member: id, ...brought } };
}
