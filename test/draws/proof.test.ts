import { expect, test } from "vitest";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { timeOf } from "../../functions/draws/drand.ts";
import { encodeEntries, summariseEntries } from "../../functions/draws/entries.ts";
import { type ContestManifest, contestManifestHash } from "../../functions/draws/manifest.ts";
import { type ContestProof, verifyContestProof } from "../../functions/draws/proof.ts";
import { signatureOf } from "../support/beacons.ts";
import { told } from "../support/in-english.ts";
import { independently } from "../support/independently.ts";
import { drawnByBeacon, drawnByHand, drawnContest, proofOf } from "../support/proofs.ts";
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
  expect(told(verdict.unproven.slice(0, 1))).toMatch(/knew the secret while entries were open/);
});

test("the vectors' contest in mode commit is a sound proof, and an independent program finds the same", async () => {
  const { manifest, manifestHash, secret, seed, result } = vectors.contestCommit;
  const proof = {
    version: "tessera-contest/1",
    manifest,
    manifestHash,
    entries: vectors.contest.entries.map(({ tag, weight }) => [tag, weight]),
    material: { mode: "commit", secret },
    seed,
    ranking: result,
    label: "Tamper-evident, operator-run",
  };
  expect(verifyContestProof(proof).ok).toBe(true);
  expect(await independently(proof)).toMatchObject({ agrees: true, seed: vectors.contestCommit.seed, ranking: result });
});

test("before the draw what decides and the ranking are empty, and what is there holds", () => {
  const proof = drawnContest();
  proof.material = null;
  proof.seed = null;
  proof.ranking = [];
  const verdict = verifyContestProof(proof);
  expect(verdict.ok).toBe(true);
  expect(verdict.steps.at(-1)).toMatchObject({ name: "ranking", says: { says: "ranking.none" } });
});

test("a proof by beacon holds with a judge, and says the label of its mode; an independent program finds the same winners", async () => {
  const proof = drawnByBeacon();
  const verdict = verifyContestProof(proof, isBeacon);
  expect(verdict.steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(verdict.steps.map(({ name }) => name).slice(7, 10)).toEqual(["round", "beacon", "seed"]);
  expect(verdict.label).toBe("Independently random");
  expect(told(verdict.unproven)).not.toMatch(/operator knew/);
  expect(await independently(proof)).toMatchObject({ agrees: true, seed: proof.seed, ranking: proof.ranking });
});

test("a proof by public draw holds, and says what is left to compare", async () => {
  const proof = drawnByHand();
  const verdict = verifyContestProof(proof);
  expect(verdict).toMatchObject({ ok: true, label: "Public-lottery random" });
  expect(told(verdict.steps.find(({ name }) => name === "numbers")?.says ?? "")).toMatch(
    /9\.18\.26\.34\.41\.45\.\/ were typed for/,
  );
  expect(told(verdict.unproven.slice(0, 1))).toMatch(/compare them with its own publication/);
  expect(await independently(proof)).toMatchObject({ agrees: true, ranking: proof.ranking });
});

test("a fixed result is never called random", async () => {
  const { manifest, entries } = drawnContest();
  const secret = "33".repeat(32);
  const pairs = entries.map(([tag, weight]) => ({ tag, weight }));
  const proof = proofOf({ ...manifest, entropy: { mode: "fixed", secret } }, pairs, { mode: "fixed", secret });
  expect(verifyContestProof(proof)).toMatchObject({ ok: true, label: "Not random: fixed beforehand, for tests" });
  expect(await independently(proof)).toMatchObject({ agrees: true });
});

/** A contest by beacon under another entropy or close, hashed as its operator would. */
function byBeacon(change: (manifest: ContestManifest) => void): ContestProof {
  const { manifest, entries } = drawnByBeacon();
  change(manifest);
  const pairs = entries.map(([tag, weight]) => ({ tag, weight }));
  const { entropy } = manifest;
  if (entropy.mode !== "drand") throw new Error("drawn by a beacon");
  return proofOf(manifest, pairs, { mode: "drand", round: entropy.round, signature: signatureOf(1000) });
}

test.each<[string, string, (manifest: ContestManifest) => void]>([
  ["a round that the operator chose", "round", (m) => Object.assign(m.entropy, { round: 1001 })],
  ["a round known before the close", "round", (m) => Object.assign(m, { closes: 1_792_368_000 })],
  ["another network", "round", (m) => Object.assign(m.entropy, { chain: "00".repeat(32) })],
  [
    "a later round without a late freeze",
    "round",
    (m) => Object.assign(m.entropy, { round: 29_800, late: { announced: 1000, frozen: timeOf(1000) - 1 } }),
  ],
  [
    "a late freeze that draws with the announced round",
    "round",
    (m) => Object.assign(m.entropy, { late: { announced: 1000, frozen: timeOf(1000) } }),
  ],
  [
    "two days for one late freeze",
    "round",
    (m) => Object.assign(m.entropy, { round: 57_600, late: { announced: 1000, frozen: timeOf(1000) } }),
  ],
])("with hashes made to fit, %s is found at the step: %s", (_name, step, change) => {
  const verdict = verifyContestProof(byBeacon(change), isBeacon);
  expect(verdict.steps.find(({ ok }) => !ok)?.name).toBe(step);
});

test.each<[string, (proof: ContestProof) => void]>([
  ["another round's signature", (p) => Object.assign(p.material ?? {}, { signature: signatureOf(42) })],
  [
    "a signature with one bit flipped",
    (p) => Object.assign(p.material ?? {}, { signature: signatureOf(1000).replace(/9$/, "8") }),
  ],
  ["another round in what became known", (p) => Object.assign(p.material ?? {}, { round: 42 })],
])("with %s, the beacon's step does not hold", (_name, spoil) => {
  const proof = drawnByBeacon();
  spoil(proof);
  const failed = verifyContestProof(proof, isBeacon).steps.filter(({ ok }) => !ok);
  expect(failed[0]?.name).toBe("beacon");
});

test("without a judge no beacon holds: what was not computed is not called proved", () => {
  const verdict = verifyContestProof(drawnByBeacon());
  expect(verdict.steps.filter(({ ok }) => !ok).map(({ says }) => says)).toEqual([
    "Nobody judged the beacon's signature.",
  ]);
});

test("a late freeze is said for ever, and one after even the second round is said as such", () => {
  for (const [frozen, says] of [
    [timeOf(1000), /Why the entries were frozen late/],
    [timeOf(29_800), /after round 29800 too, was public/],
  ] as const) {
    const proof = byBeacon((m) => Object.assign(m.entropy, { round: 29_800, late: { announced: 1000, frozen } }));
    const verdict = verifyContestProof({ ...proof, material: null, seed: null, ranking: [] }, isBeacon);
    expect(verdict.ok).toBe(true);
    expect(told(verdict.unproven)).toMatch(says);
  }
});

test("a contest that nobody entered has a proof too", () => {
  const proof = drawnContest();
  proof.manifest.entries = summariseEntries(encodeEntries([]));
  proof.manifestHash = contestManifestHash(proof.manifest);
  proof.entries = [];
  proof.ranking = [];
  proof.material = null;
  proof.seed = null;
  expect(verifyContestProof(proof).ok).toBe(true);
});

/** Each change alone, and the first step that must not hold after it. */
const tamperings: [string, string, (proof: ContestProof) => void][] = [
  ["another version", "form", (p) => Object.assign(p, { version: "tessera-contest/2" })],
  ["another contest's name", "manifest hash", (p) => Object.assign(p.manifest, { contest: "con_week_43" })],
  ["more winners", "manifest hash", (p) => Object.assign(p.manifest, { winners: 4 })],
  ["fewer alternates", "manifest hash", (p) => Object.assign(p.manifest, { alternates: 1 })],
  ["another commitment", "manifest hash", (p) => Object.assign(p.manifest.entropy, { commit: "00".repeat(32) })],
  ["a better label", "manifest", (p) => Object.assign(p, { label: "Independently random" })],
  ["an unknown mode", "form", (p) => Object.assign(p.material ?? {}, { mode: "dice" })],
  ["another mode", "commitment", (p) => Object.assign(p, { material: { mode: "manual", text: "1." } })],
  ["another secret", "commitment", (p) => Object.assign(p.material ?? {}, { secret: "00".repeat(32) })],
  ["a short secret", "form", (p) => Object.assign(p.material ?? {}, { secret: "00" })],
  ["the secret kept back", "ranking", (p) => Object.assign(p, { material: null })],
  ["another seed", "seed", (p) => Object.assign(p, { seed: "00".repeat(32) })],
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
  ["an entry added", "tickets", (p) => p.entries.push(["ff".repeat(16), 1])],
  ["an entry heavier", "tickets", (p) => Object.assign(p.entries[2] ?? [], { 1: 99 })],
  ["a tag exchanged", "entries file", (p) => Object.assign(p.entries.at(-1) ?? [], { 0: "ff".repeat(16) })],
  ["an entry twice", "entries", (p) => p.entries.splice(1, 0, ...p.entries.slice(0, 1))],
  ["entries in another order", "entries", (p) => p.entries.reverse()],
  ["an entry without tickets", "entries", (p) => Object.assign(p.entries[0] ?? [], { 1: 0 })],
  ["a weight as text", "form", (p) => Object.assign(p.entries[0] ?? [], { 1: "5" })],
  ["another winner", "rank 2", (p) => Object.assign(p.ranking[1] ?? {}, { tag: p.entries[0]?.[0] })],
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
  expect(verdict.steps.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["seed", "rank 1"]),
  );
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
