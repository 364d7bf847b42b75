import { expect, test } from "vitest";
import { encodeEntries, summariseEntries } from "../../functions/draws/entries.ts";
import { contestManifestHash } from "../../functions/draws/manifest.ts";
import { type ContestProof, verifyContestProof } from "../../functions/draws/proof.ts";
import { independently } from "../support/independently.ts";
import { drawnContest } from "../support/proofs.ts";
import vectors from "./draw-vectors.json" with { type: "json" };

test("a sound proof holds, step by step, and says what it cannot show", () => {
  const verdict = verifyContestProof(drawnContest());
  expect(verdict.steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(verdict.ok).toBe(true);
  expect(verdict.steps.map(({ name }) => name)).toEqual([
    ...["form", "manifest", "manifest hash", "entries", "tickets", "entries file", "entries tree"],
    ...["commitment", "seed", "rank 1", "rank 2", "rank 3", "rank 4", "rank 5", "ranking"],
  ]);
  expect(verdict.label).toBe("Tamper-evident, operator-run");
  expect(verdict.unproven[0]).toMatch(/knew the secret while entries were open/);
});

test("the vectors' contest in mode commit is a sound proof, and an independent program finds the same", async () => {
  const { manifest, manifestHash, secret, commit, result } = vectors.contestCommit;
  const proof = {
    v: "tessera-contest/1",
    contest: manifest.contest,
    manifest,
    manifestHash,
    entropy: { mode: "commit", commit, secret },
    entries: vectors.contest.entries,
    ranking: result,
    winners: manifest.winners,
    alternates: manifest.alternates,
  };
  expect(verifyContestProof(proof).ok).toBe(true);
  expect(await independently(proof)).toMatchObject({ agrees: true, seed: vectors.contestCommit.seed, ranking: result });
});

test("before the draw the secret and the ranking are empty, and what is there holds", () => {
  const proof = drawnContest();
  proof.entropy.secret = null;
  proof.ranking = [];
  const verdict = verifyContestProof(proof);
  expect(verdict.ok).toBe(true);
  expect(verdict.steps.at(-1)).toMatchObject({ name: "ranking", says: "The contest has not been drawn yet." });
});

test("a contest that nobody entered has a proof too", () => {
  const proof = drawnContest();
  proof.manifest.entries = summariseEntries(encodeEntries([]));
  proof.manifestHash = contestManifestHash(proof.manifest);
  proof.entries = [];
  proof.ranking = [];
  expect(verifyContestProof(proof).ok).toBe(true);
});

/** Each change alone, and the first step that must not hold after it. */
const tamperings: [string, string, (proof: ContestProof) => void][] = [
  ["another version", "form", (p) => Object.assign(p, { v: "tessera-contest/2" })],
  ["another contest's name", "manifest", (p) => Object.assign(p, { contest: "con_week_43" })],
  ["more winners", "manifest", (p) => Object.assign(p, { winners: 4 })],
  ["fewer alternates", "manifest", (p) => Object.assign(p, { alternates: 1 })],
  ["another commitment", "manifest", (p) => Object.assign(p.entropy, { commit: "00".repeat(32) })],
  ["another mode", "form", (p) => Object.assign(p.entropy, { mode: "drand" })],
  ["another secret", "commitment", (p) => Object.assign(p.entropy, { secret: "00".repeat(32) })],
  ["a short secret", "commitment", (p) => Object.assign(p.entropy, { secret: "00" })],
  ["the secret kept back", "ranking", (p) => Object.assign(p.entropy, { secret: null })],
  ["another manifest hash", "manifest hash", (p) => Object.assign(p, { manifestHash: "00".repeat(32) })],
  ["an earlier closing", "manifest hash", (p) => Object.assign(p.manifest, { closes: p.manifest.closes - 1 })],
  ["a later opening", "manifest hash", (p) => Object.assign(p.manifest, { opens: p.manifest.opens + 1 })],
  ["other rules", "manifest hash", (p) => Object.assign(p.manifest, { rules: "00".repeat(32) })],
  ["another checkpoint", "manifest hash", (p) => Object.assign(p.manifest, { prev: "00".repeat(32) })],
  ["a remark in the manifest", "manifest", (p) => Object.assign(p.manifest, { remark: "" })],
  ["another count in the manifest", "manifest hash", (p) => Object.assign(p.manifest.entries, { count: 11 })],
  ["another total in the manifest", "manifest hash", (p) => Object.assign(p.manifest.entries, { total: 49 })],
  [
    "another entries hash in the manifest",
    "manifest hash",
    (p) => Object.assign(p.manifest.entries, { sha256: "00".repeat(32) }),
  ],
  ["the tree's root left out", "manifest hash", (p) => delete p.manifest.entries.sumroot],
  ["an entry left out", "tickets", (p) => p.entries.splice(3, 1)],
  ["an entry added", "tickets", (p) => p.entries.push({ tag: "ff".repeat(16), weight: 1 })],
  ["an entry heavier", "tickets", (p) => Object.assign(p.entries[2] ?? {}, { weight: 99 })],
  ["a tag exchanged", "entries file", (p) => Object.assign(p.entries.at(-1) ?? {}, { tag: "ff".repeat(16) })],
  ["an entry twice", "entries", (p) => p.entries.splice(1, 0, ...p.entries.slice(0, 1))],
  ["entries in another order", "entries", (p) => p.entries.reverse()],
  ["an entry without tickets", "entries", (p) => Object.assign(p.entries[0] ?? {}, { weight: 0 })],
  ["a weight as text", "form", (p) => Object.assign(p.entries[0] ?? {}, { weight: "5" })],
  ["another winner", "rank 2", (p) => Object.assign(p.ranking[1] ?? {}, { tag: p.entries[0]?.tag })],
  ["another rank", "rank 1", (p) => Object.assign(p.ranking[0] ?? {}, { rank: 2 })],
  ["another ticket", "rank 3", (p) => Object.assign(p.ranking[2] ?? {}, { ticket: 0 })],
  ["another number of tickets", "rank 4", (p) => Object.assign(p.ranking[3] ?? {}, { of: 7 })],
  ["another word", "rank 5", (p) => Object.assign(p.ranking[4] ?? {}, { word: 6 })],
  ["the winners exchanged", "rank 1", (p) => p.ranking.reverse()],
  ["the last alternate left out", "rank 5", (p) => p.ranking.pop()],
  [
    "one alternate too many",
    "ranking",
    (p) => p.ranking.push({ rank: 6, tag: "00".repeat(16), ticket: 0, of: 1, word: 6 }),
  ],
];

test.each(tamperings)("%s is found at the step: %s", (_name, step, spoil) => {
  const proof = drawnContest();
  spoil(proof);
  const verdict = verifyContestProof(proof);
  expect(verdict.ok).toBe(false);
  expect(verdict.steps.find(({ ok }) => !ok)?.name).toBe(step);
});

test("a manifest hash made to fit does not save a changed manifest: the winners are others", () => {
  const proof = drawnContest();
  proof.manifest.prev = "00".repeat(32);
  proof.manifestHash = contestManifestHash(proof.manifest);
  const verdict = verifyContestProof(proof);
  expect(verdict.ok).toBe(false);
  expect(verdict.steps.find(({ ok }) => !ok)?.name).toMatch(/^rank/);
});

test("an independent program agrees with a sound proof, and not with spoilt ones", async () => {
  const proof = drawnContest();
  expect(await independently(proof)).toMatchObject({ agrees: true, ranking: proof.ranking });
  for (const name of ["another winner", "an entry heavier", "another manifest hash", "the last alternate left out"]) {
    const spoilt = drawnContest();
    tamperings.find(([title]) => title === name)?.[2](spoilt);
    expect(await independently(spoilt), name).toMatchObject({ agrees: false });
  }
});
