import { afterAll, describe, expect, test } from "vitest";
import { app } from "../../functions/app.ts";
import { tick } from "../../functions/clock/index.ts";
import { contracts } from "../../functions/edge/contract.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { ROLES, type Role } from "../../functions/values/holder.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { buying, contestProgramme, drawnRound, weekly } from "../support/contests.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { memberWith } from "../support/shop.ts";
import { type StaffOf, staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf, publicationOf } from "../support/world.ts";

const world = await newWorld();
const people = new Map<Role, StaffOf>();
for (const role of ROLES) people.set(role, await staffOf(world, role, `${role}@example.com`, 1));
const staff = contracts.filter(({ audience }) => audience.kind === "staff");

let made = 0;
const fresh = () => `${made++}`;
const storeOf = async (): Promise<string> => {
  const opened = await asked("owner", "post", "/v1/staff/stores", { id: `sto_x${fresh()}`, name: "X" });
  return opened.json.store;
};

/** A contest that closed an hour ago, with one entrant, and waits for numbers of a public draw. */
const awaitingContest = async (): Promise<string> => {
  const closes = Date.now() - 3_600_000;
  const iso = (at: number) => new Date(at).toISOString();
  const name = `c${fresh()}`;
  const document = contestProgramme({ kind: "once", opens: iso(closes - 3_600_000), closes: iso(closes) });
  const [terms] = document.contests as JsonObject[];
  const entropy = { mode: "manual", source: "the first 6 out of 49", draws: [{ numbers: 6, outOf: 49 }] };
  const rule = { id: "ticket", name: "A ticket", on: "purchase" };
  const effects = [{ kind: "tickets", contest: name, amount: 3 }];
  const campaigns = [{ id: "base", name: "Base", rules: [{ ...rule, effects }] }];
  const contests = [{ ...terms, id: name, entropy }];
  const publication = publicationOf(pointsProgramme({ contests, campaigns }), await newest());
  await world.does(publish, publication, { now: closes - 7_200_000 });
  await tick({ ...world.ledger, now: closes - 3_600_000 });
  await world.does(purchase, buying("ada@example.com", name, closes - 1_000), { now: closes - 1_000 });
  await tick(world.ledger);
  const { data } = (await world.send({ path: "/v1/contests?limit=100" })).json;
  return data.find(({ contest }: { contest: string }) => contest === name).id;
};

const venueId = async (): Promise<string> => {
  const place = { store: "sto_shop", name: "Square", latitude: 52.5, longitude: 13.4, radiusMetres: 100 };
  return (await asked("owner", "post", "/v1/staff/venues", place)).json.venue;
};

const freshUid = () => `04${fresh().padStart(12, "0")}`;
const tagId = async (): Promise<string> =>
  (await asked("owner", "post", `/v1/staff/venues/${await venueId()}/tags`, { uid: freshUid() })).json.tag;

/** A reward that somebody can have at the till. */
const wanted = async (): Promise<JsonObject> => {
  const cup = { id: "cup", name: "A cup", kind: "product", cost: { unit: "points", amount: 1 } };
  const publication = { document: pointsProgramme({ rewards: [cup] }), basedOn: await newest() };
  await asked("owner", "post", "/v1/staff/programme/versions", publication);
  const { id } = await memberWith(1, world);
  return { store: "sto_shop", member: { id }, reward: "cup" };
};

/** A check-in that was not trusted, and that its member asks staff to look at. */
const appealedCheckIn = async (): Promise<string> => {
  const venue = await venueId();
  const { id, token } = await newMember(world, `appeals-${fresh()}`);
  const done = await world.does(checkIn, { member: id, venue, fix: null, qr: null, tap: null, isDemo: false });
  const path = `/v1/me/check-ins/${done.id}/appeal`;
  await world.send({ method: "POST", path, token, key: freshKey(), body: {} });
  return String(done.id);
};

/** How to ask each route so that whoever may is answered with success. */
const requests: Record<string, () => Promise<{ path?: Record<string, string>; query?: string; body?: JsonObject }>> = {
  listAppeals: async () => ({}),
  decideAppeal: async () => ({ body: { checkIn: await appealedCheckIn(), verdict: "reject", says: "No." } }),
  confirmCheckIn: async () => ({
    path: { venue: await venueId() },
    body: { member: { id: (await newMember(world, `there-${fresh()}`)).id } },
  }),
  checkProgramme: async () => ({ body: { document: pointsProgramme() } }),
  publishProgramme: async () => ({ body: { document: pointsProgramme(), basedOn: await newest() } }),
  rollBackProgramme: async () => ({ body: { to: 1 } }),
  withdrawProgrammeVersion: async () => {
    const effectiveAt = new Date(Date.now() + 3_600_000).toISOString();
    const body = { document: pointsProgramme(), basedOn: await newest(), effectiveAt };
    const { json } = await asked("owner", "post", "/v1/staff/programme/versions", body);
    return { path: { version: String(json.version) }, body: {} };
  },
  saveProgrammeDraft: async () => ({ body: { name: `draft-${fresh()}`, document: {}, revision: 0 } }),
  listProgrammeDrafts: async () => ({}),
  readProgrammeDraft: async () => ({ path: { draft: await draftName() } }),
  dropProgrammeDraft: async () => ({ path: { draft: await draftName() }, body: { revision: 1 } }),
  listProgrammeVersions: async () => ({}),
  readProgrammeVersion: async () => ({ path: { version: "1" } }),
  pauseProgramme: async () => ({ body: { what: "redemption", says: null } }),
  publishInputAsStaff: async () => {
    const document = pointsProgramme({ inputs: { demand: { name: "Demand", min: 0, max: 9 } } });
    await asked("owner", "post", "/v1/staff/programme/versions", { document, basedOn: await newest() });
    return { body: { input: "demand", value: Number(fresh()) % 10 } };
  },
  importVoucherCodes: async () => {
    const reward = { id: "cinema", name: "Cinema", kind: "voucher", valueMinor: 900, codes: "imported" };
    await asked("owner", "post", "/v1/staff/programme/versions", {
      document: pointsProgramme({ rewards: [reward] }),
      basedOn: await newest(),
    });
    return { path: { reward: "cinema" }, body: { codes: [`SPRING-${fresh()}`] } };
  },
  listVoucherCodes: async () => ({}),
  listWaitingLists: async () => ({}),
  showWaitingList: async () => ({ path: { reward: String((await wanted()).reward) } }),
  makeStoreKey: async () => ({ body: { store: await storeOf(), scopes: ["earn"] } }),
  revokeStoreKey: async () => {
    const key = await asked("owner", "post", "/v1/staff/keys", { store: await storeOf(), scopes: ["earn"] });
    return { path: { id: key.json.id } };
  },
  typeContestMaterial: async () => ({
    path: { contest: await awaitingContest() },
    body: { numbers: [[1, 2, 3, 4, 5, 6]] },
  }),
  openStore: async () => ({ body: { id: `sto_y${fresh()}`, name: "Y" } }),
  listStores: async () => ({}),
  openWebhook: async () => ({ body: { url: `https://hooks.example.com/${fresh()}` } }),
  listWebhooks: async () => ({}),
  renewWebhookSecret: async () => ({ path: { endpoint: await endpointId() } }),
  steerWebhook: async () => ({ path: { endpoint: await endpointId() }, body: { state: "paused" } }),
  testWebhook: async () => ({ path: { endpoint: await endpointId() } }),
  sendWebhookAgain: async () => {
    const bought = await world.post("/v1/purchases", orderOf(`o${fresh()}`, 100, { email: "ada@example.com" }));
    return { path: { endpoint: await endpointId() }, body: { operation: bought.json.operation } };
  },
  listDeliveries: async () => ({ path: { endpoint: await endpointId() } }),
  openVenue: async () => ({
    body: { store: "sto_shop", name: "Square", latitude: 52.5, longitude: 13.4, radiusMetres: 100 },
  }),
  checkVenueImport: async () => ({
    body: { csv: `id,store,name,latitude,longitude\n${fresh()},sto_shop,Market,52.5,13.4` },
  }),
  importVenues: async () => ({
    body: { csv: `id,store,name,latitude,longitude\n${fresh()},sto_shop,Market,52.5,13.4` },
  }),
  exportVenues: async () => ({}),
  changeVenue: async () => ({ path: { venue: await venueId() }, body: { name: "Market", hours: "Mo-Fr 08:00-18:00" } }),
  giveTag: async () => ({ path: { venue: await venueId() }, body: { uid: freshUid() } }),
  readTag: async () => ({ path: { tag: await tagId() } }),
  retireTag: async () => ({ path: { tag: await tagId() } }),
  readVenueCode: async () => ({ path: { venue: await venueId() } }),
  renewVenueCode: async () => ({ path: { venue: await venueId() } }),
  findMembers: async () => ({ query: "?query=ada@example.com" }),
  freezeMember: async () => ({ path: { id: await memberId() }, body: { frozen: true, reason: "a test" } }),
  eraseMember: async () => ({ path: { member: await memberId() } }),
  exportMember: async () => ({ path: { member: await memberId() } }),
  listSubmissions: async () => ({}),
  moderateSubmission: async () => {
    const photo = { id: "photo", name: "Photo", on: "photo", moderated: true };
    const rule = { ...photo, effects: [{ kind: "earn", unit: "points", amount: 100 }] };
    const document = pointsProgramme({ campaigns: [{ id: "photos", name: "Photos", rules: [rule] }] });
    await asked("owner", "post", "/v1/staff/programme/versions", { document, basedOn: await newest() });
    const id = `m${fresh()}`;
    await world.post("/v1/events", {
      member: { email: `${id}@example.com` },
      type: "photo",
      id,
      occurredAt: new Date().toISOString(),
    });
    return { body: { event: `event:sto_shop:${id}`, verdict: "accept" } };
  },
  fulfilByStaff: async () => {
    const cost = { unit: "points", amount: 1 };
    const document = pointsProgramme({
      rewards: [{ id: "parcel", name: "A parcel", kind: "product", shipped: true, cost }],
    });
    await asked("owner", "post", "/v1/staff/programme/versions", { document, basedOn: await newest() });
    const { id } = await memberWith(1, world);
    const { json } = await world.post("/v1/redemptions", { member: { id }, reward: "parcel" });
    return { path: { redemption: json.id }, body: { state: "packed" } };
  },
  showPlaces: async () => ({ path: { contest: (await drawn()).id } }),
  exportContest: async () => ({ path: { contest: (await drawn()).id }, query: "?format=csv" }),
  callOffContest: async () => {
    const { open } = await drawn();
    return { path: { contest: open.pop() ?? "" }, body: { says: "a test" } };
  },
  passPrizeOn: async () => {
    const { id, tags } = await drawn();
    return { path: { contest: id, entrant: tags.pop() ?? "" }, body: { reason: "staff" } };
  },
  confirmTaxForm: async () => {
    const { id, tags } = await drawn();
    return { path: { contest: id, entrant: tags[0] ?? "" } };
  },
  listHeldPrizes: async () => ({}),
  confirmPlayTaxForm: async () => ({ path: { id: (await heldPlays()).pop() ?? "" } }),
  confirmEmail: async () => ({ body: { email: "ada@example.com" } }),
  lookAtTill: async () => ({ body: { member: { id: await memberId() } } }),
  showAtTill: async () => ({ path: { member: await memberId() } }),
  sellAtTill: async () => ({
    body: {
      store: "sto_shop",
      member: { id: await memberId() },
      order: `till-${fresh()}`,
      currency: "EUR",
      amountMinor: 1000,
    },
  }),
  undoTillSale: async () => {
    const sale = { store: "sto_shop", member: { id: await memberId() }, currency: "EUR", amountMinor: 1000 };
    const sold = await asked("owner", "post", "/v1/staff/till/sales", { ...sale, order: `till-${fresh()}` });
    return { path: { order: sold.json.order }, body: { store: "sto_shop" } };
  },
  redeemAtTill: async () => ({ body: await wanted() }),
  undoTillRedemption: async () => {
    const handed = await asked("owner", "post", "/v1/staff/till/redemptions", await wanted());
    return { path: { redemption: handed.json.id }, body: { store: "sto_shop" } };
  },
  adjustMember: async () => ({
    body: { member: await memberId(), unit: "points", amount: 1, code: "goodwill", reason: "a test" },
  }),
};

let round: { id: string; tags: string[]; open: string[] } | null = null;

/** A drawn round with more winners than there are roles, and as many rounds that are open. */
async function drawn() {
  if (round) return round;
  const document = contestProgramme(weekly);
  const [terms] = document.contests as [JsonObject];
  const many = Array.from({ length: ROLES.length + 2 }, (_, index) => `${index}`);
  const prizes = many.map((name) => ({ kind: "goods", name, valueMinor: 1 }));
  const contests = [{ ...terms, prizes }, ...many.map((name) => ({ ...terms, id: `off-${name}` }))];
  await asked("owner", "post", "/v1/staff/programme/versions", {
    document: { ...document, contests },
    basedOn: await newest(),
  });
  const { id, ranks } = await drawnRound(
    world,
    many.map((name) => `winner-${name}@example.com`),
  );
  const { rows } = await world.client.execute(
    "SELECT public_id AS id FROM holders WHERE kind = 'contest' AND state = 'open'",
  );
  round = { id, tags: ranks.map(({ tag }) => tag), open: rows.map((row) => String(row.id)) };
  return round;
}

let held: string[] | null = null;

/** More plays than there are roles, each of which won what waits for a tax form. */
async function heldPlays(): Promise<string[]> {
  if (held) return held;
  const bike = { kind: "goods", name: "A bike", valueUsdMinor: 250_000 };
  const table = [{ id: "bike", odds: 1_000_000, items: 20, prize: bike }];
  const gift = { id: "gift", name: "Gift", from: "2026-01-01T00:00:00Z", days: 1, table, playsPerDay: 20 };
  const rules = [{ id: "play", name: "A play", on: "purchase", effects: [{ kind: "surprise", pool: "gift" }] }];
  const document = pointsProgramme({ surprises: [gift], campaigns: [{ id: "luck", name: "Luck", rules }] });
  await world.does(publish, publicationOf(document, await newest()), { now: Date.now() - 82_800_000 });
  const { id, token } = await newMember(world, `winner-${fresh()}`);
  const sent = (method: string, path: string, body?: JsonObject) =>
    world.send({ method, path, token, key: freshKey(), ...(body ? { body } : {}) });
  await sent("POST", "/v1/me/profile", { region: "US-NY" });
  const plays: string[] = [];
  for (let play = 0; play < ROLES.length + 2; play++) {
    const { json } = await world.post("/v1/purchases", orderOf(`held-${fresh()}`, 1000, { id }));
    plays.push(json.surprises[0].id);
  }
  for (const play of plays) await sent("POST", `/v1/me/plays/${play}/reveal`);
  held = plays;
  return held;
}

let endpoint: string | undefined;
async function endpointId(): Promise<string> {
  endpoint ??= (await asked("owner", "post", "/v1/staff/webhooks", { url: "https://hooks.example.com/one" })).json
    .endpoint as string;
  return endpoint;
}

async function memberId(): Promise<string> {
  const order = orderOf(`o${fresh()}`, 100, { email: `m${fresh()}@example.com` });
  return (await world.post("/v1/purchases", order)).json.member;
}

async function draftName(): Promise<string> {
  const body = { name: `draft-${fresh()}`, document: {}, revision: 0 };
  return (await asked("owner", "post", "/v1/staff/programme/drafts", body)).json.name;
}

async function newest(): Promise<number> {
  const { json } = await asked("owner", "get", "/v1/staff/programme/versions");
  return json.data[0].version;
}

function asked(role: Role | null, method: string, path: string, body?: JsonObject) {
  const session = role === null ? undefined : people.get(role)?.session;
  return world.send({
    method: method.toUpperCase(),
    path,
    key: freshKey(),
    ...(session === undefined ? {} : { token: session }),
    ...(method === "get" ? {} : { body: body ?? {} }),
  });
}

test("every route of staff that is mounted is in this table", () => {
  expect(app.routes.length).toBeGreaterThan(staff.length);
  expect(staff.length).toBeGreaterThan(10);
  expect(staff.map(({ id }) => id).filter((id) => !Object.hasOwn(requests, id))).toEqual([]);
});

describe.each(staff)("$id", ({ id, method, path, audience }) => {
  const cells = ROLES.map((role) => ({ role, may: audience.kind === "staff" && audience.roles.includes(role) }));
  // Once a route: an audit reads the whole of a ledger that each test makes longer, and finds what any of them left wrong.
  afterAll(() => conserved(world.client));

  test.each(cells)("$role may: $may", async ({ role, may }) => {
    const answer = await asked(role, method, ...(await built(id, path)));
    if (may) expect(answer.status, answer.text).toBeLessThan(300);
    else expect([answer.status, answer.json.code, answer.json.role]).toEqual([403, "forbidden", role]);
  });

  test("nobody without a session", async () => {
    const answer = await asked(null, method, ...(await built(id, path)));
    expect([answer.status, answer.json.code]).toEqual([401, "unauthenticated"]);
  });
});

async function built(id: string, path: string): Promise<[string, JsonObject | undefined]> {
  const request = await requests[id]?.();
  const filled = path.replace(/:(\w+)/g, (_, name: string) => request?.path?.[name] ?? "");
  return [filled + (request?.query ?? ""), request?.body];
}
