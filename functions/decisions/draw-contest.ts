/** The draw: the secret is revealed, and manifest and secret rank the entries. Each rank is claimed, so it is drawn once. */
import { drawContest } from "../draws/contest.ts";
import type { ContestManifest } from "../draws/manifest.ts";
import { contest as contestTerms } from "../programme/draws/contest.ts";
import type { ContestFacts } from "../values/holder.ts";
import type { Json } from "../values/json.ts";
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { rulesHashOf, secretOf } from "./open-contest.ts";

export interface ContestDraw {
  contest: string;
  /** The whole entries file. */
  file: Uint8Array;
  /** The contest as the document of its version words it. */
  wording: Json;
}

export interface ContestDrawn {
  operation: string;
  contest: string;
  seed: string;
  secret: string;
  ranking: ContestFacts["ranking"];
}

/** Refusals, in order: contest_unknown, not_due (nothing stored). Throws a fault for other words, another file or another secret than those committed to. */
export function decideDrawContest(
  facts: Facts,
  { contest: id, file, wording }: ContestDraw,
  given: Given,
): Decided<ContestDrawn> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const { manifest: text, rulesHash } = contest.facts;
  if (contest.state !== "frozen" || text === null) return cannotDecide("not_due");
  if (rulesHashOf(wording) !== rulesHash) throw new RangeError(`${id} was opened under other words`);
  // Written by decideSealContest, which judged it.
  const manifest = JSON.parse(text) as ContestManifest;
  const secret = given.secret(secretOf(id));
  const { seed, ranking } = drawContest(manifest, file, { mode: "commit", secret });

  const draft = draftOf(facts);
  for (const { rank } of ranking) draft.claim(`draw:${id}:${rank}`);
  draft.change(contest, {
    state: "drawn",
    dueAt: facts.now,
    facts: { ...contest.facts, secret, ranking, prizes: contestTerms.parse(wording).prizes },
  });
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, contest: id, seed, secret, ranking },
  };
}
