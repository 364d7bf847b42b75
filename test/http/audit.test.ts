import { execFile } from "node:child_process";
import { type Client, type InStatement, LibsqlError } from "@libsql/client/web";
import { beforeAll, expect, test } from "vitest";
import { audit, auditSentence } from "../../functions/operations/audit.ts";
import { boundary } from "../../functions/operations/boundary.ts";
import { type Copied, copied } from "../support/copied.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, orderOf } from "../support/world.ts";

const DAY_MS = 86_400_000;
const world = await newWorld(
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" }, expiry: { kind: "rolling", days: 30 }, transferable: true },
    },
    metrics: {
      spend: { counts: "spend", bucket: "month" },
      orders: { counts: "orders" },
      collected: { counts: "earned", unit: "points" },
    },
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "calendar-year" } },
        levels: [
          { id: "white", name: "White", from: 0 },
          { id: "silver", name: "Silver", from: 2_500 },
          { id: "gold", name: "Gold", from: 1_000_000 },
        ],
        held: { kind: "years" },
      },
      {
        id: "lately",
        measure: { metric: "spend", window: { kind: "rolling", months: 3 } },
        levels: [
          { id: "guest", name: "Guest", from: 0 },
          { id: "regular", name: "Regular", from: 2_500 },
        ],
      },
    ],
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "points-per-euro",
            name: "2 points per euro",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }],
          },
          { id: "thanks", name: "Thanks", on: "purchase", effects: [{ kind: "earn", unit: "points", amount: 5 }] },
        ],
      },
    ],
    rewards: [
      { id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: 10 }, stock: 20 },
      {
        id: "evening",
        name: "Evening",
        kind: "seat",
        date: "2099-05-01",
        stock: 0,
        cost: { unit: "points", amount: 10 },
      },
    ],
  }),
);
const { client } = world;
const findings = async () => (await audit(client, { page: 7 })).findings;
const run = async (...statements: string[]) => {
  for (const sql of statements) await client.execute(sql);
};

beforeAll(async () => {
  const owner = await staffOf(world, "owner");
  const members: string[] = [];
  for (const name of ["ada", "ben", "cleo", "dana"]) {
    const email = `${name}@example.com`;
    members.push((await world.post("/v1/members", { email, name })).json.member);
    for (const [index, minor] of [4033, 999, 50].entries())
      expect((await world.post("/v1/purchases", orderOf(`${name}-${index}`, minor, { email }))).status).toBe(201);
    await world.post(`/v1/purchases/${name}-0/refunds`, { refund: "r1", amountMinor: 1333 });
    await world.post(`/v1/purchases/${name}-1/refunds`, { refund: "r1", lines: [{ line: "1", quantity: 1 }] });
    await world.post(`/v1/purchases/${name}-1/refunds`, { refund: "r2", amountMinor: 1 });
    const held = await world.post("/v1/redemptions", { member: { email }, reward: "coffee", hold: true });
    expect(held.status, held.text).toBe(201);
    const free = await world.post("/v1/redemptions", { member: { email }, reward: "coffee", hold: true });
    await world.post(`/v1/redemptions/${free.json.id}/release`, {});
    const taken = await world.post("/v1/redemptions", { member: { email }, reward: "coffee" });
    if (name === "ben") await world.post(`/v1/redemptions/${taken.json.id}/reversal`, {});
    const body = { member: members.at(-1), unit: "points", amount: name === "cleo" ? -500 : 7, reason: "r" };
    expect((await owner.post("/v1/staff/adjustments", body)).status).toBe(201);
  }
  const gift = { to: { id: members[1] }, unit: "points", amount: 3 };
  const giving = { path: "/v1/me/transfers", token: memberToken(members[0]), key: "gift", body: gift };
  expect((await world.send({ method: "POST", ...giving })).status).toBe(201);
  for (const member of members) {
    const about = { path: "/v1/me/waiting-list", token: memberToken(member), key: `join-${member}` };
    const joined = await world.send({ method: "POST", ...about, body: { reward: "evening" } });
    expect(joined.status, joined.text).toBe(201);
  }
  await world.post("/v1/purchases", orderOf("guest-1", 1_234, { email: "guest@example.com" }));
  await world.does(boundary, { member: members[0] ?? "" }, { now: Date.now() + 60 * DAY_MS });
  expect((await owner.post(`/v1/staff/members/${members[3]}/erasure`)).status).toBe(200);
  await world.post("/v1/purchases/dana-0/refunds", { refund: "late", amountMinor: 100 });
});

/** A client of a server whose answers have so many characters at most. */
function tersely(of: Client, characters: number): Client {
  const short = <Answer>(answer: Answer): Answer => {
    if (JSON.stringify(answer).length > characters) throw new LibsqlError("too large", "RESPONSE_TOO_LARGE");
    return answer;
  };
  return {
    ...of,
    execute: async (step: InStatement) => short(await of.execute(step)),
    batch: async (steps: InStatement[], mode: "read") => short(await of.batch(steps, mode)),
  } as Client;
}

test("a busy ledger is clean, and the audit says what it read", async () => {
  await conserved(client);
  const found = await audit(client, { page: 7 });
  expect(found.findings).toEqual([]);
  expect(found.members).toBe(5);
  expect(await audit(client)).toEqual(found);
  expect(await audit(tersely(client, 9_000)), "where an answer has fewer characters than a page").toEqual(found);
  expect(auditSentence(found)).toMatch(
    /^\d+ operations, \d+ postings, \d+ accounts and 5 members were read\.\nAll balances equal/,
  );
  expect(auditSentence({ ...found, operations: 12_345, findings: ["x."] })).toMatch(/^12,345 .*\n1 finding:\nx\.$/s);
});

test("what is written while it is audited is no finding", async () => {
  const orders = (async () => {
    for (let order = 0; order < 15; order++)
      await world.post("/v1/purchases", orderOf(`meanwhile-${order}`, 333, { email: "ada@example.com" }));
  })();
  expect((await audit(client, { page: 3 })).findings).toEqual([]);
  await orders;
  expect(await findings()).toEqual([]);
});

/** Without guards, and each change in it is taken back. */
let copy: Copied;

test("a copy of it is as clean", async () => {
  copy = await copied(client);
  expect((await audit(copy.client)).findings).toEqual([]);
});

const LAST_PURCHASE =
  "(SELECT max(seq) FROM operations WHERE kind = 'purchase' AND EXISTS (SELECT 1 FROM papers WHERE operation = seq))";
const memberOf = (order: string) => `(SELECT owner FROM holders WHERE public_id = 'order:sto_shop:${order}')`;
const [BEN, CLEO] = [memberOf("ben-0"), memberOf("cleo-0")];
const BENS = "(SELECT id FROM holders WHERE public_id = 'order:sto_shop:ben-0')";

test.each([
  {
    name: "a balance that was edited",
    tamper: [
      "UPDATE accounts SET balance = balance + 5 WHERE id = (SELECT max(to_account) FROM postings WHERE reason = 'earn')",
    ],
    says: [/account \d+ \(.*\) has a balance of -?\d+, and its postings sum to -?\d+/, /accounts of points sum to 5/],
  },
  {
    name: "an amount that was edited",
    tamper: [`UPDATE postings SET amount = amount + 1 WHERE operation = ${LAST_PURCHASE} AND line = 0`],
    says: [/do not open its record hash/, /its postings sum to/, /was given \d+ by rule/],
  },
  {
    name: "a posting that was deleted",
    tamper: [
      `CREATE TABLE kept AS SELECT * FROM postings WHERE operation = ${LAST_PURCHASE} AND line = 0`,
      "DELETE FROM postings WHERE (operation, line) IN (SELECT operation, line FROM kept)",
    ],
    says: [/has a posting 1 where 0 was expected/, /its postings sum to/],
  },
  {
    name: "a reason that was edited",
    tamper: [`UPDATE postings SET reason = 'prize' WHERE operation = ${LAST_PURCHASE} AND line = 0`],
    says: [/do not open its record hash/],
  },
  {
    name: "a why that was edited",
    tamper: [`UPDATE postings SET why = json_set(why, '$.amount', 3) WHERE operation = ${LAST_PURCHASE} AND line = 0`],
    says: [/do not open its record hash/],
  },
  {
    name: "a posting that turns one unit into another",
    tamper: [
      "UPDATE accounts SET unit = 'miles' WHERE id = (SELECT max(to_account) FROM postings WHERE reason = 'earn')",
    ],
    says: [/turns points into miles/, /accounts of miles sum to/],
  },
  {
    name: "an operation that was taken out whole",
    tamper: [
      "CREATE TABLE gone AS SELECT * FROM operations WHERE kind = 'freeze' OR seq = (SELECT max(seq) FROM operations WHERE kind = 'enrol')",
      "CREATE TABLE gone_papers AS SELECT * FROM papers WHERE operation IN (SELECT seq FROM gone)",
      "DELETE FROM papers WHERE operation IN (SELECT seq FROM gone)",
      "DELETE FROM operations WHERE seq IN (SELECT seq FROM gone)",
    ],
    says: [/follows \d+: the operations between them are missing/],
  },
  {
    name: "an operation that was given to another member",
    tamper: [
      `CREATE TABLE was AS SELECT seq, member FROM operations WHERE seq = ${LAST_PURCHASE}`,
      `UPDATE operations SET member = (SELECT min(id) FROM holders WHERE kind = 'member' AND id <> member) WHERE seq = ${LAST_PURCHASE}`,
    ],
    says: [/do not open its record hash/, /and her orders are worth/],
  },
  {
    name: "an instant that was edited",
    tamper: [`UPDATE operations SET occurred_at = occurred_at - 1 WHERE seq = ${LAST_PURCHASE}`],
    says: [/do not open its record hash/],
  },
  {
    name: "an answer that was edited",
    tamper: [`UPDATE papers SET answer = answer || ' ' WHERE operation = ${LAST_PURCHASE}`],
    says: [/has other papers than those that were recorded/],
  },
  {
    name: "papers that went without an erasure",
    tamper: [
      `CREATE TABLE kept AS SELECT * FROM papers WHERE operation = ${LAST_PURCHASE}`,
      "DELETE FROM papers WHERE operation IN (SELECT operation FROM kept)",
    ],
    says: [/has no papers, and nobody was erased/],
  },
  {
    name: "a claim that was pointed elsewhere",
    tamper: ["UPDATE claims SET operation = operation + 1 WHERE name = 'order:sto_shop:ben-0'"],
    says: [/order:sto_shop:ben-0 was claimed by operation \d+, and its row says otherwise/],
  },
  {
    name: "a metric that was edited",
    tamper: ["UPDATE metrics SET amount = amount + 100 WHERE metric = 'spend' AND amount > 0"],
    says: [
      /has \d+ of spend in bucket \d+, and her history says \d+/,
      /of spend in bucket \d+, and operations counted \d+/,
    ],
  },
  {
    name: "a count that would reach a tier, or would not have reached it",
    tamper: [
      `UPDATE metrics SET amount = amount + 1000000 WHERE metric = 'spend' AND holder = ${BEN}`,
      `UPDATE metrics SET amount = amount - 2000 WHERE metric = 'spend' AND holder = ${CLEO}`,
    ],
    says: [
      /mem_\w+ has silver of the tiers status, and her records say gold/,
      /mem_\w+ holds silver of the tiers status, and her records never reached more than white/,
      /mem_\w+ has regular of the tiers lately, and her records say guest/,
    ],
  },
  {
    name: "a tier that was taken away, and one that was made a better one",
    tamper: [
      `UPDATE accounts SET balance = 0 WHERE unit = 'tier:status:silver' AND balance = 1 AND holder = ${BEN}`,
      `UPDATE accounts SET unit = 'tier:status:gold' WHERE unit = 'tier:status:silver' AND balance = 1 AND holder = ${CLEO}`,
      `UPDATE accounts SET unit = 'tier:lately:emperor' WHERE unit = 'tier:lately:regular' AND balance = 1 AND holder = ${CLEO}`,
    ],
    says: [
      /mem_\w+ has no lot of the tiers status, and her records say silver/,
      /mem_\w+ holds gold of the tiers status, and her records never reached more than silver/,
      /mem_\w+ has no lot of the tiers lately, and her records say regular/,
      /mem_\w+ holds tier:lately:emperor, which is no tier of the programme/,
    ],
  },
  {
    name: "a member whom the clock was to forget",
    tamper: [`UPDATE holders SET due_at = due_at + 4000000000 * 100 WHERE id = ${BEN}`],
    says: [/mem_\w+ turns in the tiers lately on \d{4}-\d\d-01, and the clock would not come by/],
  },
  {
    name: "a carried fraction that was edited",
    tamper: ["UPDATE metrics SET amount = amount + 1 WHERE metric LIKE 'carry:%'"],
    says: [/of carry:points-per-euro:points:10000 in bucket 0/],
  },
  {
    name: "a debt that was allowed to become a credit",
    tamper: ["UPDATE accounts SET ceiling = NULL WHERE expires_on = -1"],
    says: [/is bounded by null and null where null and 0 hold/],
  },
  {
    name: "a hold that was called released",
    tamper: [
      "CREATE TABLE held AS SELECT id FROM holders WHERE kind = 'redemption' AND state = 'held'",
      "UPDATE holders SET state = 'released' WHERE id IN (SELECT id FROM held)",
    ],
    says: [/is released and holds 10 points instead of 0/, /of redeemed:coffee in bucket 0/],
  },
  {
    name: "stock that was conjured up",
    tamper: ["UPDATE holders SET facts = json_set(facts, '$.issued', 30) WHERE public_id = 'reward:coffee'"],
    says: [/reward:coffee says that 30 pieces were brought in, and 20 were posted/],
  },
  {
    name: "a place in line that was given up for somebody",
    tamper: [`UPDATE holders SET state = 'left' WHERE kind = 'standby' AND owner = ${BEN}`],
    says: [/reward:evening counts 3 in line, and there are 2\./],
  },
  {
    name: "a transfer that kept something",
    tamper: [
      "UPDATE accounts SET balance = balance + 1 WHERE holder IN (SELECT id FROM holders WHERE kind = 'transfer')",
    ],
    says: [/says that 3 were given, 3 arrived and 1 stayed on the way/],
  },
  {
    name: "a transfer that was made smaller",
    tamper: ["UPDATE holders SET facts = json_set(facts, '$.amount', 2) WHERE kind = 'transfer'"],
    says: [/transfer:op_\w+ says that 2 were given, 3 arrived and 0 stayed on the way/],
  },
  {
    name: "an order that was made larger",
    tamper: [`UPDATE holders SET facts = json_set(facts, '$.lines[0].basisMinor', 40330) WHERE id = ${BENS}`],
    says: [/was given \d+ by rule points-per-euro:points:10000, and her orders are worth \d+/],
  },
  {
    name: "a member who was called erased",
    tamper: ["UPDATE holders SET state = 'erased' WHERE kind = 'member' AND state = 'guest'"],
    says: [/is erased, and no operation erased her/],
  },
])("names $name", async ({ tamper, says }) => {
  const found = await copy.undone(async () => {
    for (const sql of tamper) copy.run(sql);
    return (await audit(copy.client)).findings.join("\n");
  });
  for (const sentence of says) expect(found).toMatch(sentence);
});

/** Runs the operator's command against a database. */
async function command(url: string): Promise<{ code: number; output: string }> {
  const path = new URL("../../bin/audit.ts", import.meta.url).pathname;
  const env = { ...process.env, DATABASE_URL: url, SECRET };
  return new Promise((resolve) =>
    execFile(process.execPath, [path], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output: out + err }),
    ),
  );
}

test("the command exits 0 for a clean ledger, 1 with its findings, and 2 where it cannot read", async () => {
  expect(await command(world.databaseUrl)).toMatchObject({
    code: 0,
    output: expect.stringContaining("every unit sums to zero"),
  });
  const { rows } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'");
  await run(...rows.map(({ name }) => `DROP TRIGGER ${name}`));
  await run("UPDATE accounts SET balance = balance + 1 WHERE id = 1");
  expect(await command(world.databaseUrl)).toMatchObject({ code: 1, output: expect.stringContaining("account 1 (") });
  await run("UPDATE accounts SET balance = balance - 1 WHERE id = 1");
  expect(await command("http://127.0.0.1:1/nothing/")).toMatchObject({
    code: 2,
    output: expect.stringContaining("could not be audited"),
  });
});

test("a member who is too long for one answer is read in slices", async () => {
  // The server's answers have 10 million characters at most.
  const order = `json_object('lines', json('[]'), 'refunds', json('{}'), 'earned', json('[]'), 'counted', json('[]'), 'fat', hex(zeroblob(220000)))`;
  await run(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25)
     INSERT INTO holders (public_id, kind, owner, version, state, facts) SELECT 'order:fat:' || i, 'order', (SELECT owner FROM holders WHERE public_id = 'order:sto_shop:ben-0'), 0, 'recorded', ${order} FROM n`,
  );
  const { findings: found } = await audit(client);
  expect(found.filter((finding) => /^order:fat:\d+ is there/.test(finding))).toHaveLength(25);
  // Of nothing that was bought nothing is left: that they are not called refunded is what the slices had to say.
  expect(found.filter((finding) => /^order:fat:\d+ is recorded, and nothing of it is left/.test(finding))).toHaveLength(
    25,
  );
});
