/**
 * The proof of a contest, and the check of it that a member runs: in her browser, or with bin/verify. It reads what
 * strangers wrote, so it never throws: what is wrong becomes a sentence.
 */
import { LABELS, type Material } from "../values/entropy.ts";
import type { BeaconJudge } from "./beacon.ts";
import { contestSeed, faultOfMaterial, type RankedEntry, rankEntries } from "./contest.ts";
import { encodeEntries, faultOfEntriesFile, faultOfEntry, summariseEntries } from "./entries.ts";
import { CONTEST, type ContestManifest, contestManifestHash, faultOfManifest, isManifest } from "./manifest.ts";
import { checkMaterial, luckSteps, unprovenBy } from "./proof-luck.ts";
import { type Check, exactly, having, isObject, kind, listOf, orNull, shown } from "./shape.ts";
import { sumRoot } from "./sum-tree.ts";
import { counted, type Step, step, type Verdict, verdict } from "./verdict.ts";

/**
 * What `/v1/contests/{id}/proof` answers. Entries are tag and weight, in file order; `material` and `seed` are null, and the
 * ranking empty, until the draw; ranks 1 to the manifest's `winners` have won, the alternates after them stand by in this
 * order. `label` says how far the luck can be trusted.
 */
export type ContestProof = {
  version: typeof CONTEST;
  manifest: ContestManifest;
  manifestHash: string;
  entries: [tag: string, weight: number][];
  material: Material | null;
  seed: string | null;
  ranking: RankedEntry[];
  label: string;
};

const checkPair: Check = (value, where) =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && typeof value[1] === "number"
    ? null
    : `${where} is ${shown(value)}, not a tag and a weight`;

/** The fields with their kinds only: what they hold is for the steps to judge, each in its own words. */
const checkForm = having({
  version: exactly(CONTEST),
  manifest: having({}),
  manifestHash: kind("string"),
  entries: listOf(checkPair),
  material: orNull(checkMaterial),
  seed: orNull(kind("string")),
  ranking: listOf(
    having({
      rank: kind("number"),
      tag: kind("string"),
      ticket: kind("number"),
      of: kind("number"),
      word: kind("number"),
    }),
  ),
  label: kind("string"),
});

/** What a proof has in which the manifest has not been judged yet. */
type FormedProof = Omit<ContestProof, "manifest"> & { manifest: Record<string, unknown> };

/**
 * Recomputes a contest's proof. Steps, in order: form, manifest, manifest hash, entries, tickets, entries file, entries
 * tree (when the manifest has its root), those of the luck (proof-luck.ts), seed, rank 1 …, ranking. Steps that need a
 * failed one are left out. A beacon is for `judge`: without one, a proof that has a beacon does not hold. Never throws for
 * JSON, whatever it holds.
 */
export function verifyContestProof(proof: unknown, judge: BeaconJudge | null = null): Verdict {
  const steps: Step[] = [];
  if (hasForm(proof)) recompute(proof, judge, steps);
  else steps.push(step("form", checkForm(proof, "the proof"), ""));
  const entropy = isObject(proof) && isManifest(proof.manifest) ? proof.manifest.entropy : null;
  return verdict(steps, { label: entropy && LABELS[entropy.mode], unproven: unprovenBy(entropy) });
}

/** checkForm names every field of the type. */
function hasForm(proof: unknown): proof is FormedProof {
  return checkForm(proof, "the proof") === null;
}

function recompute(proof: FormedProof, judge: BeaconJudge | null, steps: Step[]): void {
  const { manifest, material } = proof;
  steps.push(step("form", null, `this is a proof of version ${CONTEST} for the contest ${shown(manifest.contest)}`));
  steps.push(
    step(
      "manifest",
      faultOfManifest(manifest) ?? disagreement(proof),
      "the manifest is complete, and the label is that of its entropy",
    ),
  );
  if (!isManifest(manifest)) return;
  const hash = contestManifestHash(manifest);
  const hashFault =
    proof.manifestHash === hash ? null : `the manifest's hash is ${hash}, the proof says ${shown(proof.manifestHash)}`;
  steps.push(step("manifest hash", hashFault, `the manifest's hash is ${hash}, as published`));

  const file = entriesStep(proof.entries, steps);
  if (file === null) return;
  fileSteps(manifest, file, steps);

  steps.push(...luckSteps(manifest, material, judge));
  if (material === null) {
    const early = proof.ranking.length > 0 ? "a ranking" : "a seed";
    const fault =
      proof.ranking.length === 0 && proof.seed === null ? null : `${early} is published, and what decides is not`;
    steps.push(step("ranking", fault, "the contest has not been drawn yet"));
    return;
  }
  if (faultOfMaterial(manifest, material) !== null) return;
  const seed = contestSeed(manifest, material);
  const seedFault = proof.seed === seed ? null : `the seed is ${seed}, published is ${shown(proof.seed)}`;
  steps.push(step("seed", seedFault, `the manifest's hash and what became known give the seed ${seed}`));
  rankSteps(proof, rankEntries({ file, seed, places: manifest.winners + manifest.alternates }), manifest, steps);
}

/** Where the proof says something else than its manifest, or null. */
function disagreement({ manifest, label }: FormedProof): string | null {
  if (!isManifest(manifest)) return null;
  const wanted = LABELS[manifest.entropy.mode];
  return label === wanted ? null : `the label is ${shown(label)}, and entropy ${manifest.entropy.mode} is "${wanted}"`;
}

/** The entries as a file, or null when they cannot be one. */
function entriesStep(pairs: ContestProof["entries"], steps: Step[]): Uint8Array | null {
  const entries = pairs.map(([tag, weight]) => ({ tag, weight }));
  let fault: string | null = null;
  for (let position = 0; fault === null && position < entries.length; position++) {
    const entry = entries[position];
    if (entry !== undefined) fault = faultOfEntry(entry, position);
  }
  const file = fault === null ? encodeEntries(entries) : null;
  if (file !== null) fault = faultOfEntriesFile(file);
  steps.push(step("entries", fault, "each tag is there once, in order, with at least one ticket"));
  return fault === null ? file : null;
}

function fileSteps({ entries }: ContestManifest, file: Uint8Array, steps: Step[]): void {
  const { count, total, sha256 } = summariseEntries(file);
  const has = `${counted(count, "entrant")} with ${counted(total, "ticket")}`;
  const tickets =
    count === entries.count && total === entries.total
      ? null
      : `the entries are ${has}, the manifest says ${entries.count} with ${entries.total}`;
  steps.push(step("tickets", tickets, `the entries are ${has}, as the manifest says`));
  const digest =
    sha256 === entries.sha256 ? null : `the entries' SHA-256 is ${sha256}, the manifest says ${entries.sha256}`;
  steps.push(step("entries file", digest, `the entries' SHA-256 is ${sha256}, as the manifest says`));
  if (entries.sumroot === undefined) return;
  const root = sumRoot(file);
  const tree =
    root === entries.sumroot ? null : `the entries' tree has the root ${root}, the manifest says ${entries.sumroot}`;
  steps.push(step("entries tree", tree, `the entries' tree has the root ${root}, as the manifest says`));
}

function rankSteps(
  { ranking }: FormedProof,
  drawn: readonly RankedEntry[],
  { winners }: ContestManifest,
  steps: Step[],
): void {
  drawn.forEach((wanted, index) => {
    const { rank, tag, ticket, of } = wanted;
    const place = rank <= winners ? "a winner" : "an alternate";
    const published = ranking[index];
    const says = `ticket ${ticket} of ${of} falls to ${tag}, ${place}`;
    const same = published !== undefined && rankedAlike(published, wanted);
    const fault = same ? null : `${says}; published is ${published === undefined ? "nobody" : rowInWords(published)}`;
    steps.push(step(`rank ${rank}`, fault, `${says}, as published`));
  });
  const fault =
    ranking.length === drawn.length
      ? null
      : `${counted(ranking.length, "rank")} are published, and the draw has ${drawn.length}`;
  steps.push(step("ranking", fault, `all of the ${counted(drawn.length, "rank")} are published, and no other`));
}

function rankedAlike(one: RankedEntry, other: RankedEntry): boolean {
  return (
    one.rank === other.rank &&
    one.tag === other.tag &&
    one.ticket === other.ticket &&
    one.of === other.of &&
    one.word === other.word
  );
}

function rowInWords({ rank, tag, ticket, of, word }: RankedEntry): string {
  return `rank ${rank}, ticket ${ticket} of ${of}, tag ${shown(tag)}, after ${word} words`;
}
