import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { fetchBeacon } from "../../functions/operations/relays.ts";
import { signatureOf } from "../support/beacons.ts";
import { beaconJson, type Relay, says, startRelay } from "../support/relay.ts";

const relays: Relay[] = [];
const good = beaconJson(1000, signatureOf(1000));
const flipped = signatureOf(1000).replace(/9$/, "8");

beforeAll(async () => {
  relays.push(...(await Promise.all([1, 2, 3, 4].map(startRelay))));
});
afterEach(() => {
  for (const relay of relays) relay.behaves(null);
});
afterAll(async () => {
  await Promise.all(relays.map(({ stop }) => stop()));
});

/** Four relays that do as they are told, the first first; one that is not told does as drand's. */
function four(...answers: Parameters<Relay["behaves"]>[0][]): string[] {
  for (const [index, answer] of answers.entries()) relays[index]?.behaves(answer);
  return relays.map(({ url }) => url);
}
const silent = () => {};

test("hard case 8: one relay is silent, one says the round before, one flips a bit, and the fourth is heard", async () => {
  const sources = { relays: four(silent, says(beaconJson(999, signatureOf(1000))), says(beaconJson(1000, flipped))) };
  const started = Date.now();
  expect(await fetchBeacon({ ...sources, isJudged: true }, 1000)).toBe(signatureOf(1000));
  expect(Date.now() - started, "the silent one is not waited for").toBeLessThan(2_900);
});

test("hard case 8: when all four are wrong nobody is heard, and each was asked once for this round", async () => {
  const sources = four(
    says(beaconJson(1000, flipped)),
    says(beaconJson(1000, signatureOf(42))),
    says('{"round":1000}'),
    says(good, 500),
  );
  const before = relays.map(({ asked }) => asked.length);
  expect(await fetchBeacon({ relays: sources, isJudged: true }, 1000)).toBeNull();
  expect(relays.map(({ asked }, index) => asked.slice(before[index]))).toEqual([[1000], [1000], [1000], [1000]]);
});

test("a relay that is silent is given up after three seconds", async () => {
  const started = Date.now();
  expect(await fetchBeacon({ relays: four(silent, silent, silent, silent), isJudged: true }, 1000)).toBeNull();
  expect(Date.now() - started).toBeGreaterThanOrEqual(2_900);
  expect(Date.now() - started).toBeLessThan(10_000);
});

test.each<[string, Parameters<Relay["behaves"]>[0]]>([
  ["a round that is not out", says('{"error":"too early"}', 425)],
  ["no JSON", says("<html>")],
  ["JSON that is no object", says("null")],
  ["no randomness", says(JSON.stringify({ round: 1000, signature: signatureOf(1000) }))],
  ["other randomness", says(good.replace(/fe290b/, "fe290c"))],
  ["the round as text", says(good.replace("1000", '"1000"'))],
  ["an answer without end", (_round, response) => void response.writeHead(200).write(" ".repeat(100_000))],
  ["a redirect", (_round, response) => void response.writeHead(302, { location: relays[1]?.url ?? "" }).end()],
  ["a connection that is cut", (_round, response) => void response.destroy()],
  ["infinity", says(beaconJson(1000, `c0${"00".repeat(47)}`))],
])("%s is not believed", async (_name, answer) => {
  const [url = ""] = four(answer);
  expect(await fetchBeacon({ relays: [url], isJudged: true }, 1000)).toBeNull();
});

test("where beacons are not judged, two relays have to say the same, and the same relay twice is one", async () => {
  const [one = "", two = "", three = ""] = four(null, null, says(beaconJson(1000, flipped)));
  const unjudged = (...urls: string[]) => fetchBeacon({ relays: urls, isJudged: false }, 1000);
  expect(await unjudged(one)).toBeNull();
  expect(await unjudged(one, one)).toBeNull();
  expect(await unjudged(one, three)).toBeNull();
  expect(await unjudged(three, one, two)).toBe(signatureOf(1000));
});

test("what is no round is never asked for: to a relay it might mean the newest", async () => {
  for (const round of [0, -1, Number.NaN, 1.5, 2 ** 53])
    await expect(fetchBeacon({ relays: four(), isJudged: true }, round)).rejects.toThrow(/not a round/);
  expect(await fetchBeacon({ relays: [], isJudged: true }, 1000)).toBeNull();
});
