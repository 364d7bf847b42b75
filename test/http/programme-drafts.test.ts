/** A programme document's life: draft, checked, scheduled, in force, superseded, or withdrawn before it was. */
import { afterEach, expect, test } from "vitest";
import { publish } from "../../functions/operations/publish.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, orderOf, publicationOf } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));
const marketer = await staffOf(world, "marketer");
const owner = await staffOf(world, "owner");

const DRAFTS = "/v1/staff/programme/drafts";
const VERSIONS = "/v1/staff/programme/versions";
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const states = async () => {
  const { json } = await owner.get(`${VERSIONS}?limit=100`);
  return json.data.map(({ version, state, kind }: Record<string, unknown>) => `${version} ${state} ${kind}`);
};

test("a draft is kept with its faults, checked against what is in force, published, and gone", async () => {
  const document = { ...pointsProgramme({ lateDays: 7 }), zone: "Mars" };
  const first = await marketer.post(DRAFTS, { name: "spring", document, revision: 0 });
  expect([first.status, first.json.revision], first.text).toEqual([200, 1]);
  expect((await marketer.get(`${DRAFTS}/spring`)).json).toMatchObject({
    state: "draft",
    document,
    faults: [{ pointer: "/zone", says: "an IANA time zone, as Europe/Berlin" }],
    differences: [],
  });

  const mended = pointsProgramme({ lateDays: 7 });
  await marketer.post(DRAFTS, { name: "spring", document: mended, revision: 1 });
  const shown = (await marketer.get(`${DRAFTS}/spring`)).json;
  expect(shown).toMatchObject({
    state: "checked",
    revision: 2,
    faults: [],
    inForce: 1,
    differences: [{ pointer: "/lateDays", says: "lateDays: 30 → 7" }],
  });
  expect((await owner.get(DRAFTS)).json.data).toMatchObject([
    { name: "spring", revision: 2, state: "checked", by: { actor: marketer.staff, email: "marketer@example.com" } },
  ]);
  expect(await states()).toEqual(["1 in-force publish"]);

  const body = { document: mended, basedOn: shown.basedOn, draft: { name: "spring", revision: 2 } };
  const stale = await owner.post(VERSIONS, { ...body, draft: { name: "spring", revision: 1 } });
  expect([stale.status, stale.json.code, stale.json.newest]).toEqual([409, "version_changed", 2]);
  expect((await owner.post(VERSIONS, body)).json.version).toBe(2);
  expect((await owner.get(DRAFTS)).json.data).toEqual([]);
  expect((await owner.get(`${DRAFTS}/spring`)).json.code).toBe("draft_unknown");
  expect((await owner.post(VERSIONS, { ...body, basedOn: 2 })).json.code).toBe("draft_unknown");
  expect(await states()).toEqual(["2 in-force publish", "1 superseded publish"]);
});

test("of two who save one draft at once, one is told that it changed", async () => {
  const save = (by: typeof owner, revision: number, lateDays: number) =>
    by.post(DRAFTS, { name: "summer", document: pointsProgramme({ lateDays }), revision });
  await save(owner, 0, 1);
  const answers = await Promise.all([save(owner, 1, 2), save(marketer, 1, 3)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await save(owner, 0, 4)).json).toMatchObject({ code: "version_changed", newest: 2 });

  const drop = (revision: number) => owner.post(`${DRAFTS}/summer/removal`, { revision });
  expect((await drop(1)).json.code).toBe("version_changed");
  expect((await drop(2)).status).toBe(200);
  expect((await drop(3)).json.code).toBe("draft_unknown");
  expect((await save(owner, 0, 5)).json.revision).toBe(4);
  expect((await owner.get(`${DRAFTS}/summer`)).json.document.lateDays).toBe(5);
});

test("a scheduled version is withdrawn before it takes effect, and what is in force goes on", async () => {
  const [{ version }] = (await owner.get(VERSIONS)).json.data;
  const scheduled = await owner.post(VERSIONS, {
    document: pointsProgramme({ lateDays: 1 }),
    basedOn: version,
    effectiveAt: later(1),
  });
  const next = await owner.post(VERSIONS, {
    document: pointsProgramme({ lateDays: 2 }),
    basedOn: version + 1,
    effectiveAt: later(2),
  });
  expect([scheduled.json.version, next.json.version]).toEqual([version + 1, version + 2]);
  expect((await states()).slice(0, 3)).toEqual([
    `${version + 2} scheduled publish`,
    `${version + 1} scheduled publish`,
    `${version} in-force publish`,
  ]);

  const check = await owner.post("/v1/staff/programme/check", { document: pointsProgramme({ lateDays: 1 }) });
  expect(check.json).toMatchObject({ inForce: version, basedOn: version + 2 });
  expect(check.json.differences).toEqual([{ pointer: "/lateDays", says: "lateDays: 7 → 1" }]);

  const withdraw = (which: number) => owner.post(`${VERSIONS}/${which}/withdrawal`, {});
  expect((await withdraw(version)).json).toMatchObject({ code: "version_not_scheduled", state: "in-force" });
  expect((await withdraw(99)).json.code).toBe("version_unknown");
  const done = await withdraw(version + 1);
  expect([done.status, done.json.version], done.text).toEqual([201, version + 3]);
  expect((await states()).slice(0, 4)).toEqual([
    `${version + 3} in-force withdraw`,
    `${version + 2} withdrawn publish`,
    `${version + 1} withdrawn publish`,
    `${version} superseded publish`,
  ]);
  expect((await owner.get(`${VERSIONS}/${version + 3}`)).json.document.lateDays).toBe(7);
  expect((await withdraw(version + 1)).json).toMatchObject({ code: "version_not_scheduled", state: "withdrawn" });

  // Five hours on neither has come into force.
  const now = Date.now() + 5 * 3_600_000;
  const again = publicationOf(pointsProgramme({ lateDays: 7 }), version + 3);
  const published = await world.does(publish, { ...again, goesOnWith: version + 3 }, { now });
  expect(published).toMatchObject({ version: version + 4 });
});

test("another programme and another currency are refused with a pointer", async () => {
  const [{ version: basedOn }] = (await owner.get(VERSIONS)).json.data;
  const refused = async (document: ReturnType<typeof pointsProgramme>) =>
    (await owner.post(VERSIONS, { document, basedOn })).json;
  expect(await refused(pointsProgramme({ programme: "other" }))).toMatchObject({
    code: "invalid",
    errors: [{ pointer: "/programme" }],
  });
  expect(await refused(pointsProgramme({ currency: "USD" }))).toMatchObject({
    code: "invalid",
    currency: "EUR",
    errors: [{ pointer: "/currency" }],
  });
  const { json } = await world.post("/v1/purchases", orderOf("after", 1000, { email: "ada@example.com" }));
  expect(json.earned[0].amount).toBe(20);
});
