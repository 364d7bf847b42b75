import { commit } from "../database/commit.ts";
import { answersIn, askStep, countStep, nearStep, showStep } from "../database/nearby-tags.ts";
import { decideNearby, type Nearby, type NearbyChange } from "../decisions/nearby.ts";
import type { Instant } from "../values/day.ts";
import type { Ledger, Verb } from "./verb.ts";

/** Lets her friends see that she is near, or stops it, with all that was shown. */
export const changeNearby: Verb<NearbyChange, Nearby & { operation: string }> = {
  kind: "change-nearby",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  decide: decideNearby,
};

/** Blind tags, by the half of a friendship that they are of. */
export interface Tagged {
  friend: string;
  tags: string[];
}

/**
 * Shows her tags to her friends until `until`. No operation: it would be kept for ever when she was near anything, and what
 * it writes is gone within half an hour. Answers how many calls she made within the hour, this one included, and to how many
 * friends she is shown. Throws a fault when the database did not take it.
 */
export async function showTags(
  { client }: Pick<Ledger, "client">,
  about: { member: string; tagged: Tagged[]; now: Instant; until: Instant },
): Promise<{ calls: number; shown: number }> {
  const committed = await commit(client, [countStep(about), showStep(about)]);
  if (!committed.isCommitted) throw committed.fault;
  const [counted = [], shown = []] = committed.rows;
  return { calls: Number(counted[0]?.calls ?? 0), shown: shown.length };
}

/**
 * Which friends one of whose tags is among those asked about. Null: that friend was asked about at other places already in
 * this quarter of an hour, or she shows nothing of herself to him. Throws a fault when the database did not take it.
 */
export async function askTags(
  { client }: Pick<Ledger, "client">,
  about: { member: string; tagged: Tagged[]; now: Instant },
): Promise<{ calls: number; near: Map<string, boolean | null> }> {
  const committed = await commit(client, [countStep(about), askStep(about), nearStep(about)]);
  if (!committed.isCommitted) throw committed.fault;
  const [counted = [], , near = []] = committed.rows;
  return { calls: Number(counted[0]?.calls ?? 0), near: answersIn(near) };
}
