/** One door for whatever is checked: a bundle, or a proof by itself. The page, the command line and tests ask here. */
import type { EntropyMode } from "../../values/entropy.ts";
import type { BeaconJudge } from "../beacon.ts";
import { INSTANT, isConfiguration } from "../configuration.ts";
import { type Known, RECEIPT } from "../log/receipt.ts";
import { isManifest } from "../manifest.ts";
import type { InParts } from "../progress.ts";
import { type ContestProof, entriesFileOf } from "../proof.ts";
import { type Part, type Said, said } from "../said.ts";
import { isObject } from "../shape.ts";
import type { Verdict } from "../verdict.ts";
import { verifyInParts, versionOf } from "../verify.ts";
import { type Bundle, bundleOf, entriesOf, type Own } from "./bundle.ts";
import { contestStages } from "./contest-stages.ts";
import { playStages } from "./play-stages.ts";
import { receiptStages } from "./receipt-stages.ts";
import { contestShows, playShows, RECEIPT_SHOWS } from "./shows.ts";
import type { Stage } from "./stage.ts";

/**
 * What a check found. `name` says what the bundle is about. `ok`: everything that could be compared agrees. `label` is where
 * luck comes from, which says how far it can be trusted, `shows` what that means where all agrees, `unproven` what no proof can show.
 */
export type Checked = {
  of: "contest" | "play" | "receipt";
  name: Part;
  ok: boolean;
  stages: Stage[];
  label: EntropyMode | null;
  shows: Said[];
  unproven: Said[];
};

/** Checks a bundle, in parts; `own` is who checks, `known` what she knows of the log. Never throws for JSON, whatever it holds. */
export function* check(
  json: unknown,
  { own, judge, known }: { own: Own; judge: BeaconJudge; known?: Known },
): InParts<Checked> {
  const bundle = bundleOf(json);
  const proof = isObject(bundle.proof) ? bundle.proof : {};
  const given = entriesOf(bundle);
  const verdict = yield* verifyInParts(bundle.proof, { judge, file: given, known });
  const of = kindOf(versionOf(proof));
  const stages =
    of === "receipt"
      ? receiptStages({ bundle, verdict })
      : of === "play"
        ? playStages({ bundle, verdict, own })
        : contestStages({ bundle, verdict, own, file: yield* fileOf({ proof, given, verdict, own }) });
  const mode = modeOf(proof);
  return {
    of,
    name: nameOf(bundle, proof),
    ok: verdict.ok && stages.every(({ state }) => state !== "differs" && state !== "unreached"),
    stages,
    label: mode,
    shows: of === "receipt" ? RECEIPT_SHOWS : mode === null ? [] : of === "play" ? playShows(mode) : contestShows(mode),
    unproven: verdict.unproven,
  };
}

/** What is neither is checked as a contest: its first stage says what is wrong with it. */
function kindOf(version: unknown): Checked["of"] {
  if (version === INSTANT) return "play";
  return version === RECEIPT ? "receipt" : "contest";
}

/** The entries file, where somebody looks for herself in it and nothing is wrong with it. */
function* fileOf({
  proof,
  given,
  verdict,
  own,
}: {
  proof: Record<string, unknown>;
  given: Uint8Array | null;
  verdict: Verdict;
  own: Own;
}): InParts<Uint8Array | null> {
  const isSound = verdict.steps.some(({ name, ok }) => name === "entries" && ok);
  if (own.tag === undefined || !isSound) return null;
  // The step "entries" has judged their form.
  const file = yield* entriesFileOf(proof as { entries?: ContestProof["entries"] }, given);
  return typeof file === "string" ? null : file;
}

function modeOf({ manifest, config }: Record<string, unknown>): EntropyMode | null {
  if (isManifest(manifest)) return manifest.entropy.mode;
  return isConfiguration(config) ? config.entropy.mode : null;
}

function nameOf({ contest, play }: Bundle, { manifest, pool, record }: Record<string, unknown>): Part {
  if (isObject(contest) && typeof contest.name === "string") return contest.name;
  if (isManifest(manifest)) return manifest.contest;
  if (isObject(record) && typeof record.id === "string") return said("name.receipt", { operation: record.id });
  const name = typeof pool === "string" ? pool : said("name.bundle");
  return play === undefined ? name : said("name.play", { seq: String(play.seq), pool: name });
}
