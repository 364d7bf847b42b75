/** The nine steps of a bundle: each change of one value turns that step red that is about it, and the verdict with it. */
import { describe, expect, test } from "vitest";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { BUNDLE, type Bundle, type Own } from "../../functions/draws/check/bundle.ts";
import { check } from "../../functions/draws/check/check.ts";
import { verdictOf } from "../../functions/draws/check/verdict-words.ts";
import { encodeEntries } from "../../functions/draws/entries.ts";
import { finished } from "../../functions/draws/progress.ts";
import { base64Of } from "../../functions/values/base64.ts";
import { changes, contestBundle, playBundle } from "../support/bundles.ts";
import { told } from "../support/in-english.ts";
import { drawnByBeacon, drawnByHand, drawnContest } from "../support/proofs.ts";
import { receiptBundle } from "../support/receipts.ts";

/** Who reads the same play or contest as the bundle is about. */
const nobody: Own = {};

function checked(bundle: unknown, own: Own = nobody) {
  return finished(check(bundle, { own, judge: isBeacon }));
}

/** The steps by number that differ. */
function red(bundle: unknown, own?: Own): number[] {
  return checked(bundle, own).stages.flatMap(({ state }, index) => (state === "differs" ? [index + 1] : []));
}

test("a contest's bundle agrees, step by step, and what its mode has not is left out by name", () => {
  const { ok, name, label, stages } = checked(contestBundle());
  expect({ ok, name, label }).toEqual({ ok: true, name: "The weekly draw", label: "commit" });
  expect(stages.map(({ state }) => state).join(" ")).toBe(
    "agrees absent agrees absent absent agrees absent agrees agrees",
  );
  expect(told(stages[6]?.says ?? "")).toMatch(/^Not in this mode, because/);
  const { says, more } = verdictOf({ ok, stages });
  expect(told([says, more])).toBe("Everything agrees. 5 of 9 steps agree. 4 are left out, and say why.");
});

test.each([
  ["drand", drawnByBeacon],
  ["manual", drawnByHand],
])("a contest in mode %s agrees too", (mode, drawn) => {
  const { ok, stages } = checked({ bundle: BUNDLE, proof: drawn() });
  expect(stages.filter(({ state }) => state === "differs" || state === "unreached")).toEqual([]);
  expect(ok).toBe(true);
  expect(stages[4]?.state).toBe(mode === "drand" ? "agrees" : "absent");
});

test("a play's bundle agrees, and its own ticket and item are told", () => {
  const { ok, name, stages } = checked(playBundle(7));
  expect({ ok, name: told(name) }).toEqual({ ok: true, name: "Play 7 of pool_walk_in" });
  expect(stages.map(({ state }) => state).join(" ")).toBe(
    "agrees absent agrees agrees agrees absent absent agrees agrees",
  );
  expect(told(stages[7]?.says ?? "")).toMatch(/^Play 7 has the ticket \d+: /);
});

test("a receipt agrees, and the log of today goes on from it; without today's, that step is left out", () => {
  const { ok, name, stages } = checked(receiptBundle());
  expect({ ok, name: told(name) }).toEqual({ ok: true, name: "Receipt of op_7" });
  expect(stages.map(({ state }) => state).join(" ")).toBe("agrees agrees agrees absent agrees");
  const { later: _, ...alone } = receiptBundle();
  expect(checked(alone).stages[4]?.state).toBe("absent");
  expect(checked(alone.proof).ok).toBe(true);
});

test("a play whose secret is not out yet waits, and so does one that is not settled", () => {
  const waiting = (says: string) => ({ state: "waiting", says: { says } });
  expect(checked(playBundle(39)).stages[7]).toMatchObject(waiting("not.shown"));
  expect(checked(playBundle(40)).stages[7]).toMatchObject(waiting("not.settled"));
  expect(told(verdictOf(checked(playBundle(40))).says)).toBe("So far, everything agrees.");
});

describe("her own part", () => {
  const [tag = "", weight = 0] = drawnContest().entries[3] ?? [];
  test("is found in the entries by her tag, with the numbers of her tickets", () => {
    const [, , , own] = checked(contestBundle(), { tag, tickets: weight }).stages;
    expect(own?.state).toBe("agrees");
    expect(told(own?.says ?? "")).toMatch(/^Your \d+ tickets?: numbers? \d+/);
  });
  test.each<[string, Own]>([
    ["a tag that nobody has", { tag: "0".repeat(32) }],
    ["other tickets than her account has", { tag, tickets: weight + 1 }],
  ])("differs for %s", (_name, own) => {
    expect(red(contestBundle(), own)).toEqual([4]);
  });
  test("of a play is compared with her receipt, field by field", () => {
    const bundle = playBundle(7);
    const play = bundle.proof.plays[6];
    if (play === undefined) throw new Error("there is no play 7");
    const { seq, nonce, playHash, member } = play;
    const receipt = { seq, nonce, playHash, member };
    expect(red(bundle, { tag: member, receipt })).toEqual([]);
    for (const name of Object.keys(receipt)) {
      expect(red(bundle, { receipt: { ...receipt, [name]: "another" } }), name).toEqual([5]);
    }
    expect(red(bundle, { tag: "0".repeat(32) })).toEqual([5]);
  });
});

describe("any change of one byte turns the right step red:", () => {
  test.each(changes)("$what, at step $steps", ({ made, steps }) => {
    const bundle = made();
    expect(red(bundle)).toEqual(steps);
    const { ok, stages } = checked(bundle);
    expect(ok).toBe(false);
    expect(told(verdictOf({ ok, stages }).says)).toBe(`Step ${steps[0]} does not agree.`);
  });
});

test("a proof that names its entries' file needs the file, and takes no other", () => {
  const { entries, ...rest } = drawnContest();
  const file = encodeEntries(entries.map(([tag, weight]) => ({ tag, weight })));
  const { sha256, count } = rest.manifest.entries;
  const large: Bundle = {
    bundle: BUNDLE,
    proof: { ...rest, entriesFile: { url: "/v1/contests/con_week_42/entries", sha256, count } },
  };
  expect(red({ ...large, entries: base64Of(file) })).toEqual([]);
  expect(checked({ ...large, entries: base64Of(file) }, { tag: entries[3]?.[0] ?? "" }).stages[3]?.state).toBe(
    "agrees",
  );
  expect(red(large)).toEqual([3]);
  for (const at of [0, 19, 100, file.length - 1]) {
    const other = file.slice();
    other[at] = (other[at] ?? 0) ^ 1;
    expect(red({ ...large, entries: base64Of(other) })[0], String(at)).toBe(3);
  }
});

test("no step is said to agree that could not be reached", () => {
  const bundle = contestBundle();
  Object.assign(bundle.proof.manifest, { v: "tessera-contest/2" });
  const { ok, stages } = checked(bundle);
  expect(ok).toBe(false);
  expect(stages.map(({ state }) => state)).not.toContain("agrees");
});

test("a long check says how far it is, and rests often enough for a page to stay alive", () => {
  const entries = Array.from({ length: 20_000 }, (_, at): [string, number] => [at.toString(16).padStart(32, "0"), 1]);
  const computation = check(
    { ...contestBundle(), proof: { ...drawnContest(), entries } },
    { own: nobody, judge: isBeacon },
  );
  let rests = 0;
  for (let next = computation.next(); !next.done; next = computation.next()) {
    expect(next.value.done).toBeLessThan(next.value.of);
    rests += 1;
  }
  expect(rests).toBeGreaterThan(20);
});
