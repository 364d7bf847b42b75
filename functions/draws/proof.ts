/**
 * The proof of a contest in mode commit, and the check of it that a member runs: in her browser, or with bin/verify. It
 * reads what strangers wrote, so it never throws: what is wrong becomes a sentence.
 */
import { isHex } from "../values/hex.ts";
import { commitmentOf, contestSeed, type RankedEntry, rankEntries } from "./contest.ts";
import { type Entry, encodeEntries, faultOfEntriesFile, faultOfEntry, summariseEntries } from "./entries.ts";
import { type ContestLog, checkContestLog, contestLogSteps } from "./log/contest-log.ts";
import type { Known } from "./log/receipt.ts";
import { CONTEST, type ContestManifest, contestManifestHash, faultOfManifest, isManifest } from "./manifest.ts";
import { exactly, having, kind, listOf, orNull, shown } from "./shape.ts";
import { sumRoot } from "./sum-tree.ts";
import { counted, OPERATOR_RUN, type Step, step, type Verdict, verdict } from "./verdict.ts";

/**
 * What `/v1/contests/{id}/proof` answers. Entries are in file order; `secret` is null, and the ranking empty, until the
 * draw; ranks 1 to `winners` have won, the `alternates` after them stand by in this order.
 */
export type ContestProof = {
  v: typeof CONTEST;
  contest: string;
  manifest: ContestManifest;
  manifestHash: string;
  entropy: { mode: "commit"; commit: string; secret: string | null };
  entries: Entry[];
  ranking: RankedEntry[];
  winners: number;
  alternates: number;
  log?: ContestLog | null;
};

/** The fields with their kinds only: what they hold is for the steps to judge, each in its own words. */
const checkForm = having({
  v: exactly(CONTEST),
  contest: kind("string"),
  manifest: having({}),
  manifestHash: kind("string"),
  entropy: having({ mode: exactly("commit"), commit: kind("string"), secret: orNull(kind("string")) }),
  entries: listOf(having({ tag: kind("string"), weight: kind("number") })),
  ranking: listOf(
    having({
      rank: kind("number"),
      tag: kind("string"),
      ticket: kind("number"),
      of: kind("number"),
      word: kind("number"),
    }),
  ),
  winners: kind("number"),
  alternates: kind("number"),
});

/** What a proof has in which the manifest has not been judged yet. */
type FormedProof = Omit<ContestProof, "manifest"> & { manifest: Record<string, unknown> };

const UNPROVEN = [
  "The operator knew the secret while entries were open, and could have added, withheld or weighed entries with it",
  "When the manifest was published: compare its hash with the one in your receipt or in the public log",
  "Who stands behind a tag, and that everyone who qualified is in: look for your own tag and its tickets",
];

/**
 * Recomputes a contest's proof. Steps, in order: form, manifest, manifest hash, entries, tickets, entries file, entries
 * tree (when the manifest has its root), commitment, seed, rank 1 …, ranking, and what the public log says (log/contest-log.ts).
 * Steps that need a failed one are left out.
 * Never throws for JSON, whatever it holds.
 */
export function verifyContestProof(proof: unknown, known?: Known): Verdict {
  const steps: Step[] = [];
  if (hasForm(proof)) {
    recompute(proof, steps);
    steps.push(...logSteps(proof, known));
  } else steps.push(step("form", checkForm(proof, "the proof"), ""));
  return verdict(steps, { label: OPERATOR_RUN, unproven: UNPROVEN });
}

/** The proof's part in the public log; proofs that were kept from before there was one have none. */
function logSteps(proof: FormedProof, known: Known | undefined): Step[] {
  const { log } = proof;
  if (log === undefined) return [];
  const fault = checkContestLog(log, "the proof's log");
  return fault === null ? contestLogSteps(log, proof, known) : [step("log", fault, "")];
}

/** checkForm names every field of the type. */
function hasForm(proof: unknown): proof is FormedProof {
  return checkForm(proof, "the proof") === null;
}

function recompute(proof: FormedProof, steps: Step[]): void {
  steps.push(step("form", null, `this is a proof of version ${CONTEST} for the contest ${shown(proof.contest)}`));

  const { manifest } = proof;
  steps.push(
    step(
      "manifest",
      faultOfManifest(manifest) ?? disagreement(proof),
      "the manifest is complete, and the proof repeats it",
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

  const { secret } = proof.entropy;
  steps.push(commitmentStep(proof.entropy, manifest));
  if (secret === null) {
    const fault = proof.ranking.length === 0 ? null : "a ranking is published, and the secret is not";
    steps.push(step("ranking", fault, "the contest has not been drawn yet"));
    return;
  }
  if (!isHex(secret, 32) || manifest.entropy.mode !== "commit" || commitmentOf(secret) !== manifest.entropy.commit)
    return;
  const seed = contestSeed(manifest, { mode: "commit", secret });
  steps.push(step("seed", null, `the manifest's hash and the secret give the seed ${seed}`));
  rankSteps(proof, rankEntries({ file, seed, places: manifest.winners + manifest.alternates }), steps);
}

/** Where the proof says something else than its manifest, or null. */
function disagreement({ manifest, contest, winners, alternates, entropy }: FormedProof): string | null {
  if (!isManifest(manifest)) return null;
  if (manifest.entropy.mode !== "commit") return `the manifest's entropy is ${manifest.entropy.mode}, not commit`;
  const pairs: [string, unknown, unknown][] = [
    ["contest", contest, manifest.contest],
    ["winners", winners, manifest.winners],
    ["alternates", alternates, manifest.alternates],
    ["entropy.commit", entropy.commit, manifest.entropy.commit],
  ];
  for (const [name, said, fixed] of pairs) {
    if (said !== fixed) return `the proof's ${name} is ${shown(said)}, the manifest's is ${shown(fixed)}`;
  }
  return null;
}

/** The entries as a file, or null when they cannot be one. */
function entriesStep(entries: readonly Entry[], steps: Step[]): Uint8Array | null {
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

function commitmentStep({ secret }: FormedProof["entropy"], { entropy }: ContestManifest): Step {
  const commit = entropy.mode === "commit" ? entropy.commit : "none";
  if (secret === null) return step("commitment", null, `a secret is committed to by ${commit}, and not revealed yet`);
  if (!isHex(secret, 32))
    return step("commitment", `the secret is ${shown(secret)}, not 32 bytes of lower-case hex`, "");
  const found = commitmentOf(secret);
  return step(
    "commitment",
    found === commit ? null : `the secret's commitment is ${found}, the manifest says ${commit}`,
    "the revealed secret is the one committed to before",
  );
}

function rankSteps({ ranking, winners }: FormedProof, drawn: readonly RankedEntry[], steps: Step[]): void {
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
