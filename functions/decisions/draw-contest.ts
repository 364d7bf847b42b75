/** The draw: what decides is known, and manifest and that rank the entries. Each rank is claimed, so it is drawn once. */
import { drawContest } from "../draws/contest.ts";
import type { ContestManifest } from "../draws/manifest.ts";
import { contest as contestTerms } from "../programme/draws/contest.ts";
import type { ContestFacts } from "../values/contest-facts.ts";
import type { Material } from "../values/entropy.ts";
import type { Holder } from "../values/holder.ts";
import type { Json } from "../values/json.ts";
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { rulesHashOf, secretOf } from "./open-contest.ts";
import { furtherPrizes } from "./second-chance.ts";

export interface ContestDraw {
  contest: string;
  /** The whole entries file. */
  file: Uint8Array;
  /** The contest as the document of its version words it. */
  wording: Json;
}

/** What was read with the facts: the stored beacon of its round; null: none. */
export interface BeaconFound {
  signature: string | null;
}

export interface ContestDrawn {
  operation: string;
  contest: string;
  seed: string;
  material: Material;
  ranking: ContestFacts["ranking"];
}

/** Refusals, in order: contest_unknown, not_due (nothing stored). Throws a fault for other words, another file or another secret than those committed to. */
export function decideDrawContest(
  facts: Facts,
  { contest: id, file, wording, signature }: ContestDraw & BeaconFound,
  given: Given,
): Decided<ContestDrawn> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const { manifest: text, rulesHash } = contest.facts;
  if ((contest.state !== "frozen" && contest.state !== "awaiting") || text === null) return cannotDecide("not_due");
  const material = materialOf(contest, signature, given);
  if (material === null) return cannotDecide("not_due");
  if (rulesHashOf(wording) !== rulesHash) throw new RangeError(`${id} was opened under other words`);
  // Written by decideSealContest, which judged it.
  const manifest = JSON.parse(text) as ContestManifest;
  const { seed, ranking } = drawContest(manifest, file, material);

  const draft = draftOf(facts);
  for (const { rank } of ranking) draft.claim(`draw:${id}:${rank}`);
  draft.change(contest, {
    state: "drawn",
    dueAt: facts.now,
    facts: {
      ...contest.facts,
      material,
      ranking,
      prizes: [...contestTerms.parse(wording).prizes, ...furtherPrizes(contest.facts)],
    },
  });
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, contest: id, seed, material, ranking },
  };
}

/** What decides, or null while it is not known. */
function materialOf(
  { publicId, facts: { entropy, material } }: Holder<"contest">,
  signature: string | null,
  given: Given,
): Material | null {
  switch (entropy.mode) {
    case "commit":
      return { mode: "commit", secret: given.secret(secretOf(publicId)) };
    case "drand":
      return signature === null ? null : { mode: "drand", round: entropy.round, signature };
    case "manual":
      return material;
    case "fixed":
      return { mode: "fixed", secret: entropy.secret };
    default:
      return entropy satisfies never;
  }
}
