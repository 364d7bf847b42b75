import { afterEach, expect, test } from "vitest";
import { inviteStaff } from "../../bin/staff.ts";
import { problemOfRefusal } from "../../functions/edge/problem.ts";
import { pause } from "../../functions/operations/pause.ts";
import { perform } from "../../functions/operations/perform.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));
const owner = await staffOf(world, "owner");
const marketer = await staffOf(world, "marketer");

function earning(amount: number) {
  const document = pointsProgramme();
  const campaigns = structuredClone(document.campaigns) as { rules: { effects: { amount: number }[] }[] }[];
  for (const { rules } of campaigns)
    for (const rule of rules) for (const effect of rule.effects) effect.amount = amount;
  return { ...document, campaigns };
}

test("a check names faults by their pointer, and what would change in words, and writes nothing", async () => {
  const faulty = await marketer.post("/v1/staff/programme/check", {
    document: { ...earning(2), zone: "Mars", lateDays: -1 },
  });
  expect(faulty.status).toBe(200);
  expect(faulty.json).toMatchObject({ ok: false, basedOn: 1, differences: [] });
  expect(faulty.json.faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["/zone", "/lateDays"]);
  const good = await marketer.post("/v1/staff/programme/check", { document: earning(3) });
  expect(good.json).toEqual({
    ok: true,
    faults: [],
    basedOn: 1,
    inForce: 1,
    differences: [
      {
        pointer: "/campaigns/0/rules/0/effects",
        says: 'The rule "points-per-euro" changes: was 2 points for each €1.00 spent, becomes 3 points for each €1.00 spent',
      },
    ],
    warnings: [],
  });
  expect((await marketer.get("/v1/staff/programme/versions")).json.data).toHaveLength(1);
});

test("a faulty document is 422 with pointers, and its key stays free", async () => {
  const body = { document: { ...earning(2), currency: "euro" }, basedOn: 1 };
  const refused = await marketer.post("/v1/staff/programme/versions", body, "faulty");
  expect(refused.status).toBe(422);
  expect(refused.json).toMatchObject({ code: "programme_faulty", same_key_safe: true });
  expect(refused.json.errors).toEqual([{ pointer: "/currency", says: "a currency code of three capitals, as EUR" }]);
});

test("a version is published, holds at once, and says who published it; rolling back makes a new version of the old words", async () => {
  const published = await marketer.post("/v1/staff/programme/versions", { document: earning(5), basedOn: 1 }, "v2");
  expect([published.status, published.json.version], published.text).toEqual([201, 2]);
  const replay = await marketer.post("/v1/staff/programme/versions", { document: earning(5), basedOn: 1 }, "v2");
  expect([replay.text, replay.headers.get("idempotent-replayed")]).toEqual([published.text, "true"]);
  const five = await world.post("/v1/purchases", orderOf("five", 1000, { email: "ada@example.com" }));
  expect(five.json.earned[0].amount).toBe(50);

  const back = await owner.post("/v1/staff/programme/rollback", { to: 1 });
  expect([back.status, back.json.version], back.text).toEqual([201, 3]);
  const two = await world.post("/v1/purchases", orderOf("two", 1000, { email: "ada@example.com" }));
  expect(two.json.earned[0].amount).toBe(20);

  const { json } = await owner.get("/v1/staff/programme/versions?limit=2");
  expect(json.data).toMatchObject([
    { version: 3, kind: "rollback", by: { actor: owner.staff, email: "owner@example.com" } },
    { version: 2, kind: "publish", by: { actor: marketer.staff, email: "marketer@example.com" } },
  ]);
  const rest = await owner.get(`/v1/staff/programme/versions?cursor=${json.next_cursor}`);
  expect(rest.json).toMatchObject({
    data: [{ version: 1, by: { actor: "operator", email: null } }],
    next_cursor: null,
  });
  expect((await owner.get("/v1/staff/programme/versions/3")).json.document).toEqual(pointsProgramme());
  expect((await owner.get("/v1/staff/programme/versions/99")).json.code).toBe("version_unknown");
  expect((await owner.post("/v1/staff/programme/rollback", { to: 99 })).json.code).toBe("version_unknown");
});

test("of two who publish at once on the same version, one is told that it changed", async () => {
  const [{ version }] = (await owner.get("/v1/staff/programme/versions")).json.data;
  const answers = await Promise.all(
    [owner, marketer].map((by, index) =>
      by.post("/v1/staff/programme/versions", { document: earning(6 + index), basedOn: version }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({
    code: "version_changed",
    basedOn: version,
    newest: version + 1,
    same_key_safe: true,
  });
});

test("a version with a later instant waits for it", async () => {
  const [{ version }] = (await owner.get("/v1/staff/programme/versions")).json.data;
  const effectiveAt = new Date(Date.now() + 3_600_000).toISOString();
  const later = await owner.post("/v1/staff/programme/versions", {
    document: earning(100),
    basedOn: version,
    effectiveAt,
  });
  expect(later.json).toMatchObject({ version: version + 1, effectiveAt });
  const bought = await world.post("/v1/purchases", orderOf("before", 1000, { email: "ben@example.com" }));
  expect(bought.json.earned[0].amount).toBeLessThan(100);
});

test("while earning is paused a purchase is refused with the sentence, and the same key works once it is resumed", async () => {
  const says = "We are counting the shelves and are back at noon.";
  expect((await marketer.post("/v1/staff/pause", { what: "earning", says })).json.paused).toEqual({
    earning: says,
    redemption: null,
  });
  const order = orderOf("paused", 1000, { email: "cleo@example.com" });
  const key = freshKey();
  const refused = await world.post("/v1/purchases", order, key);
  expect([refused.status, refused.json.code, refused.json.says]).toEqual([503, "earning_paused", says]);
  const both = await owner.post("/v1/staff/pause", { what: "redemption", says: "Later." });
  expect(both.json.paused).toEqual({ earning: says, redemption: "Later." });
  expect((await owner.post("/v1/staff/pause", { what: "earning", says: null })).json.paused).toEqual({
    earning: null,
    redemption: "Later.",
  });
  await owner.post("/v1/staff/pause", { what: "redemption", says: null });
  expect((await world.post("/v1/purchases", order, key)).status).toBe(201);
});

test("a role that was taken away takes effect at once", async () => {
  const leaving = await staffOf(world, "marketer", "leaving@example.com");
  expect((await leaving.post("/v1/staff/pause", { what: "earning", says: null })).status).toBe(200);
  await inviteStaff({ ledger: world.ledger, email: "leaving@example.com", role: "read-only" });
  const refused = await leaving.post("/v1/staff/pause", { what: "earning", says: "Mine." });
  expect([refused.status, refused.json.role]).toEqual([403, "read-only"]);
});

test("a role that is taken away between the read and the write of a request is seen, and nothing is written", async () => {
  const { staff } = await staffOf(world, "marketer", "between@example.com");
  let reads = 0;
  const client = new Proxy(world.client, {
    get(target, name) {
      if (name !== "batch") return Reflect.get(target, name, target);
      return async (...args: Parameters<typeof target.batch>) => {
        const results = await target.batch(...args);
        if (reads++ === 0) await inviteStaff({ ledger: world.ledger, email: "between@example.com", role: "cashier" });
        return results;
      };
    },
  });
  const request = { what: "earning" as const, says: "Mine." };
  const performed = await perform(
    { ...world.ledger, client },
    pause,
    {
      request,
      caller: { kind: "staff", staff, roles: ["marketer"] },
      key: "between",
      method: "POST",
      path: "/",
      body: request,
    },
    { status: 200, view: (outcome) => ({ ...outcome }), refused: problemOfRefusal },
  );
  expect(performed).toMatchObject({ kind: "refused", refusal: { refused: "forbidden", numbers: { role: "cashier" } } });
  expect(reads).toBeGreaterThan(1);
});
