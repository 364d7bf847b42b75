/**
 * The proof of a contest, and the check of it that a member runs: in her browser, or with bin/verify. It reads what
 * strangers wrote, so it never throws: what is wrong becomes a sentence.
 */
import { LABELS, type Material } from "../values/entropy.ts";
import type { BeaconJudge } from "./beacon.ts";
import { contestSeed, faultOfMaterial, type RankedEntry, rankEntriesInParts } from "./contest.ts";
import {
  digestEntries,
  ENTRY_BYTES,
  type EntriesSummary,
  type Entry,
  encodeEntries,
  faultOfEntriesFile,
  faultOfEntry,
} from "./entries.ts";
import { type ContestLog, checkContestLog, contestLogSteps } from "./log/contest-log.ts";
import type { Known } from "./log/receipt.ts";
import { CONTEST, type ContestManifest, contestManifestHash, faultOfManifest, isManifest } from "./manifest.ts";
import { finished, type InParts } from "./progress.ts";
import { checkMaterial, luckSteps, unprovenBy } from "./proof-luck.ts";
import { said } from "./said.ts";
import {
  anyNumber,
  anyString,
  type Check,
  exactly,
  having,
  hex,
  integer,
  isObject,
  listOf,
  orNull,
  shown,
} from "./shape.ts";
import { sumRootInParts } from "./sum-tree.ts";
import { counted, countOf, faultOfLabel, hashStep, type Step, step, type Verdict, verdict } from "./verdict.ts";

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
  /** Its acts in the public log; null: nothing of it is sealed yet. Proofs from before there was a log have none. */
  log?: ContestLog | null;
};

const checkPair: Check = (value, where) =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && typeof value[1] === "number"
    ? null
    : `${where} is ${shown(value)}, not a tag and a weight`;

/** The fields with their kinds only: what they hold is for the steps to judge, each in its own words. */
const checkForm = having(
  {
    version: exactly(CONTEST),
    manifest: having({}),
    manifestHash: anyString,
    material: orNull(checkMaterial),
    seed: orNull(anyString),
    ranking: listOf(
      having({
        rank: anyNumber,
        tag: anyString,
        ticket: anyNumber,
        of: anyNumber,
        word: anyNumber,
      }),
    ),
    label: anyString,
  },
  {
    entries: listOf(checkPair),
    entriesFile: having({ url: anyString, sha256: hex(32), count: integer(0) }),
  },
);

/** Entries that are in a proof itself; of more than these it says where their file is. */
export const ENTRIES_MAX = 10_000;

/** The proof of a contest with more entries: `url` answers the file of 20-byte records (entries.ts), `count` of them. */
export type LargeContestProof = Omit<ContestProof, "entries"> & {
  entriesFile: { url: string; sha256: string; count: number };
};

/** What a proof has in which the manifest has not been judged yet. */
type FormedProof = Omit<ContestProof, "manifest" | "entries"> & {
  manifest: Record<string, unknown>;
  entries?: ContestProof["entries"];
  entriesFile?: LargeContestProof["entriesFile"];
};

/**
 * Recomputes a contest's proof. Steps, in order: form, manifest, manifest hash, entries, tickets, entries file, entries
 * tree (when the manifest has its root), those of the luck (proof-luck.ts), seed, rank 1 …, ranking, and what the public log
 * says (log/contest-log.ts). Steps that need a failed one are left out. A beacon is for `judge`: without one, a proof that has a beacon does not hold. Never throws for
 * JSON, whatever it holds.
 */
export function verifyContestProof(proof: unknown, judge: BeaconJudge | null = null): Verdict {
  return finished(verifyContestInParts(proof, { judge, file: null }));
}

/** The same, in parts. `file` is the entries file, for a proof that only names it; another proof has its own. */
export function* verifyContestInParts(
  proof: unknown,
  { judge, file, known }: { judge: BeaconJudge | null; file: Uint8Array | null; known?: Known | undefined },
): InParts<Verdict> {
  const steps: Step[] = [];
  if (hasForm(proof)) {
    yield* recompute(proof, { judge, file, steps });
    steps.push(...logSteps(proof, known));
  } else steps.push(step("form", faultOfForm(proof), null));
  const entropy = isObject(proof) && isManifest(proof.manifest) ? proof.manifest.entropy : null;
  return verdict(steps, { label: entropy && LABELS[entropy.mode], unproven: unprovenBy(entropy) });
}

/** The proof's part in the public log; proofs that were kept from before there was one have none. */
function logSteps(proof: FormedProof, known: Known | undefined): Step[] {
  const { log } = proof;
  if (log === undefined) return [];
  const fault = checkContestLog(log, "the proof's log");
  const published = { ...proof, contest: String(proof.manifest.contest), prev: String(proof.manifest.prev) };
  return fault === null ? contestLogSteps(log, published, known) : [step("log", fault, null)];
}

/** checkForm names every field of the type. */
function hasForm(proof: unknown): proof is FormedProof {
  return faultOfForm(proof) === null;
}

function faultOfForm(proof: unknown): string | null {
  const fault = checkForm(proof, "the proof");
  if (fault !== null || !isObject(proof)) return fault;
  const { entries, entriesFile } = proof;
  return (entries === undefined) === (entriesFile === undefined)
    ? `the proof has ${entries === undefined ? "no entries, and no" : "entries, and an"} entriesFile`
    : null;
}

function* recompute(
  proof: FormedProof,
  { judge, file: given, steps }: { judge: BeaconJudge | null; file: Uint8Array | null; steps: Step[] },
): InParts<void> {
  const { manifest, material } = proof;
  const contest = shown(manifest.contest);
  steps.push(step("form", null, said("form.contest", { version: CONTEST, contest })));
  steps.push(step("manifest", faultOfManifest(manifest) ?? disagreement(proof), said("manifest.complete")));
  if (!isManifest(manifest)) return;
  const hash = contestManifestHash(manifest);
  steps.push(hashStep("manifest", hash, proof.manifestHash));

  const file = yield* entriesFileOf(proof, given);
  const fault = typeof file === "string" ? file : faultOfEntriesFile(file);
  steps.push(step("entries", fault, said("entries.sound")));
  if (fault !== null || typeof file === "string") return;
  yield* fileSteps({ manifest, named: proof.entriesFile }, file, steps);

  steps.push(...luckSteps(manifest, material, judge));
  if (material === null) {
    const early = proof.ranking.length > 0 ? "a ranking" : "a seed";
    const fault =
      proof.ranking.length === 0 && proof.seed === null ? null : `${early} is published, and what decides is not`;
    steps.push(step("ranking", fault, said("ranking.none")));
    return;
  }
  if (faultOfMaterial(manifest, material) !== null) return;
  const seed = contestSeed(manifest, material);
  const seedFault = proof.seed === seed ? null : `the seed is ${seed}, published is ${shown(proof.seed)}`;
  steps.push(step("seed", seedFault, said("ranking.seed", { seed })));
  rankSteps(
    proof,
    yield* rankEntriesInParts({ file, seed, places: manifest.winners + manifest.alternates }),
    manifest,
    steps,
  );
}

/** Where the proof says something else than its manifest, or null. */
function disagreement({ manifest, label }: FormedProof): string | null {
  return isManifest(manifest) ? faultOfLabel(label, manifest.entropy.mode) : null;
}

/** Entries of a part. */
const PART = 2_000;

/** The entries of a proof as a file, or what keeps them from being one. */
export function* entriesFileOf(
  { entries }: { entries?: ContestProof["entries"] },
  given: Uint8Array | null,
): InParts<Uint8Array | string> {
  if (entries === undefined) return given ?? "the proof names a file of entries, which is not here";
  const file = new Uint8Array(entries.length * ENTRY_BYTES);
  for (let from = 0; from < entries.length; from += PART) {
    yield { done: from, of: entries.length };
    const part: Entry[] = entries.slice(from, from + PART).map(([tag, weight]) => ({ tag, weight }));
    for (const [index, entry] of part.entries()) {
      const fault = faultOfEntry(entry, from + index);
      if (fault !== null) return fault;
    }
    file.set(encodeEntries(part), from * ENTRY_BYTES);
  }
  return file;
}

function* fileSteps(
  { manifest: { entries }, named }: { manifest: ContestManifest; named: FormedProof["entriesFile"] },
  file: Uint8Array,
  steps: Step[],
): InParts<void> {
  const { count, total, sha256 } = yield* summaryOf(file);
  const has = `${counted(count, "entrant")} with ${counted(total, "ticket")}`;
  const tickets =
    count === entries.count && total === entries.total
      ? null
      : `the entries are ${has}, the manifest says ${entries.count} with ${entries.total}`;
  steps.push(
    step(
      "tickets",
      tickets,
      said("entries.counted", { entrants: countOf(count, "entrants"), tickets: countOf(total, "tickets") }),
    ),
  );
  const namedFault =
    named === undefined || (named.sha256 === entries.sha256 && named.count === entries.count)
      ? null
      : `the proof names another file, ${named.sha256} of ${named.count}, than the manifest`;
  const digest =
    sha256 === entries.sha256 ? namedFault : `the entries' SHA-256 is ${sha256}, the manifest says ${entries.sha256}`;
  steps.push(step("entries file", digest, said("entries.hash", { hash: sha256 })));
  if (entries.sumroot === undefined) return;
  const root = yield* sumRootInParts(file);
  const tree =
    root === entries.sumroot ? null : `the entries' tree has the root ${root}, the manifest says ${entries.sumroot}`;
  steps.push(step("entries tree", tree, said("entries.tree", { hash: root })));
}

function* summaryOf(file: Uint8Array): InParts<EntriesSummary> {
  const digest = digestEntries();
  for (let from = 0; from < file.length; from += PART * ENTRY_BYTES) {
    yield { done: from, of: file.length };
    digest.add(file.subarray(from, from + PART * ENTRY_BYTES));
  }
  return digest.summary();
}

function rankSteps(
  { ranking }: FormedProof,
  drawn: readonly RankedEntry[],
  { winners }: ContestManifest,
  steps: Step[],
): void {
  drawn.forEach((wanted, index) => {
    const { rank, tag, ticket, of } = wanted;
    const published = ranking[index];
    const falls = `ticket ${ticket} of ${of} falls to ${tag}, ${rank <= winners ? "a winner" : "an alternate"}`;
    const same = published !== undefined && rankedAlike(published, wanted);
    const fault = same ? null : `${falls}; published is ${published === undefined ? "nobody" : rowInWords(published)}`;
    const place = rank <= winners ? "ranking.winner" : "ranking.alternate";
    steps.push(step(`rank ${rank}`, fault, said(place, { ticket: String(ticket), of: String(of), tag })));
  });
  const fault =
    ranking.length === drawn.length
      ? null
      : `${counted(ranking.length, "rank")} are published, and the draw has ${drawn.length}`;
  steps.push(step("ranking", fault, said("ranking.whole", { ranks: countOf(drawn.length, "ranks") })));
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
