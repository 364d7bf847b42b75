/** Sound bundles, and changes of one value of theirs with the steps that must turn red: in Node, and on the page. */
import { BUNDLE, type Bundle } from "../../functions/draws/check/bundle.ts";
import type { InstantProof } from "../../functions/draws/instant-proof.ts";
import type { ContestProof } from "../../functions/draws/proof.ts";
import type { Material } from "../../functions/values/entropy.ts";
import { sha256Hex } from "../../functions/values/hash.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import { drawnByBeacon, drawnByHand, drawnContest, proofOf, runningPool } from "./proofs.ts";
import { otherLog, receiptBundle } from "./receipts.ts";

/** The rules and prizes whose hash the manifest names. */
const wording = {
  id: "weekly",
  prizes: [{ kind: "goods", name: "A trip", valueMinor: 25_000 }],
  rules: "One a purchase.",
};

/** A prize with whose it is. */
type Won = {
  prize: number;
  name: string;
  rank: number | null;
  tag: string | null;
  state: string;
  passed: { rank: number; reason: string; at: string }[];
};
type Round = { id: string; name: string; wording: typeof wording; winnersList: Won[] };
export type ContestBundle = Bundle & { proof: ContestProof; contest: Round };
export type PlayBundle = Bundle & { proof: InstantProof; play: { id: string; seq: number } };

/** A drawn contest with the round as the API shows it: rank 2 did not claim, and rank 4 has her prize. */
export function contestBundle({ manifest, entries, material }: ContestProof = drawnContest()): ContestBundle {
  if (material === null) throw new Error("it is drawn");
  const rules = sha256Hex(canonicalJson(wording));
  const pairs = entries.map(([tag, weight]) => ({ tag, weight }));
  const proof = proofOf({ ...manifest, rules }, pairs, material);
  const { contest: id } = manifest;
  const passed = [{ rank: 2, reason: "unclaimed", at: "2026-10-29T22:00:00.000Z" }];
  const winnersList = [1, 4, 3].map((rank, index) => ({
    prize: index + 1,
    name: `Prize ${index + 1}`,
    rank,
    tag: proof.ranking[rank - 1]?.tag ?? null,
    state: "delivered",
    passed: rank === 4 ? passed : [],
  }));
  return { bundle: BUNDLE, proof, contest: { id, name: "The weekly draw", wording, winnersList } };
}

/** One play of a pool in its third day of four. */
export function playBundle(seq = 7): PlayBundle {
  return { bundle: BUNDLE, proof: runningPool(), play: { id: "play_x", seq } };
}

/** One change: of what, how, and the numbers of the steps that differ then. */
export type Spoilt = { what: string; made: () => Bundle; steps: number[] };

function inContest(what: string, steps: number[], spoil: (bundle: ContestBundle) => void): Spoilt {
  return { what: `a contest's ${what}`, steps, made: () => spoilt(contestBundle(), spoil) };
}

function inBeacons(what: string, steps: number[], spoil: (bundle: ContestBundle) => void): Spoilt {
  return { what: `a contest by beacon's ${what}`, steps, made: () => spoilt(contestBundle(drawnByBeacon()), spoil) };
}

function byHand(what: string, steps: number[], spoil: (bundle: ContestBundle) => void): Spoilt {
  return { what: `a contest by hand's ${what}`, steps, made: () => spoilt(contestBundle(drawnByHand()), spoil) };
}

function inPlay(what: string, steps: number[], spoil: (bundle: PlayBundle) => void): Spoilt {
  return { what: `a play's ${what}`, steps, made: () => spoilt(playBundle(), spoil) };
}

function spoilt<B>(bundle: B, spoil: (bundle: B) => void): B {
  const copy = structuredClone(bundle);
  spoil(copy);
  return copy;
}

/** Another last digit. */
function other(hex: string): string {
  return hex.slice(0, -1) + (hex.endsWith("0") ? "1" : "0");
}

/** The element of a list that a test is about. */
function at<T>(list: readonly T[] | undefined, index: number): T {
  const found = list?.[index];
  if (found === undefined) throw new Error(`there is no element ${index}`);
  return found;
}

function materialOf<Mode extends Material["mode"]>(
  { proof }: ContestBundle,
  mode: Mode,
): Extract<Material, { mode: Mode }> {
  const { material } = proof;
  if (material?.mode !== mode) throw new Error(`not of mode ${mode}`);
  return material as Extract<Material, { mode: Mode }>;
}

type ReceiptBundle = ReturnType<typeof receiptBundle>;

function inReceipt(what: string, steps: number[], spoil: (bundle: ReceiptBundle) => void): Spoilt {
  return { what: `a receipt's ${what}`, steps, made: () => spoilt(receiptBundle(), spoil) };
}

/** One value changed, everywhere that a bundle has one. */
export const changes: Spoilt[] = [
  inContest("close", [1, 8], ({ proof }) => {
    proof.manifest.closes += 1;
  }),
  inContest("number of winners", [1, 8], ({ proof }) => {
    proof.manifest.winners += 1;
  }),
  inContest("manifest hash", [1], ({ proof }) => {
    proof.manifestHash = other(proof.manifestHash);
  }),
  inContest("label", [1], ({ proof }) => {
    proof.label = "Independently random";
  }),
  inContest("prize", [1], ({ contest }) => {
    at(contest.wording.prizes, 0).valueMinor += 1;
  }),
  inContest("rules", [1], ({ contest }) => {
    contest.wording.rules += " ";
  }),
  inContest("round", [1], ({ contest }) => {
    contest.id = other(contest.id);
  }),
  inContest("commitment", [1, 6], ({ proof: { manifest } }) => {
    if (manifest.entropy.mode === "commit") manifest.entropy.commit = other(manifest.entropy.commit);
  }),
  inContest("entry's tag", [3, 8], ({ proof }) => {
    at(proof.entries, 5)[0] = other(at(proof.entries, 5)[0]);
  }),
  inContest("entry's tickets", [3, 8], ({ proof }) => {
    at(proof.entries, 5)[1] += 1;
  }),
  inContest("missing entry", [3, 8], ({ proof }) => {
    proof.entries.pop();
  }),
  inContest("entries' hash in the manifest", [1, 3, 8], ({ proof: { manifest } }) => {
    manifest.entries.sha256 = other(manifest.entries.sha256);
  }),
  inContest("secret", [6], (bundle) => {
    const material = materialOf(bundle, "commit");
    material.secret = other(material.secret);
  }),
  inContest("seed", [8], ({ proof }) => {
    proof.seed = other(proof.seed ?? "");
  }),
  inContest("winner", [8, 9], ({ proof }) => {
    [at(proof.ranking, 0).tag, at(proof.ranking, 1).tag] = [at(proof.ranking, 1).tag, at(proof.ranking, 0).tag];
  }),
  inContest("ticket of a rank", [8], ({ proof }) => {
    at(proof.ranking, 2).ticket += 1;
  }),
  inContest("winner as the round shows her", [9], ({ contest }) => {
    at(contest.winnersList, 0).tag = other(at(contest.winnersList, 0).tag ?? "");
  }),
  inContest("alternate who took a turn before hers", [9], ({ contest, proof }) => {
    Object.assign(at(contest.winnersList, 1), { rank: 5, tag: at(proof.ranking, 4).tag });
  }),
  inContest("reason why a prize passed on", [9], ({ contest }) => {
    at(at(contest.winnersList, 1).passed, 0).reason = "because";
  }),
  inContest("missing prize", [9], ({ contest }) => {
    contest.winnersList.splice(1, 1);
  }),
  inContest("winner of two prizes", [9], ({ contest, proof }) => {
    const passed = [{ rank: 3, reason: "declined", at: "" }];
    Object.assign(at(contest.winnersList, 2), { rank: 4, tag: at(proof.ranking, 3).tag, passed });
  }),
  inBeacons("signature", [6, 8], (bundle) => {
    const material = materialOf(bundle, "drand");
    material.signature = other(material.signature);
  }),
  inBeacons("round", [1, 6, 7], ({ proof: { manifest } }) => {
    if (manifest.entropy.mode === "drand") manifest.entropy.round += 1;
  }),
  inBeacons("chain", [1, 5, 7, 8], ({ proof: { manifest } }) => {
    if (manifest.entropy.mode === "drand") manifest.entropy.chain = other(manifest.entropy.chain);
  }),
  byHand("numbers", [8], (bundle) => {
    const material = materialOf(bundle, "manual");
    material.text = material.text.replace("45", "46");
  }),
  byHand("source of numbers", [1, 8], ({ proof: { manifest } }) => {
    if (manifest.entropy.mode === "manual") manifest.entropy.source += ".";
  }),
  inPlay("odds", [1, 4, 8, 9], ({ proof: { config } }) => {
    at(config.table, 1).odds += 1;
  }),
  inPlay("rules", [1], ({ proof }) => {
    proof.terms += ".";
  }),
  inPlay("configuration hash", [1], ({ proof }) => {
    proof.configHash = other(proof.configHash);
  }),
  inPlay("anchor", [3], ({ proof }) => {
    proof.anchor = other(proof.anchor);
  }),
  inPlay("day's secret", [3], ({ proof }) => {
    proof.secret = other(proof.secret ?? "");
  }),
  inPlay("number", [4], ({ proof }) => {
    at(proof.plays, 6).seq += 1;
  }),
  inPlay("member", [4], ({ proof }) => {
    at(proof.plays, 6).member = other(at(proof.plays, 6).member);
  }),
  inPlay("event", [4, 8, 9], ({ proof }) => {
    at(proof.plays, 6).event = other(at(proof.plays, 6).event);
  }),
  inPlay("hash", [4], ({ proof }) => {
    at(proof.plays, 6).playHash = other(at(proof.plays, 6).playHash);
  }),
  inPlay("ticket", [8], ({ proof }) => {
    at(proof.plays, 6).ticket = 99 - (at(proof.plays, 6).ticket ?? 0);
  }),
  inPlay("result", [8], ({ proof }) => {
    at(proof.plays, 6).result = null;
  }),
  inPlay("end", [9], ({ proof }) => {
    at(proof.plays, 6).state = "no_win";
  }),
  inPlay("prize item", [9], ({ proof }) => {
    at(proof.prizes, 0).availableFrom += 1;
  }),
  inPlay("taker of a prize item", [9], ({ proof }) => {
    at(proof.prizes, 2).play = 8;
  }),
  inPlay("missing prize item", [9], ({ proof }) => {
    proof.prizes?.pop();
  }),
  inReceipt("record", [2], ({ proof }) => {
    proof.record.kind = "refund";
  }),
  inReceipt("salt", [2], ({ proof }) => {
    proof.salt = other(proof.salt);
  }),
  inReceipt("leaf", [2], ({ proof }) => {
    proof.index += 1;
  }),
  inReceipt("path", [2], ({ proof }) => {
    proof.path[0] = other(at(proof.path, 0));
  }),
  inReceipt("size", [3, 5], ({ proof }) => {
    proof.checkpoint = proof.checkpoint.replace("\n11\n", "\n12\n");
  }),
  inReceipt("key", [3, 5], ({ proof }) => {
    proof.key = proof.key.replace("+", "x+");
  }),
  inReceipt("later path", [5], ({ later }) => {
    later.path[0] = other(at(later.path, 0));
  }),
  inReceipt("log of today", [5], ({ later }) => {
    later.checkpoint = otherLog();
  }),
];
