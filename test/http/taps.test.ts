/** Taps on a tag, by a software tag with the keys that staff write onto a real one. Hard cases 20 and 21. */
import { afterEach, expect, test } from "vitest";
import { type TagKeys, tapOf } from "../../functions/evidence/sun.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { readTap } from "../../functions/operations/tag-keys.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    campaigns: [
      {
        id: "exploring",
        name: "Exploring",
        ...BOUND,
        rules: [
          { id: "there", name: "There", on: "check-in", effects: [{ kind: "earn", unit: "points", amount: 10 }] },
          {
            id: "sure",
            name: "Surely there",
            on: "check-in",
            when: [{ kind: "trust", atLeast: "high" }],
            effects: [{ kind: "earn", unit: "points", amount: 1_000 }],
          },
        ],
      },
    ],
  }),
);
const owner = await staffOf(world, "owner");
afterEach(() => conserved(world.client));

let made = 0;
/** A tag given to a new venue, as software. */
async function newTag(): Promise<{
  venue: string;
  uid: string;
  keys: TagKeys;
  tap(counter: number): Promise<JsonObject>;
}> {
  made += 1;
  const venue = await openVenueAt(world, `ven_tag_${made}`);
  const uid = `04A0B0C0D0E0${made.toString(16).toUpperCase().padStart(2, "0")}`;
  const given = await owner.post(`/v1/staff/venues/${venue}/tags`, { uid });
  expect(given.json).toMatchObject({ tag: `tag:${uid}`, venue });
  const { json } = await owner.get(`/v1/staff/tags/tag:${uid}`);
  const keys = { meta: bytesOfHex(json.metaReadKey, 16), file: bytesOfHex(json.fileReadKey, 16) };
  const { link, piccDataOffset, macOffset } = json;
  expect([link.slice(piccDataOffset - 3, piccDataOffset), link.slice(macOffset - 3, macOffset)]).toEqual([
    "&e=",
    "&c=",
  ]);
  return {
    venue,
    uid,
    keys,
    tap: async (counter) => ({ ...(await tapOf(keys, { uid, counter }, new Uint8Array(5))) }),
  };
}
const checksIn = ({ token }: { token: string }, body: JsonObject, key = freshKey()) =>
  world.send({ method: "POST", path: "/v1/me/check-ins", token, key, body });

test("hard case 20: a tap shows presence and is trusted highly; the same tap or an older one again is refused", async () => {
  const { venue, tap } = await newTag();
  const [ada, ben] = [await newMember(world, "ada"), await newMember(world, "ben")];
  const body = { venue, tap: await tap(5) };
  const first = await checksIn(ada, body, "ada-tap");
  expect(first.status, first.text).toBe(201);
  expect(first.json).toMatchObject({ evidence: "nfc", trust: "high", balances: { points: { available: 1_010 } } });
  expect(first.json.why[0]).toBe("Your tap shows that you are here.");
  expect((await checksIn(ada, body, "ada-tap")).text).toBe(first.text);
  for (const counter of [5, 4]) {
    const { status, json } = await checksIn(ben, { venue, tap: await tap(counter) });
    expect([status, json.code]).toEqual([409, "tap_used"]);
  }
  expect((await checksIn(ben, { venue, tap: await tap(6) })).json.evidence).toBe("nfc");
});

test("hard case 20: two posts of one tap at once: one shows presence", async () => {
  const { venue, tap } = await newTag();
  const [cleo, dora] = [await newMember(world, "cleo"), await newMember(world, "dora")];
  const body = { venue, tap: await tap(1) };
  const answers = await Promise.all([checksIn(cleo, body), checksIn(dora, body), checksIn(cleo, body)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

test.each([
  ["a forged code", async ({ tap }: Awaited<ReturnType<typeof newTag>>) => ({ ...(await tap(1)), c: "0".repeat(16) })],
  ["somebody else's tag", async () => ({ e: "EF963FF7828658A599F3041510671E88", c: "94EED9EE65337086" })],
  ["another venue's tag", async () => (await newTag()).tap(1)],
  [
    "a tag that nobody gave",
    async ({ keys }: Awaited<ReturnType<typeof newTag>>) => ({
      ...(await tapOf(keys, { uid: "04FFFFFFFFFFFF", counter: 1 }, new Uint8Array(5))),
    }),
  ],
])("%s is recorded as her word only", async (name, forged) => {
  const tag = await newTag();
  const eve = await newMember(world, `eve-${made}`);
  const { status, json } = await checksIn(eve, { venue: tag.venue, tap: await forged(tag) });
  expect([name, status, json.evidence, json.earned]).toEqual([name, 201, "claimed", []]);
  expect(json.why[0]).toBe("That was not a tap on this venue's tag.");
  expect((await checksIn(eve, { venue: tag.venue, tap: await tag.tap(1) })).json.evidence).toBe("nfc");
});

test("a retired tag shows nothing, and is never given again", async () => {
  const { venue, uid, tap } = await newTag();
  await owner.post(`/v1/staff/tags/tag:${uid}/retirement`);
  const fay = await newMember(world, "fay");
  expect((await checksIn(fay, { venue, tap: await tap(1) })).json.evidence).toBe("claimed");
  expect((await owner.post(`/v1/staff/venues/${venue}/tags`, { uid })).json.code).toBe("duplicate");
  expect((await owner.get(`/v1/staff/tags/${uid}`)).json.state).toBe("retired");
  expect((await owner.get("/v1/staff/tags/tag:no")).json.code).toBe("not_found");
  expect((await owner.post("/v1/staff/tags/04000000000000/retirement")).json.code).toBe("not_found");
});

test("hard case 21: gathered taps: worthless after an honest one; before it, never enough for high trust", async () => {
  const { venue, uid, keys } = await newTag();
  const [gil, hal, ida] = [await newMember(world, "gil"), await newMember(world, "hal"), await newMember(world, "ida")];
  const now = Date.now();
  const taps = async (member: string, counter: number, at: number) => {
    const code = await tapOf(keys, { uid, counter }, new Uint8Array(5));
    const tap = await readTap(world.ledger, code);
    return world.does(checkIn, { member, venue, fix: null, qr: null, tap, isDemo: false }, { now: at });
  };
  expect(await taps(gil.id, 1, now)).toMatchObject({ trust: "high" });
  // Hal gathered 2 to 50 and sends them from home, one after the other.
  const trusts = [];
  for (let counter = 2; counter <= 6; counter++)
    trusts.push((await taps(hal.id, counter, now + counter * 1_000)).trust);
  expect(trusts).toEqual(["high", "high", "high", "ok", "ok"]);
  // A jump of more than 20: somebody has taps that nobody has sent.
  expect(await taps(ida.id, 27, now + 700_000)).toMatchObject({ trust: "ok" });
  // The next day somebody taps honestly, and the rest is worth nothing.
  expect(await taps(gil.id, 51, now + 86_400_000)).toMatchObject({ evidence: "nfc" });
  await expect(taps(hal.id, 50, now + 86_401_000)).rejects.toThrow(/tap_used/);
});

test("a tap and a position: both agree, or the position contradicts", async () => {
  const { venue, tap } = await newTag();
  const [jan, kim] = [await newMember(world, "jan"), await newMember(world, "kim")];
  const far = await checksIn(jan, { venue, tap: await tap(1), fix: fixAt(8_000) });
  expect(far.json).toMatchObject({ evidence: "nfc", trust: "ok", balances: { points: { available: 10 } } });
  const there = await checksIn(kim, { venue, tap: await tap(2), fix: fixAt(30) });
  expect(there.json).toMatchObject({ evidence: "nfc", trust: "high" });
});
