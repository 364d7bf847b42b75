/** A surprise is played without buying: one play a person and day, in the same queue as those that were bought. */
import { expect, test } from "vitest";
import { settleDue } from "../../functions/clock/settle-plays.ts";
import { verifyInstantProof } from "../../functions/draws/instant-proof.ts";
import { freeze } from "../../functions/operations/freeze.ts";
import { playFree } from "../../functions/operations/play-free.ts";
import { publish } from "../../functions/operations/publish.ts";
import { newEmailProof } from "../../functions/values/email-proof.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { memberOf } from "../support/contests.ts";
import { SECRET } from "../support/global-setup.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { memberWith } from "../support/shop.ts";
import { freshKey, orderOf, publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const POOL = "pool:gift:2";
const DAY_MS = 86_400_000;
const fresh = freshWorlds();

/** A world whose every purchase is a play, and so is asking for one. */
async function world(more: JsonObject = {}): Promise<World> {
  const prize = { kind: "units", unit: "points", amount: 100, name: "100 points" };
  const gift = {
    id: "gift",
    name: "Gift",
    from: "2026-01-01T00:00:00Z",
    days: 4,
    table: [{ id: "bag", odds: 500_000, items: 1000, prize }],
    playsPerDay: 2,
    freeEntry: { how: "Write to us." },
    ...more,
  };
  const surprises = [Object.fromEntries(Object.entries(gift).filter(([, value]) => value !== null))] as JsonObject[];
  const rules = [{ id: "play", name: "A play", on: "purchase", effects: [{ kind: "surprise", pool: "gift" }] }];
  const document = pointsProgramme({ surprises, campaigns: [{ id: "luck", name: "Luck", rules }] });
  const here = await fresh();
  await here.does(publish, publicationOf(document, 1), { now: Date.now() - 2 * DAY_MS });
  return here;
}

const proofOf = (email: string) => newEmailProof({ email, expiresAt: Date.now() + 60_000, secret: SECRET });
const asks = ({ send }: World, email: string, { proof = proofOf(email), key = freshKey(), pool = POOL } = {}) =>
  send({ method: "POST", path: `/v1/surprises/${pool}/free-plays`, key, body: { email, proof } });
const shown = async ({ send }: World) => (await send({ path: "/v1/surprises" })).json.data[0];

test("somebody who has never bought plays with a verified address, once a day, beside those who bought", async () => {
  const here = await world();
  const key = freshKey();
  const first = await asks(here, "zoe@example.com", { key });
  const again = await asks(here, "zoe@example.com", { key });
  expect([first.status, again.text], first.text).toEqual([201, first.text]);
  expect(first.json).toMatchObject({ pool: POOL, revealAt: null, verify: `/verify/play/${first.json.id}` });
  expect((await asks(here, "zoe@example.com")).json.code).toBe("already_entered");
  await here.post("/v1/purchases", orderOf("1", 1000, { email: "zoe@example.com" }));
  await here.post("/v1/purchases", orderOf("2", 1000, { email: "ben@example.com" }));
  await settleDue(here.ledger);
  expect(await shown(here)).toMatchObject({ plays: 3, free: { how: "Write to us.", plays: 1 } });

  const proof = (await here.send({ path: `/v1/surprises/${POOL}/proof` })).json;
  expect(proof.plays.map(({ seq, nonce }: JsonObject) => [seq, nonce])).toEqual([
    [1, 1],
    [2, 2],
    [3, 1],
  ]);
  expect(proof.plays[0].member, "one tag, however she plays").toBe(proof.plays[1].member);
  expect(verifyInstantProof(proof).ok).toBe(true);
});

test("eight at once with one address: one play", async () => {
  const here = await world();
  await asks(here, "yan@example.com");
  for (const email of ["zoe@example.com", "yan@example.com"]) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => asks(here, email)));
    const isNew = email.startsWith("zoe");
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(isNew ? 1 : 0);
    expect(answers.filter(({ json }) => json.code === "already_entered")).toHaveLength(isNew ? 7 : 8);
  }
  expect((await shown(here)).free.plays).toBe(2);
});

test("a free play is one of the day's plays, and the next day has another", async () => {
  const here = await world({ playsPerDay: 1 });
  await here.post("/v1/purchases", orderOf("1", 1000, { email: "zoe@example.com" }));
  expect((await asks(here, "zoe@example.com")).json).toMatchObject({ code: "limit_reached", limit: 1, had: 1 });
  expect((await asks(here, "yan@example.com")).status).toBe(201);
  const request = { pool: POOL, who: { email: "yan@example.com" }, isVerified: true };
  expect(await here.does(playFree, request, { now: Date.now() + DAY_MS })).toMatchObject({ pool: POOL });
  expect((await shown(here)).free.plays).toBe(2);
});

test("what cannot be played is refused, in this order", async () => {
  const here = await world();
  const operations = async () =>
    Number((await here.client.execute("SELECT count(*) AS count FROM operations")).rows[0]?.count);
  const before = await operations();
  const unverified = await asks(here, "zoe@example.com", { proof: proofOf("yan@example.com") });
  expect([unverified.status, unverified.json.code]).toEqual([403, "email_not_verified"]);
  expect((await asks(here, "zoe@example.com", { pool: "pool:none:1" })).status).toBe(404);
  expect((await asks(here, "zoe@example.com", { pool: "programme" })).status).toBe(404);
  expect(await operations(), "nothing is stored").toBe(before);

  const { member } = (await here.post("/v1/purchases", orderOf("2", 100, { email: "yan@example.com" }))).json;
  await here.does(freeze, { member, isFrozen: true });
  expect((await asks(here, "yan@example.com")).json.code).toBe("member_frozen");
  await here.does(publish, publicationOf(pointsProgramme(), 2));
  expect((await asks(here, "zoe@example.com")).json.code).toBe("surprise_closed");
  expect((await asks(await world({ freeEntry: null }), "zoe@example.com")).json.code).toBe("no_free_entry");
});

test("a member plays by her session where she has an address, and reveals what it gave", async () => {
  const here = await world();
  const hers = memberOf(here, (await memberWith(0, here)).id);
  const played = await hers.post(`/v1/me/surprises/${POOL}/free-plays`);
  expect([played.status, played.json.pool]).toEqual([201, POOL]);
  expect((await hers.post(`/v1/me/surprises/${POOL}/free-plays`)).json.code).toBe("already_entered");
  const revealed = await hers.post(`/v1/me/plays/${played.json.id}/reveal`);
  expect([revealed.status, revealed.json.id]).toEqual([201, played.json.id]);
  const { member } = (await here.post("/v1/members", { externalId: "c-1" })).json;
  const refused = await memberOf(here, member).post(`/v1/me/surprises/${POOL}/free-plays`);
  expect(refused.json.code).toBe("email_not_verified");
});
