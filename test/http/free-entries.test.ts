import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { readContest } from "../../functions/database/contests.ts";
import { verifyContestProof } from "../../functions/draws/proof.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { freeze } from "../../functions/operations/freeze.ts";
import { merge } from "../../functions/operations/merge.ts";
import { newEmailProof } from "../../functions/values/email-proof.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { closingIn, contestProgramme, lawful, memberOf } from "../support/contests.ts";
import { SECRET } from "../support/global-setup.ts";
import { openVenueAt } from "../support/places.ts";
import { memberWith } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, orderOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const fresh = freshWorlds();

/** A world with an open round, and its id. */
async function world(change: JsonObject = {}, more: JsonObject = {}): Promise<{ here: World; id: string }> {
  const document = contestProgramme(closingIn(3_600_000), more);
  const [contest] = document.contests as [JsonObject];
  const said = Object.entries({ ...contest, ...change }).filter(([, value]) => value !== null);
  const here = await fresh({ ...document, contests: [Object.fromEntries(said)] });
  await tick(here.ledger);
  return { here, id: (await here.send({ path: "/v1/contests" })).json.data[0].id };
}

const proofOf = (email: string, expiresAt = Date.now() + 60_000) => newEmailProof({ email, expiresAt, secret: SECRET });
const enters = ({ send }: World, id: string, body: JsonObject, key = freshKey()) =>
  send({ method: "POST", path: `/v1/contests/${id}/free-entries`, key, body });
const count = async ({ client }: World, sql: string) => Number((await client.execute(sql)).rows[0]?.count);
/** How many entered, as staff know it: everybody is told from five on. */
const round = async ({ client }: World, id: string) => {
  const { steps, of } = readContest(id);
  return of((await client.batch(steps, "read")).map(({ rows }) => rows));
};

test("somebody who has never bought enters with a verified address, once, with the tickets that a purchase gives", async () => {
  const { here, id } = await world();
  const { json: vouched } = await here.post("/v1/email-proofs", { email: "Zoe@example.com" });
  const body = { email: "zoe@example.com", proof: vouched.proof };
  const key = freshKey();
  const [first, again] = [
    await enters(here, id, body, key),
    await enters(here, id, { ...body, proof: proofOf(body.email) }, key),
  ];
  expect([first.status, again.text, again.headers.get("idempotent-replayed")], first.text).toEqual([
    201,
    first.text,
    "true",
  ]);
  expect(first.json).toMatchObject({ contest: id, tickets: 3, tag: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect((await enters(here, id, body)).json.code).toBe("already_entered");
  expect(await count(here, "SELECT count(*) AS count FROM holders WHERE kind = 'member' AND state = 'guest'")).toBe(1);
  expect(await round(here, id)).toMatchObject({ entrants: 1, tickets: 3, free: { entrants: 1, tickets: 3 } });

  await here.post("/v1/purchases", orderOf("1", 1000, { email: "zoe@example.com" }));
  expect(await round(here, id)).toMatchObject({ entrants: 1, tickets: 6, free: { entrants: 1, tickets: 3 } });
  await tick({ ...here.ledger, now: Date.now() + 4_000_000 });
  const proof = (await here.send({ path: `/v1/contests/${id}/proof` })).json;
  expect(proof.entries).toEqual([[first.json.tag, 6]]);
  expect(verifyContestProof(proof).ok).toBe(true);
  expect(
    (await enters(here, id, { ...body, email: "yan@example.com", proof: proofOf("yan@example.com") })).json.code,
  ).toBe("contest_closed");
});

test("eight at once with one address: one entry", async () => {
  const { here, id } = await world();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => enters(here, id, { email: "zoe@example.com", proof: proofOf("zoe@example.com") })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  expect(await round(here, id)).toMatchObject({ entrants: 1, tickets: 3, free: { entrants: 1, tickets: 3 } });
});

test.each<[string, JsonObject]>([
  ["no proof", {}],
  ["another address's proof", { proof: proofOf("yan@example.com") }],
  ["a proof that ran out", { proof: proofOf("zoe@example.com", Date.now() - 1) }],
  ["a proof that was made up", { proof: `tep_zzzzzzzz.${"0".repeat(64)}` }],
])("an address with %s is not verified, and nothing is stored", async (_, said) => {
  const { here, id } = await world();
  const before = await count(here, "SELECT count(*) AS count FROM operations");
  const answer = await enters(here, id, { email: "zoe@example.com", ...said });
  expect([answer.status, answer.json.code]).toEqual([403, "email_not_verified"]);
  expect(await count(here, "SELECT count(*) AS count FROM operations")).toBe(before);
});

test("a member enters by her session where she has an address; staff vouch for who stands before them", async () => {
  const { here, id } = await world();
  const path = `/v1/me/contests/${id}/free-entries`;
  const ada = await memberWith(0, here);
  const hers = memberOf(here, ada.id);
  expect((await hers.post(path)).json).toMatchObject({ tickets: 3 });
  expect((await hers.post(path)).json.code).toBe("already_entered");
  const { member } = (await here.post("/v1/members", { externalId: "c-1" })).json;
  expect((await memberOf(here, member).post(path)).json.code).toBe("email_not_verified");

  const cashier = await staffOf(here, "cashier");
  const { json } = await cashier.post("/v1/staff/email-proofs", { email: "zoe@example.com" });
  expect((await enters(here, id, { email: "zoe@example.com", proof: json.proof })).status).toBe(201);
  await here.does(freeze, {
    member: (await here.post("/v1/purchases", orderOf("2", 100, { email: "yan@example.com" }))).json.member,
    isFrozen: true,
  });
  const frozen = await enters(here, id, { email: "yan@example.com", proof: proofOf("yan@example.com") });
  expect([frozen.status, frozen.json.code]).toEqual([409, "member_frozen"]);
});

test("who says that she may not enter does not, nor does who is known to be too young by buying", async () => {
  const { here, id } = await world({
    eligibility: { minAge: 18, regions: ["DE", "US"], voidIn: ["US-NY"] },
    prizes: [{ kind: "goods", name: "A mug", valueMinor: 900, valueUsdMinor: 1000 }],
    filings: { "US-NY": "n" },
  });
  const zoe = { email: "zoe@example.com", proof: proofOf("zoe@example.com") };
  for (const said of [{ birthDate: "2015-01-01" }, { region: "US-NY" }, { region: "FR" }]) {
    const answer = await enters(here, id, { ...zoe, ...said });
    const reason = "birthDate" in said ? "ineligible_age" : "ineligible_region";
    expect([answer.status, answer.json.code, answer.json.reason]).toEqual([403, "not_eligible", reason]);
  }
  expect((await enters(here, id, { ...zoe, region: "US-TX", birthDate: "1990-01-01" })).status).toBe(201);
  await here.post("/v1/members", { email: "kid@example.com", birthDate: "2015-01-01" });
  const { json } = await here.post("/v1/purchases", orderOf("1", 1000, { email: "kid@example.com" }));
  expect([json.tickets, json.earned.length]).toEqual([[], 1]);
  expect(await round(here, id)).toMatchObject({ entrants: 1 });
});

test("a round without a free entry says so; an unknown one is unknown", async () => {
  const { here, id } = await world({ freeEntry: null }, { campaigns: [] });
  const zoe = { email: "zoe@example.com", proof: proofOf("zoe@example.com") };
  expect((await enters(here, id, zoe)).json.code).toBe("no_free_entry");
  expect((await enters(here, "con_none", zoe)).json.code).toBe("contest_unknown");
});

test("two who turn out to be one person have one free entry more at most: none", async () => {
  const { here, id } = await world();
  for (const [externalId, email] of [
    ["a", "zoe@example.com"],
    ["b", "yan@example.com"],
  ])
    await here.post("/v1/members", { externalId, email });
  expect((await enters(here, id, { email: "zoe@example.com", proof: proofOf("zoe@example.com") })).status).toBe(201);
  await here.does(merge, { store: "sto_shop", from: "a", into: "b" });
  for (const email of ["zoe@example.com", "yan@example.com"])
    expect((await enters(here, id, { email, proof: proofOf(email) })).json.code).toBe("already_entered");
});

test("hard case 13: points for tickets are refused to a member in New South Wales, and until it is known where she lives", async () => {
  const rewards = [
    {
      id: "ticket",
      name: "A ticket",
      kind: "tickets",
      cost: { unit: "points", amount: 10 },
      contest: "trip",
      amount: 3,
    },
  ];
  const { here, id } = await world(
    { ...lawful(3), eligibility: { minAge: 18, regions: ["AU"], voidIn: ["AU-QLD"] }, pointsForTickets: true },
    { rewards },
  );
  // What gave her the points gave her three tickets too.
  const ada = await memberWith(100, here);
  const { post } = memberOf(here, ada.id);
  const asks = () => post("/v1/me/redemptions", { reward: "ticket" });
  const refusal = {
    code: "not_eligible",
    reason: "points_for_tickets",
    region: "AU-NSW",
    says: expect.stringContaining("New South Wales"),
  };
  for (const region of [undefined, "AU", "AU-NSW"]) {
    if (region) expect((await post("/v1/me/profile", { region })).json).toMatchObject({ region });
    const answer = await asks();
    expect([answer.status, answer.json]).toMatchObject([403, refusal]);
    const { json } = await here.get(`/v1/members/${ada.id}/rewards`);
    expect(json.data).toMatchObject([{ inReach: false, reason: refusal }]);
  }
  await post("/v1/me/profile", { region: "AU-VIC" });
  expect((await asks()).status).toBe(201);
  expect(await round(here, id)).toMatchObject({ tickets: 6 });
});

test("while a round is open nobody is told of fewer than five people; from the freeze on every entry is in the proof", async () => {
  const { here, id } = await world();
  const [contests, venues] = ["/v1/contests", "/v1/venues"];
  const pages = [
    "/",
    contests,
    `${contests}/${id}`,
    `/verify/contest/${id}`,
    venues,
    "/places",
    "/play",
    "/developers",
  ];
  const shown = async (path = `${contests}/${id}`) => (await here.send({ path })).json;
  await openVenueAt(here, "ven_quay");
  const there = async (member: string) =>
    here.does(checkIn, { member, venue: "ven_quay", fix: null, qr: null, tap: null, isConfirmed: true, isDemo: false });
  for (const person of [1, 2, 3, 4]) {
    const email = `person${person}@example.com`;
    await enters(here, id, { email, proof: proofOf(email) });
    await there((await here.post("/v1/members", { email })).json.member);
    expect(await shown()).toMatchObject({ entrants: null, tickets: null, free: null });
  }
  for (const path of [...pages, `${venues}/ven_quay`, "/places/ven_quay"]) {
    const { text } = await here.send({ path });
    expect(text, path).not.toMatch(
      /\b[1-4] (people|members|entrants|visitors|guests|others|check-ins|tickets)\b|"(entrants|people|members)":[1-4]\b/,
    );
  }
  await here.post("/v1/purchases", orderOf("fifth", 1000, { email: "person5@example.com" }));
  expect(await shown(), "five, of whom one is known to have bought").toMatchObject({
    entrants: 5,
    tickets: 15,
    free: null,
  });
  await tick({ ...here.ledger, now: Date.now() + 4_000_000 });
  expect(await shown()).toMatchObject({ entrants: 5, free: { entrants: 4 } });
});
