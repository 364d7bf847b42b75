import { afterEach, expect, test } from "vitest";
import { stepOf, venueCodeAt } from "../../functions/evidence/venue-code.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld } from "../support/world.ts";

const earns = (id: string, amount: number, when: JsonObject[]) => ({
  id,
  name: `${amount} points`,
  on: "check-in",
  when,
  effects: [{ kind: "earn", unit: "points", amount }],
});
const world = await newWorld(
  pointsProgramme({
    campaigns: [
      {
        id: "exploring",
        name: "Exploring",
        ...BOUND,
        rules: [
          earns("there", 10, []),
          earns("shown-at-the-counter", 100, [{ kind: "evidence", in: ["qr", "nfc", "staff"] }]),
          earns("sure", 1_000, [{ kind: "trust", atLeast: "high" }]),
        ],
      },
    ],
  }),
);
const owner = await staffOf(world, "owner");
afterEach(() => conserved(world.client));

const keyOf = async (venue: string) => {
  const { json } = await owner.get(`/v1/staff/venues/${venue}/code`);
  expect(json).toMatchObject({ venue, stepSeconds: 30 });
  expect(new URL(json.link).hash).toBe(`#${venue}.${json.key}.${venue}`);
  return bytesOfHex(json.key, 32);
};
/** The code of so many steps ago, near enough to the database's clock. */
const codeOf = (key: Uint8Array, venue: string, ago = 0) => venueCodeAt(key, venue, stepOf(Date.now()) - ago);
const checksIn = ({ token }: { token: string }, body: JsonObject, key = freshKey()) =>
  world.send({ method: "POST", path: "/v1/me/check-ins", token, key, body });

test.each(["token", "spoken"] as const)("the counter's code shows presence: its %s", async (how) => {
  const venue = await openVenueAt(world, `ven_by_${how}`);
  const ada = await newMember(world, `ada-${how}`);
  const key = await keyOf(venue);
  const { status, json, text } = await checksIn(ada, { venue, qr: codeOf(key, venue)[how] });
  expect(status, text).toBe(201);
  expect(json).toMatchObject({ evidence: "qr", trust: "ok", balances: { points: { available: 110 } } });
  expect(json.why[0]).toBe("The counter's code shows that you are here.");
});

test("with a position inside it is trusted highly, and contradicted by one far away it earns nothing", async () => {
  const venue = await openVenueAt(world, "ven_both", 0);
  const key = await keyOf(venue);
  const [ben, cleo] = [await newMember(world, "ben"), await newMember(world, "cleo")];
  const sure = await checksIn(ben, { venue, qr: codeOf(key, venue).token, fix: fixAt(40) });
  expect(sure.json).toMatchObject({ evidence: "qr", trust: "high", balances: { points: { available: 1_110 } } });
  const far = await checksIn(cleo, { venue, qr: codeOf(key, venue).token, fix: fixAt(8_000) });
  expect(far.json).toMatchObject({ evidence: "qr", trust: "low", earned: [] });
  expect(far.json.why).toEqual([
    "This visit could not be confirmed well enough.",
    "It is recorded, and earns nothing this time. You can ask our staff to look at it.",
  ]);
});

test("a photo of the code is worth nothing two minutes later, nor is another venue's, nor a renewed key's", async () => {
  const [here, there] = [await openVenueAt(world, "ven_here"), await openVenueAt(world, "ven_there")];
  const dora = await newMember(world, "dora");
  const key = await keyOf(here);
  const old = codeOf(key, here, 4).token;
  for (const qr of [old, codeOf(key, there).token, codeOf(await keyOf(there), there).token]) {
    const { status, json } = await checksIn(dora, { venue: here, qr });
    expect([status, json.evidence, json.trust, json.earned]).toEqual([201, "claimed", "low", []]);
    expect(json.why[0]).toBe("That is not the code that the counter shows now.");
  }
  expect((await owner.post(`/v1/staff/venues/${here}/code/renewal`)).json).toMatchObject({ venue: here, version: 2 });
  expect((await checksIn(dora, { venue: here, qr: codeOf(key, here).token })).json.evidence).toBe("claimed");
  expect((await checksIn(dora, { venue: here, qr: codeOf(await keyOf(here), here).token })).json.evidence).toBe("qr");
});

test("six digits cannot be guessed: after ten wrong ones in a day none of hers is looked at", async () => {
  const venue = await openVenueAt(world, "ven_guessed");
  const eve = await newMember(world, "eve");
  const key = await keyOf(venue);
  const right = new Set([0, 1, -1].map((ago) => codeOf(key, venue, ago).spoken));
  const wrong = ["000000", "000001", "000002", "000003"].find((digits) => !right.has(digits));
  for (let tried = 0; tried < 10; tried++) await checksIn(eve, { venue, qr: wrong ?? "" });
  const { json } = await checksIn(eve, { venue, qr: codeOf(key, venue).spoken });
  expect(json).toMatchObject({ evidence: "claimed", earned: [] });
  expect(json.why[0]).toMatch(/too many codes were wrong today/i);
  const fay = await newMember(world, "fay");
  expect((await checksIn(fay, { venue, qr: codeOf(key, venue).spoken })).json.evidence).toBe("qr");
});

test("a retry is answered byte for byte; two posts of one code at once are rewarded once", async () => {
  const venue = await openVenueAt(world, "ven_once");
  const gil = await newMember(world, "gil");
  const body = { venue, qr: codeOf(await keyOf(venue), venue).token };
  const first = await checksIn(gil, body, "gil-1");
  expect((await checksIn(gil, body, "gil-1")).text).toBe(first.text);
  const hal = await newMember(world, "hal");
  const both = await Promise.all([checksIn(hal, body), checksIn(hal, body)]);
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  expect(both.filter(({ json }) => json.earned.length > 0)).toHaveLength(1);
});

test.each(["", "12345", "1234567", "Y7ZNNPX78ZVDJC7", "Y7ZNNPX78ZVDJC7U", "Y7ZNNPX78ZVDJC7NN"])(
  "%j is no code that a counter shows",
  async (qr) => {
    const ida = await newMember(world, `ida-${qr.length}-${qr.slice(-1)}`);
    const { status, json } = await checksIn(ida, { venue: "ven_here", qr });
    expect([status, json.code, json.errors[0].pointer]).toEqual([422, "invalid", "/qr"]);
  },
);

test("a venue that is none has no code, and none to renew", async () => {
  expect((await owner.get("/v1/staff/venues/ven_none/code")).json.code).toBe("venue_unknown");
  expect((await owner.post("/v1/staff/venues/ven_none/code/renewal")).json.code).toBe("venue_unknown");
});
