/** What members give each other: by code or id, first to expire first, and nothing of the one in what the other has. */
import { afterEach, describe, expect, test } from "vitest";
import { memberCodeAt } from "../../functions/evidence/member-code.ts";
import { typedOf } from "../../functions/evidence/typed-code.ts";
import { stepOf } from "../../functions/evidence/venue-code.ts";
import { adjust } from "../../functions/operations/adjust.ts";
import { erase } from "../../functions/operations/erase.ts";
import { freeze } from "../../functions/operations/freeze.ts";
import { signInMember } from "../../functions/operations/member-sign-in.ts";
import { merge } from "../../functions/operations/merge.ts";
import { pause } from "../../functions/operations/pause.ts";
import { publish } from "../../functions/operations/publish.ts";
import { DAY_MS, dateOf } from "../../functions/values/day.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { sendRaw } from "../support/raw.ts";
import { memberWith } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf, publicationOf } from "../support/world.ts";

const unit = (name: string, more: JsonObject = {}): JsonObject => ({ name: { one: name, other: `${name}s` }, ...more });
const earn = (id: string, on: string, when: JsonObject[], earned: string, amount: number, more: JsonObject = {}) => ({
  ...{ id, name: id, on, when, effects: [{ kind: "earn", unit: earned, amount, ...more }] },
});
const world = await newWorld(
  pointsProgramme({
    zone: "UTC",
    units: {
      points: unit("point", { transferable: true, expiry: { kind: "rolling", months: 12 } }),
      stamps: unit("stamp", { transferable: true }),
      miles: unit("mile", { transferable: true, expiry: { kind: "rolling", days: 30 } }),
      later: unit("later", { transferable: true, pending: { kind: "days", days: 14 } }),
      crowns: unit("crown"),
      cash: unit("cash", { transferable: true, money: true }),
      collector: unit("collector", { badge: true }),
    },
    metrics: { earned: { counts: "earned", unit: "points" }, crowns: { counts: "earned", unit: "crowns" } },
    rewards: [
      {
        ...{ id: "coffee", name: "Coffee", kind: "voucher", automatic: true, validDays: 30 },
        ...{ cost: { unit: "stamps", amount: 5 }, valueMinor: 300 },
      },
      { id: "mug", name: "Mug", kind: "product", cost: { unit: "points", amount: 50 } },
    ],
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          earn("points", "purchase", [], "points", 2, { perMinor: 100 }),
          earn("miles", "purchase", [{ kind: "sku", in: ["MILES"] }], "miles", 10),
          earn("later", "purchase", [{ kind: "sku", in: ["LATER"] }], "later", 10),
          earn("crown", "card-filled", [], "crowns", 3),
          earn("collector", "card-filled", [], "collector", 1),
        ],
      },
    ],
  }),
);
afterEach(() => conserved(world.client));
const owner = (await staffOf(world, "owner")).session;

let people = 0;
/** Somebody who is signed in, with what she has and her device's code. */
async function somebody(has: Record<string, number> = {}) {
  people += 1;
  const email = `person-${people}@example.com`;
  const proof = { by: "account", account: { kind: "oidc:test", value: email }, email, claim: email } as const;
  const entered = await world.does(signInMember, { proof, device: "", join: {} });
  const [id, session] = [String(entered.member), String(entered.session)];
  const token = memberToken(id, { session, expiresAt: Number(entered.expiresAt) });
  for (const [of, amount] of Object.entries(has))
    await world.does(adjust, { member: id, unit: of, amount, code: "goodwill" });
  const code = async () => {
    const { json } = await world.send({ path: "/v1/me/code-key", token });
    const left = 30_000 - (Date.now() % 30_000);
    if (left < 2_000) await new Promise((resolve) => setTimeout(resolve, left + 10));
    return memberCodeAt(bytesOfHex(json.key, 32), { member: id, session, step: stepOf(Date.now()) });
  };
  const balances = async () => (await world.send({ path: "/v1/me", token })).json.balances;
  return { id, email, token, code, balances };
}
type Somebody = Awaited<ReturnType<typeof somebody>>;

const gives = ({ token }: Somebody, to: object, of: string, amount: number, key = freshKey()) =>
  world.send({ method: "POST", path: "/v1/me/transfers", token, key, body: { to, unit: of, amount } });
const statementOf = async ({ token }: Somebody) => (await world.send({ path: "/v1/me/statement", token })).json.data;

test("what she gives is the other's at once, with the days that it had; her account and the other's say what it was", async () => {
  const [ada, ben] = [await somebody({ points: 300 }), await somebody({ points: 7 })];
  const given = await gives(ada, { id: ben.id }, "points", 120);
  expect(given.status, given.text).toBe(201);
  const { rows } = await world.client.execute(
    "SELECT DISTINCT expires_on AS day FROM accounts WHERE unit = 'points' AND expires_on > 0 AND holder IN (SELECT id FROM holders WHERE kind = 'member')",
  );
  const day = dateOf(Number(rows[0]?.day));
  expect(rows).toHaveLength(1);
  expect(given.json).toMatchObject({ unit: "points", amount: 120, slices: [{ amount: 120, expiresOn: day }] });
  expect(given.json.balances.points.available).toBe(180);
  expect((await ben.balances()).points.available).toBe(127);
  const [hers] = await statementOf(ada);
  expect(hers.lines).toMatchObject([{ amount: -120, runningBalance: 180, says: "given to another member" }]);
  const [his, before] = await statementOf(ben);
  expect(his).toMatchObject({
    kind: "transfer",
    lines: [{ amount: 120, runningBalance: 127, says: "received from another member" }],
  });
  expect(before.lines).toMatchObject([{ amount: 7, runningBalance: 7 }]);
});

test("a code names the other, scanned or typed, and is taken once; a wrong one names nobody", async () => {
  const [ada, ben] = [await somebody({ points: 300 }), await somebody()];
  const memberCode = await ben.code();
  const given = await gives(ada, { memberCode }, "points", 10);
  expect(given.status, given.text).toBe(201);
  for (const again of [memberCode, typedOf(memberCode)])
    expect((await gives(ada, { memberCode: again }, "points", 10)).json.code).toBe("member_code_used");
  const cleo = await somebody();
  expect((await gives(ada, { memberCode: typedOf(await cleo.code()) }, "points", 10)).status).toBe(201);
  expect((await gives(ada, { memberCode: "T1.nonsense" }, "points", 10)).json.code).toBe("member_code_refused");
  expect((await gives(ada, { email: ben.email }, "points", 10)).json.code).toBe("invalid");
  expect([(await ben.balances()).points.available, (await cleo.balances()).points.available]).toEqual([10, 10]);
});

test("the same request again is answered as it was, and moves nothing more; another under its key is refused", async () => {
  const [ada, ben] = [await somebody({ points: 100 }), await somebody()];
  const [key, memberCode] = [freshKey(), await ben.code()];
  const first = await gives(ada, { memberCode }, "points", 60, key);
  const again = await gives(ada, { memberCode }, "points", 60, key);
  expect([again.status, again.text, again.headers.get("idempotent-replayed")]).toEqual([201, first.text, "true"]);
  expect((await gives(ada, { id: ben.id }, "points", 60, key)).json.code).toBe("key_reused");
  expect((await ben.balances()).points.available).toBe(60);
});

test("of eight at once no more goes than she has, whoever gives whom, and rings end as they began", async () => {
  const [ada, ben] = [await somebody({ points: 100 }), await somebody()];
  const answers = await Promise.all(Array.from({ length: 8 }, () => gives(ada, { id: ben.id }, "points", 30)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
  expect([(await ada.balances()).points.available, (await ben.balances()).points.available]).toEqual([10, 90]);

  const ring = [await somebody({ points: 50 }), await somebody({ points: 50 }), await somebody({ points: 50 })];
  const next = (index: number) => ring[(index + 1) % ring.length]?.id;
  const round = await Promise.all(ring.map((each, index) => gives(each, { id: next(index) }, "points", 50)));
  expect(round.map(({ status }) => status)).toEqual([201, 201, 201]);
  for (const each of ring) expect((await each.balances()).points.available).toBe(50);
  expect((await ada.balances()).miles.available).toBe(0);
});

describe("is refused", () => {
  const codeOf = async (...asked: Parameters<typeof gives>) => {
    const { status, json } = await gives(...asked);
    return [status, json.code];
  };

  test("to nobody, to herself, to who is held or no member yet, and by who is", async () => {
    const [ada, ben] = [await somebody({ points: 10 }), await somebody({ points: 10 })];
    const nobody = { id: "mem_00000000000000000000000000" };
    expect(await codeOf(ada, nobody, "points", 1)).toEqual([404, "member_unknown"]);
    expect(await codeOf(ada, { id: ada.id }, "points", 1)).toEqual([409, "to_herself"]);
    expect(await codeOf(ada, { memberCode: await ada.code() }, "points", 1)).toEqual([409, "to_herself"]);
    const guest = (await world.post("/v1/purchases", orderOf("guest", 100, { email: "guest@example.com" }))).json;
    expect(await codeOf(ada, { id: guest.member }, "points", 1)).toEqual([409, "recipient_unavailable"]);
    await world.does(freeze, { member: ben.id, isFrozen: true });
    expect(await codeOf(ada, { id: ben.id }, "points", 1)).toEqual([409, "recipient_unavailable"]);
    expect(await codeOf(ben, { id: ada.id }, "points", 1)).toEqual([409, "member_frozen"]);
    await world.does(erase, { member: ben.id });
    expect(await codeOf(ada, { id: ben.id }, "points", 1)).toEqual([404, "member_unknown"]);
  });

  test("while redeeming is paused, and the same key goes through afterwards", async () => {
    const [ada, ben, key] = [await somebody({ points: 10 }), await somebody(), freshKey()];
    await world.does(pause, { what: "redemption", says: "Back at noon." });
    expect((await gives(ada, { id: ben.id }, "points", 5, key)).json).toMatchObject({
      code: "redemption_paused",
      same_key_safe: true,
    });
    await world.does(pause, { what: "redemption", says: null });
    expect((await gives(ada, { id: ben.id }, "points", 5, key)).status).toBe(201);
  });

  test("of a unit that is none or that nobody gives away, and of more than can be spent; it stays refused", async () => {
    const [ada, ben] = [await somebody({ points: 10, crowns: 10 }), await somebody()];
    expect(await codeOf(ada, { id: ben.id }, "pebbles", 1)).toEqual([422, "invalid"]);
    expect(await codeOf(ada, { id: ben.id }, "crowns", 1)).toEqual([409, "not_transferable"]);
    for (const name of ["constructor", "__proto__"])
      expect(await codeOf(ada, { id: ben.id }, name, 1)).toEqual([422, "invalid"]);
    expect((await gives(ada, { id: ben.id }, "points", 0)).json.errors[0].pointer).toBe("/amount");
    const later = { lines: [{ sku: "LATER", quantity: 1, unitMinor: 1 }] };
    await world.post("/v1/purchases", orderOf("pending", 1, { id: ada.id }, later));
    expect((await ada.balances()).later.pending).toBe(10);
    expect(await codeOf(ada, { id: ben.id }, "later", 1)).toEqual([409, "points_short"]);
    await world.post("/v1/redemptions", { member: { id: ada.id }, reward: "mug", hold: true });
    const key = freshKey();
    const short = await gives(ada, { id: ben.id }, "points", 11, key);
    expect(short.json).toMatchObject({ code: "points_short", unit: "points", has: 10, needs: 11 });
    await world.does(adjust, { member: ada.id, unit: "points", amount: 90, code: "goodwill" });
    expect((await gives(ada, { id: ben.id }, "points", 11, key)).text).toBe(short.text);
    const hold = await world.post("/v1/redemptions", { member: { id: ada.id }, reward: "mug", hold: true });
    expect(hold.json.status, hold.text).toBe("held");
    expect(await codeOf(ada, { id: ben.id }, "points", 51)).toEqual([409, "points_short"]);
    expect(await codeOf(ada, { id: ben.id }, "points", 50)).toEqual([201, undefined]);
  });
});

test("it repays what the other owes first, fills the other's card and meets the rules on that, in the other's name alone", async () => {
  const [ada, cleo, ben] = [await somebody({ stamps: 4 }), await somebody({ stamps: 4 }), await somebody()];
  await world.does(adjust, { member: ben.id, unit: "stamps", amount: -2, code: "correction" });
  const amounts = async (who: Somebody, before = 0) =>
    (await statementOf(who))
      .slice(0, before || undefined)
      .flatMap(({ lines }: { lines: { unit: string; amount: number; says: string }[] }) => lines)
      .map(({ unit: of, amount, says }: { unit: string; amount: number; says: string }) => [of, amount, says]);
  const given = await gives(ada, { id: ben.id }, "stamps", 4);
  expect(given.json.balances.stamps).toMatchObject({ available: 0 });
  expect(await amounts(ben, 1)).toEqual([
    ["stamps", 2, "received from another member, which repaid what you owed"],
    ["stamps", 2, "received from another member"],
  ]);
  expect(await amounts(ada, 1)).toEqual([["stamps", -4, "given to another member"]]);
  const filled = await gives(cleo, { id: ben.id }, "stamps", 4);
  expect(filled.text).not.toContain(ben.id);
  const { stamps, crowns, collector } = await ben.balances();
  expect([stamps, crowns.available, collector.available]).toEqual([
    { available: 1, pending: 0, held: 0, debt: 0 },
    3,
    1,
  ]);
  expect((await amounts(ben, 1)).map(([of, amount]: [string, number]) => [of, amount])).toEqual([
    ["stamps", 4],
    ["stamps", -5],
    ["crowns", 3],
    ["collector", 1],
  ]);
  expect(await amounts(cleo, 1)).toEqual([["stamps", -4, "given to another member"]]);
  expect((await world.send({ path: "/v1/me/vouchers", token: ben.token })).json.data).toHaveLength(1);
});

test("what goes around comes back: totals and last days are what they were, of each unit", async () => {
  const ring = [await somebody({ points: 50 }), await somebody(), await somebody()];
  const [ada] = ring as [Somebody];
  const miles = { lines: [{ sku: "MILES", quantity: 1, unitMinor: 1 }] };
  await world.post("/v1/purchases", orderOf("around", 1, { id: ada.id }, miles));
  const seen = async () => (await world.send({ path: "/v1/me", token: ada.token })).json;
  const before = await seen();
  expect(before.expiring).toHaveLength(2);
  for (const [of, amount] of [
    ["points", 50],
    ["miles", 10],
  ] as const)
    for (const [index, each] of ring.entries())
      expect((await gives(each, { id: ring[(index + 1) % 3]?.id }, of, amount)).status).toBe(201);
  const after = await seen();
  expect([after.balances, after.expiring]).toEqual([before.balances, before.expiring]);
});

test("who becomes another member keeps what she was given, and what is meant for her old name reaches whom she became", async () => {
  const [ada, ben, dora] = [await somebody({ stamps: 4 }), await somebody({ stamps: 3 }), await somebody()];
  // It fills his card, for which rules give him crowns in an operation of hers.
  await gives(ada, { id: ben.id }, "stamps", 4);
  for (const [each, externalId] of [
    [ben, "x-ben"],
    [dora, "x-dora"],
  ] as const) {
    const named = await world.post("/v1/purchases", orderOf(externalId, 100, { id: each.id }));
    expect(named.status, named.text).toBe(201);
    await world.client.execute({
      sql: "INSERT INTO identities(kind, value, holder) SELECT 'external:sto_shop', ?, id FROM holders WHERE public_id = ?",
      args: [externalId, each.id],
    });
  }
  const merged = await world.does(merge, { store: "sto_shop", from: "x-ben", into: "x-dora" });
  expect(merged.effect).toBe("merged");
  await world.does(adjust, { member: ada.id, unit: "points", amount: 9, code: "goodwill" });
  expect((await gives(ada, { id: ben.id }, "points", 9)).status).toBe(201);
  const { points, stamps, crowns } = await dora.balances();
  expect([points.available, stamps.available, crowns.available]).toEqual([13, 2, 3]);
  const [received] = await statementOf(dora);
  expect(received.lines).toMatchObject([{ amount: 9, runningBalance: 13 }]);
  const self = await gives(dora, { id: ben.id }, "points", 1);
  expect(self.json.code).toBe("to_herself");
});

test("neither's export, papers or receipt names the other, and an erasure of either leaves the other's account whole", async () => {
  const [ada, ben] = [await somebody({ points: 100, stamps: 4 }), await somebody({ stamps: 4 })];
  const given = await gives(ada, { memberCode: await ben.code() }, "stamps", 3);
  await gives(ada, { id: ben.id }, "points", 40);
  await gives(ben, { id: ada.id }, "points", 15);
  const exportOf = async ({ token }: Somebody) => (await world.send({ path: "/v1/me/export", token })).text;
  for (const [one, other] of [
    [ada, ben],
    [ben, ada],
  ] as const) {
    const text = await exportOf(one);
    for (const trace of [other.id, other.id.slice(4).toUpperCase(), other.email]) expect(text).not.toContain(trace);
    expect(text).toContain('"kind":"transfer"');
    const { operations } = JSON.parse(text);
    const moved = operations.filter(({ kind }: { kind: string }) => kind === "transfer");
    expect(moved.map(({ actor }: { actor: string | null }) => actor !== null)).toEqual(
      one === ada ? [true, true, false] : [false, false, true],
    );
    expect(moved.every(({ postings }: { postings: object[] }) => postings.length > 0)).toBe(true);
  }
  const { operation } = given.json;
  for (const each of [ada, ben]) {
    const receipt = await world.send({ path: `/v1/me/receipts/${operation}`, token: each.token });
    expect(receipt.json.code).toBe("operation_unknown");
  }
  const papers = async () =>
    JSON.stringify(
      (
        await world.client.execute(
          "SELECT request, answer FROM papers JOIN operations ON seq = operation WHERE kind = 'transfer'",
        )
      ).rows,
    );
  expect(await papers()).not.toContain(ben.id);
  expect(await papers()).not.toContain(ben.id.slice(4).toUpperCase());
  await world.does(erase, { member: ben.id });
  expect((await ada.balances()).points.available).toBe(75);
  const lines = (await statementOf(ada)).flatMap((each: { lines: object[] }) => each.lines);
  expect(lines).toHaveLength(5);
});

test("staff see it on both sides and undo it by hand", async () => {
  const [ada, ben] = [await somebody({ points: 100 }), await somebody()];
  await gives(ada, { id: ben.id }, "points", 40);
  for (const [each, amount] of [
    [ada, 40],
    [ben, -40],
  ] as const) {
    const page = await world.send({ path: `/v1/members/${each.id}/statement`, token: world.storeKey });
    expect(page.json.data[0].lines).toMatchObject([{ amount: -amount, reason: "transfer" }]);
    const body = { member: each.id, unit: "points", amount, reason: "sent to the wrong one" };
    const undone = await world.send({
      method: "POST",
      path: "/v1/staff/adjustments",
      token: owner,
      key: freshKey(),
      body,
    });
    expect(undone.status, undone.text).toBe(201);
  }
  expect([(await ada.balances()).points.available, (await ben.balances()).points.available]).toEqual([100, 0]);
});

test("what both come to by one transfer is raised for each: two surprises, and the audit finds both", async () => {
  const units = { points: unit("point", { transferable: true }) };
  const metrics = { earned: { counts: "earned", unit: "points" } };
  const floating = await newWorld(pointsProgramme({ units, metrics }));
  const [ada, ben] = [await memberWith(50, floating), await memberWith(50, floating)];
  const levels = [
    { id: "base", name: "Base", from: 0 },
    { id: "gold", name: "Gold", from: 50 },
  ];
  const pool = { id: "gift", name: "Gift", from: new Date(Date.now() - DAY_MS).toISOString(), days: 3 };
  const prize = { kind: "units", unit: "points", amount: 1, name: "1" };
  const reached = { id: "reached", name: "Reached", on: "tier-reached", effects: [{ kind: "surprise", pool: "gift" }] };
  const tiered = pointsProgramme({
    ...{ units, metrics },
    tiers: [{ id: "status", measure: { metric: "earned", window: { kind: "lifetime" } }, levels }],
    surprises: [{ ...pool, table: [{ id: "one", odds: 1_000_000, items: 9, prize }] }],
    campaigns: [{ id: "base", name: "Base", rules: [reached] }],
  });
  await floating.does(publish, publicationOf(tiered, 1));
  const body = { to: { id: ben.id }, unit: "points", amount: 10 };
  const asked = { method: "POST", path: "/v1/me/transfers", token: ada.token, key: freshKey(), body };
  expect((await floating.send(asked)).status).toBe(201);
  for (const { token } of [ada, ben])
    expect((await floating.send({ path: "/v1/me/plays", token })).json.data).toHaveLength(1);
  await conserved(floating.client);
});

describe("the form on her home", () => {
  const look = ({ token }: Somebody, path: string, language = "en") =>
    world.send({ path, headers: { cookie: `member=${token}`, "accept-language": language } });
  const sends = async ({ token }: Somebody, fields: Record<string, string>) => {
    const headers = { cookie: `member=${token}`, "content-type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams(fields).toString();
    const asked = { method: "POST", path: "/me/transfers", headers: { ...headers, "sec-fetch-site": "same-origin" } };
    return (await sendRaw(world, { ...asked, body })).location;
  };
  const keyIn = (html: string) => /<section id="giving"[\s\S]*?name="key" value="([^"]+)"/.exec(html)?.[1] ?? "";

  test("is there where something of hers may be given, and gives once, however often it is sent", async () => {
    const [ada, ben] = [await somebody({ crowns: 5 }), await somebody()];
    expect((await look(ada, "/me")).text).not.toContain('id="giving"');
    await world.does(adjust, { member: ada.id, unit: "points", amount: 20, code: "goodwill" });
    await world.does(adjust, { member: ada.id, unit: "cash", amount: 1250, code: "goodwill" });
    const { text } = await look(ada, "/me");
    expect([...text.matchAll(/<option value="([a-z]+)"/g)].map(([, of]) => of)).toEqual(["cash", "points"]);
    const typed = typedOf(await ben.code());
    const form = { key: keyIn(text), to: `${typed.slice(0, 3)} ${typed.slice(3)}`, unit: "cash", amount: "7,5" };
    expect([await sends(ada, form), await sends(ada, form)]).toEqual(["/me?came=given", "/me?came=given"]);
    expect((await look(ada, "/me?came=given")).text).toContain("Given.");
    expect((await ben.balances()).cash.available).toBe(750);
    expect((await look(ben, "/me/history")).text).toContain("received from another member");
    expect((await look(ben, "/me/history")).text).not.toContain("/verify/receipt?operation=op_");
  });

  test("says what was wrong in her language, and moves nothing", async () => {
    const [ada, ben] = [await somebody({ points: 20 }), await somebody()];
    const wrong: [Record<string, string>, string, string, string][] = [
      [{ to: "ABC" }, "member_code_refused", "This code is not good any more.", "Этот код больше не действует."],
      [{ to: "" }, "invalid", "Something does not fit.", "Что-то не подходит."],
      [{ amount: "1,5" }, "invalid", "Something does not fit.", "Что-то не подходит."],
      [{ amount: "much" }, "invalid", "Something does not fit.", "Что-то не подходит."],
      [{ amount: "21" }, "points_short", "It is not enough any more.", "Этого уже не хватает."],
      [{ to: typedOf(await ada.code()) }, "to_herself", "That is your own code.", "Это ваш собственный код."],
      [{ unit: "crowns" }, "not_transferable", "cannot be given to another", "нельзя передать другому участнику"],
    ];
    for (const [change, code, english, russian] of wrong) {
      const key = crypto.randomUUID();
      const form = { key, to: typedOf(await ben.code()), unit: "points", amount: "5", ...change };
      const to = String(await sends(ada, form));
      expect([change, to]).toEqual([change, `/me?refused=${code}`]);
      expect((await look(ada, to)).text).toContain(english);
      expect((await look(ada, to, "ru")).text).toContain(russian);
    }
    expect((await ada.balances()).points.available).toBe(20);
  });
});
