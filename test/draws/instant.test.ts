import { bytesToHex } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import {
  configHash,
  epochAt,
  faultOfConfiguration,
  type InstantConfiguration,
  isConfiguration,
} from "../../functions/draws/configuration.ts";
import {
  eventHash,
  type Play,
  playBytes,
  playHash,
  secretBefore,
  secretChain,
  ticketOf,
  tierOf,
} from "../../functions/draws/instant.ts";
import vectors from "./draw-vectors.json" with { type: "json" };

const { cfg, cfgHash, chain, plays } = vectors.instant;
const configuration = configurationOf(cfg);
const { draw } = configuration;

test("the configuration's hash and the chain of secrets are the vectors'", () => {
  expect(configHash(configuration)).toBe(cfgHash);
  const last = chain[7] ?? "";
  expect(secretChain({ draw, last, epochs: 7 })).toEqual(chain);
  expect(secretBefore({ draw, secret: chain[1] ?? "" })).toBe(chain[0]);
  expect(secretChain({ draw, last, epochs: 0 })).toEqual([last]);
});

test.each(plays)("play $seq has the vectors' hash, ticket $ticket and tier $tier", (vector) => {
  const play: Play = { ...vector, configuration: vector.cfg };
  if (vector.bytes !== undefined) expect(bytesToHex(playBytes(play))).toBe(vector.bytes);
  expect(playHash(play)).toBe(vector.playHash);
  expect(eventHash(`order-${vector.seq}`)).toBe(vector.event);
  const ticket = ticketOf({
    secret: chain[vector.epoch] ?? "",
    playHash: vector.playHash,
    denominator: cfg.denominator,
    signature: vectors.contest.beaconSig,
  });
  expect(ticket).toBe(vector.ticket);
  expect(tierOf(cfg.table, ticket)).toBe(vector.tier);
});

test.each([
  [0, "grand"],
  [9, "grand"],
  [10, "coffee"],
  [20_009, "coffee"],
  [20_010, "points50"],
  [270_009, "points50"],
  [270_010, null],
  [999_999, null],
])("ticket %s is of tier %s", (ticket, tier) => {
  expect(tierOf(cfg.table, ticket)).toBe(tier);
});

test.each([
  [cfg.epochs.start - 1, null],
  [cfg.epochs.start, 1],
  [cfg.epochs.start + 86_399, 1],
  [cfg.epochs.start + 86_400, 2],
  [cfg.epochs.start + 7 * 86_400 - 1, 7],
  [cfg.epochs.start + 7 * 86_400, null],
])("instant %s is in epoch %s", (at, epoch) => {
  expect(epochAt(configuration.epochs, at)).toBe(epoch);
});

test("a client seed has at most 64 bytes of well-formed text, and may be empty", () => {
  const [vector] = plays;
  if (vector === undefined) throw new Error("no play");
  const play: Play = { ...vector, configuration: vector.cfg };
  expect(playBytes({ ...play, clientSeed: "" }).at(-1)).toBe(0);
  expect(playBytes({ ...play, clientSeed: "é".repeat(32) }).at(-65)).toBe(64);
  expect(() => playBytes({ ...play, clientSeed: "é".repeat(33) })).toThrow(/66 bytes/);
  expect(() => playBytes({ ...play, clientSeed: "\ud800" })).toThrow(/lone surrogate/);
});

test.each<[string, (configuration: Record<string, unknown>) => void, RegExp]>([
  ["more chances than the denominator", (c) => Object.assign(c, { denominator: 270_009 }), /270010 chances in 270009/],
  ["a tier twice", (c) => Object.assign(c, { table: [cfg.table[0], cfg.table[0]] }), /"?grand"? twice/],
  ["odds of nothing", (c) => Object.assign(c, { table: [{ id: "a", odds: 0 }] }), /odds is 0/],
  ["an unknown key", (c) => Object.assign(c, { lucky: true }), /unknown field, "lucky"/],
  ["an unknown key in a tier", (c) => Object.assign(c, { table: [{ id: "a", odds: 1, boost: 2 }] }), /"boost"/],
  ["a draw that is not 16 bytes", (c) => Object.assign(c, { draw: "00" }), /configuration\.draw/],
  ["epochs without end", (c) => Object.assign(c.epochs as object, { count: 2 ** 40 }), /epochs\.count/],
])("a configuration with %s is refused before it opens", (_name, spoil, message) => {
  const spoilt: Record<string, unknown> = structuredClone(cfg);
  expect(faultOfConfiguration(spoilt)).toBeNull();
  spoil(spoilt);
  expect(faultOfConfiguration(spoilt)).toMatch(message);
});

test("odds as large as the denominator always win", () => {
  expect(faultOfConfiguration({ ...cfg, denominator: 270_010 })).toBeNull();
});

function configurationOf(value: unknown): InstantConfiguration {
  if (!isConfiguration(value)) throw new TypeError(faultOfConfiguration(value) ?? "");
  return value;
}
