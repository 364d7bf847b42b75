import { expect, test } from "vitest";
import { configHash } from "../../functions/draws/configuration.ts";
import { playHash, secretBefore } from "../../functions/draws/instant.ts";
import { type InstantProof, verifyInstantProof } from "../../functions/draws/instant-proof.ts";
import { told } from "../support/in-english.ts";
import { independently } from "../support/independently.ts";
import { runningPool } from "../support/proofs.ts";

test("a sound proof holds, step by step, and says what it cannot show", () => {
  const proof = runningPool();
  // Every way in which a play can end is in it, so that the checks have something to check.
  expect(new Set(proof.plays.map(({ state }) => state))).toEqual(new Set(["won", "stock_out", "no_win", "pending"]));
  const verdict = verifyInstantProof(proof);
  expect(verdict.steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(verdict.ok).toBe(true);
  expect(verdict.steps.map(({ name }) => name)).toEqual([
    ...["form", "configuration", "configuration hash", "rules", "anchor", "secrets", "plays", "prize list"],
    ...["play hashes", "tickets", "outcomes", "prizes"],
  ]);
  expect(verdict.label).toBe("Tamper-evident, operator-run");
  expect(told(verdict.unproven.slice(0, 1))).toMatch(/knew the secrets/);
});

test("an independent program plays all again and agrees", async () => {
  const proof = runningPool();
  const plays = proof.plays.map(({ seq, playHash, ticket, result, state }) => ({
    seq,
    playHash,
    ticket,
    result,
    state,
  }));
  const prizes = proof.prizes?.map(({ id, play }) => ({ id, play }));
  expect(await independently(proof)).toMatchObject({ agrees: true, plays, prizes });
});

test("before any secret is revealed, nothing that needs one is claimed to be checked", () => {
  const proof = runningPool();
  proof.secret = null;
  const verdict = verifyInstantProof(proof);
  expect(verdict.ok).toBe(true);
  expect(told(verdict.steps.find(({ name }) => name === "tickets")?.says ?? "")).toMatch(
    /^0 tickets computed again, 39 more when/,
  );
});

test("a pool without prize items needs no list of them", () => {
  const proof = runningPool();
  proof.config.table = [{ id: "points", odds: 25 }];
  delete proof.config.prizeList;
  delete proof.prizes;
  proof.plays = [];
  proof.configHash = configHash(proof.config);
  const verdict = verifyInstantProof(proof);
  expect(verdict.ok).toBe(true);
  expect(told(verdict.unproven)).toMatch(/does not name it: prize list/);
});

test("a proof that shows only the hash of its rules holds, and says that its prizes are not in it", () => {
  const { terms: _, ...proof } = runningPool();
  const verdict = verifyInstantProof(proof);
  expect(verdict.ok).toBe(true);
  expect(verdict.steps.map(({ name }) => name)).not.toContain("rules");
  expect(told(verdict.unproven)).toMatch(/What its prizes are in words/);
});

test("rules that the configuration does not name bind nothing, and that is said", () => {
  const proof = runningPool();
  delete proof.config.rules;
  proof.plays = [];
  proof.configHash = configHash(proof.config);
  for (const item of proof.prizes ?? []) item.play = null;
  const verdict = verifyInstantProof(proof);
  expect(verdict.ok).toBe(true);
  expect(told(verdict.unproven)).toMatch(/does not name it: rules/);
});

const play = (proof: InstantProof, seq: number) => proof.plays[seq - 1] ?? {};
const zeros = "00".repeat(32);

/** Each change alone, and the first step that must not hold after it. Play 2 and 19 took coffees; play 3 came too early. */
const tamperings: [string, string, (proof: InstantProof) => void][] = [
  ["another version", "form", (p) => Object.assign(p, { version: "tessera-instant/2" })],
  ["another pool's name", "configuration", (p) => Object.assign(p, { pool: "pool_other" })],
  ["better odds", "configuration hash", (p) => Object.assign(p.config.table[0] ?? {}, { odds: 2 })],
  ["odds beyond the denominator", "configuration", (p) => Object.assign(p.config.table[0] ?? {}, { odds: 99 })],
  ["tiers in another order", "configuration hash", (p) => p.config.table.reverse()],
  ["another denominator", "configuration hash", (p) => Object.assign(p.config, { denominator: 101 })],
  ["other rules", "configuration hash", (p) => Object.assign(p.config, { rules: zeros })],
  ["rules and prizes in other words", "rules", (p) => Object.assign(p, { terms: `${p.terms}.` })],
  ["half a character in the rules", "rules", (p) => Object.assign(p, { terms: "the rules\ud800" })],
  ["rules that are no words", "form", (p) => Object.assign(p, { terms: 7 })],
  ["longer epochs", "configuration hash", (p) => Object.assign(p.config.epochs, { seconds: 86_401 })],
  [
    "another mode",
    "configuration",
    (p) => Object.assign(p.config, { entropy: { mode: "drand", chain: zeros, lead: 2 } }),
  ],
  ["another configuration hash", "configuration hash", (p) => Object.assign(p, { configHash: zeros })],
  ["another anchor", "anchor", (p) => Object.assign(p, { anchor: zeros })],
  ["another secret", "secrets", (p) => Object.assign(p, { secret: zeros })],
  ["the anchor for a secret", "secrets", (p) => Object.assign(p, { secret: p.anchor })],
  ["a secret that is none", "secrets", (p) => Object.assign(p, { secret: "lucky" })],
  ["the secret of another epoch than it is of", "secrets", (p) => Object.assign(p, { epoch: 1 })],
  ["a part of it alone", "plays", (p) => Object.assign(p, { next: 40 })],
  ["a play left out", "plays", (p) => p.plays.splice(4, 1)],
  ["a play numbered otherwise", "plays", (p) => Object.assign(play(p, 4), { seq: 5 })],
  ["plays exchanged", "plays", (p) => p.plays.reverse()],
  ["another epoch", "plays", (p) => Object.assign(play(p, 4), { epoch: 2 })],
  ["a round in mode commit", "plays", (p) => Object.assign(play(p, 4), { round: 1 })],
  ["another count of the member's plays", "plays", (p) => Object.assign(play(p, 4), { nonce: 3 })],
  ["a play given to another member", "plays", (p) => Object.assign(play(p, 4), { member: "00".repeat(16) })],
  ["an event played twice", "plays", (p) => Object.assign(play(p, 4), { event: p.plays[0]?.event })],
  ["an instant in another epoch", "plays", (p) => Object.assign(play(p, 4), { at: p.config.epochs.start + 90_000 })],
  ["a state that there is not", "plays", (p) => Object.assign(play(p, 4), { state: "lost" })],
  [
    "a settled play withdrawn",
    "plays",
    (p) => Object.assign(play(p, 4), { state: "pending", ticket: null, result: null }),
  ],
  ["another event", "play hashes", (p) => Object.assign(play(p, 4), { event: zeros })],
  ["another client seed", "play hashes", (p) => Object.assign(play(p, 4), { clientSeed: "unlucky" })],
  ["another play hash", "play hashes", (p) => Object.assign(play(p, 4), { playHash: zeros })],
  ["another ticket", "tickets", (p) => Object.assign(play(p, 4), { ticket: 99 })],
  ["no ticket", "tickets", (p) => Object.assign(play(p, 4), { ticket: null })],
  ["a ticket beyond the denominator, unrevealed", "tickets", (p) => Object.assign(play(p, 39), { ticket: 100 })],
  ["a ticket before its settlement", "tickets", (p) => Object.assign(play(p, 40), { ticket: 1 })],
  ["a better outcome", "outcomes", (p) => Object.assign(play(p, 4), { result: "coffee" })],
  [
    "an outcome that its ticket does not hit, unrevealed",
    "outcomes",
    (p) => Object.assign(play(p, 39), { result: "coffee", state: "stock_out" }),
  ],
  [
    "an item that was won and passed on",
    "prize list",
    (p) => Object.assign(p.prizes?.find((item) => item.play !== null) ?? {}, { contest: "con_1" }),
  ],
  ["a win without an item", "prizes", (p) => Object.assign(play(p, 3), { state: "won" })],
  ["a win refused", "prizes", (p) => Object.assign(play(p, 2), { state: "stock_out" })],
  [
    "a play before its item was there",
    "prizes",
    (p) => Object.assign(play(p, 19), { at: p.config.epochs.start + 89_999 }),
  ],
  ["an item given to another", "prizes", (p) => Object.assign(p.prizes?.[0] ?? {}, { play: 3 })],
  ["an item kept back", "prizes", (p) => Object.assign(p.prizes?.[1] ?? {}, { play: null })],
  ["an item brought forward", "prize list", (p) => Object.assign(p.prizes?.[1] ?? {}, { availableFrom: 0 })],
  ["an item renamed", "prize list", (p) => Object.assign(p.prizes?.[1] ?? {}, { id: "item_z" })],
  ["an item of another tier", "prize list", (p) => Object.assign(p.prizes?.[1] ?? {}, { tier: "holiday" })],
  [
    "an item of a tier without odds",
    "prize list",
    (p) => p.prizes?.push({ id: "x", tier: "car", availableFrom: 0, play: null }),
  ],
  ["an item left out", "prize list", (p) => p.prizes?.pop()],
  ["an item twice", "prize list", (p) => p.prizes?.push(...p.prizes.slice(0, 1))],
  ["no list of items", "prize list", (p) => delete p.prizes],
];

test.each(tamperings)("%s is found at the step: %s", (_name, step, spoil) => {
  const proof = runningPool();
  spoil(proof);
  const verdict = verifyInstantProof(proof);
  expect(verdict.ok).toBe(false);
  expect(verdict.steps.find(({ ok }) => !ok)?.name).toBe(step);
});

test("an independent program disagrees with spoilt proofs", async () => {
  for (const name of ["another ticket", "an item given to another", "a win refused", "another secret", "better odds"]) {
    const spoilt = runningPool();
    tamperings.find(([title]) => title === name)?.[2](spoilt);
    expect(await independently(spoilt), name).toMatchObject({ agrees: false });
  }
});

test("an anchor and a secret made to fit each other are found: the configuration names the anchor", () => {
  const proof = runningPool();
  const { draw } = proof.config;
  proof.secret = zeros;
  proof.anchor = secretBefore({ draw, secret: zeros });
  expect(verifyInstantProof(proof).steps.find(({ ok }) => !ok)?.name).toBe("anchor");
});

test("a play whose hash was made to fit is found by its ticket", () => {
  const proof = runningPool();
  const { draw } = proof.config;
  const spoilt = proof.plays[3];
  if (spoilt === undefined) throw new Error("no play 4");
  spoilt.clientSeed = "made to fit";
  spoilt.playHash = playHash({ ...spoilt, draw, configuration: proof.configHash });
  expect(verifyInstantProof(proof).steps.find(({ ok }) => !ok)?.name).toBe("tickets");
});
