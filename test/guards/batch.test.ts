/**
 * What the write batch itself guards: versions, deadlines, absence, keys and claims. Each is shown by two operations that
 * were decided on the same facts: the second is refused, and goes through when that one element is left out of its batch.
 */
import { afterEach, beforeEach, expect, test } from "vitest";
import { commit, stepsOf } from "../../functions/database/commit.ts";
import { type FactRows, readFacts } from "../../functions/database/facts.ts";
import type { OperationRow } from "../../functions/database/steps.ts";
import type { Subjects } from "../../functions/database/subjects.ts";
import { decidePurchase, type Purchase } from "../../functions/decisions/purchase.ts";
import { factsOf } from "../../functions/operations/facts-from.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import type { Written } from "../../functions/values/written.ts";
import { done, type Embedded, newEmbedded, opens } from "../support/embedded.ts";
import { given } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
let embedded: Embedded;
beforeEach(async () => {
  embedded = await newEmbedded();
  embedded.ledger.now = NOW;
  await opens(embedded.ledger, {
    versions: [{ effectiveAt: null, document: pointsProgramme() }],
    stores: ["sto_shop"],
  });
});
afterEach(() => embedded.close());

function orderOf(order: string, email = "ada@example.com"): Purchase {
  return {
    store: "sto_shop",
    member: { email },
    order,
    occurredAt: NOW,
    currency: "EUR",
    lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: 1000,
    paidWith: [],
    isImport: false,
  };
}

/** Facts of a purchase, as an attempt reads them. */
function readFor(request: Purchase): Promise<FactRows> {
  const named = purchase.subjects(request, { kind: "operator" }, () => "");
  const subjects: Subjects = {
    identity: named.identity,
    holders: ["programme", ...named.holders],
    claims: named.claims,
    occurredAt: NOW,
  };
  return readFacts(embedded.client, {
    subjects,
    actor: "sto_shop",
    keys: ["none"],
    knownVersions: [],
    now: NOW,
    isRetry: false,
  });
}

/** What a purchase writes, decided on facts that were read before. */
function decidedOn(rows: FactRows, request: Purchase, name: string): Written {
  const identified = rows.identified.find((found) => found !== null) ?? null;
  const facts = factsOf(rows, embedded.ledger, identified);
  const ids = { ...given, id: (noun: string) => `${noun}_${name.padStart(26, "0")}`, operation: `op_${name}` };
  const decided = decidePurchase(facts, request, ids);
  if (isRefusal(decided)) throw new Error(decided.refused);
  return decided.written;
}

function operationOf(name: string, written: Written, more: Partial<OperationRow> = {}): OperationRow {
  return {
    id: `op_${name}`,
    kind: "purchase",
    actor: "sto_shop",
    key: name,
    requestHash: "hash",
    member: written.member,
    programmeVersion: 1,
    occurredAt: NOW,
    recordedAt: NOW,
    recordHash: "hash",
    salt: "salt",
    changes: "{}",
    papersHash: "hash",
    papersSalt: "salt",
    request: "{}",
    status: 200,
    answer: "{}",
    ...more,
  };
}

const write = async (name: string, written: Written, more: Partial<OperationRow> = {}, now = NOW) =>
  (await commit(embedded.client, stepsOf(written, operationOf(name, written, more), now))).isCommitted;

/** Leaves out what a batch expects of one holder: it writes over whatever version is there. */
async function blindly(written: Written, publicId: string): Promise<Written> {
  const { rows } = await embedded.client.execute({
    sql: "SELECT version FROM holders WHERE public_id = ?",
    args: [publicId],
  });
  const version = Number(rows[0]?.version);
  const holders = written.holders.map((holder) =>
    holder.publicId === publicId ? { ...holder, expected: version } : holder,
  );
  return { ...written, holders };
}

test("the version of a member: two orders decided on the same points", async () => {
  await done(embedded.ledger, purchase, orderOf("first"), { key: "first" });
  const rows = await readFor(orderOf("a"));
  const a = decidedOn(rows, orderOf("a"), "a");
  const b = decidedOn(rows, orderOf("b"), "b");
  expect(await write("a", a)).toBe(true);
  expect(await write("b", b)).toBe(false);
  expect(await write("b", await blindly(b, a.member ?? ""))).toBe(true);
});

test("the version of the programme, which is read and not changed: a pause in between", async () => {
  const request = orderOf("a");
  const written = decidedOn(await readFor(request), request, "a");
  await embedded.client.execute("UPDATE holders SET version = version + 1 WHERE public_id = 'programme'");
  expect(await write("a", written)).toBe(false);
  const holders = written.holders.filter(({ publicId }) => publicId !== "programme");
  expect(await write("a", { ...written, holders })).toBe(true);
});

test("an absent holder: the same order, opened twice", async () => {
  const rows = await readFor(orderOf("a"));
  expect(await write("a", decidedOn(rows, orderOf("a"), "a"))).toBe(true);
  const again = { ...decidedOn(rows, orderOf("a", "ben@example.com"), "b"), claims: [] };
  const { records: _, ...rest } = again;
  const alone = { ...rest, records: {} };
  expect(await write("b", alone)).toBe(false);
  expect(await write("b", await blindly(alone, "order:sto_shop:a"))).toBe(true);
});

test("an absent person: one e-mail, two guests", async () => {
  const rows = await readFor(orderOf("a"));
  expect(await write("a", decidedOn(rows, orderOf("a"), "a"))).toBe(true);
  const b = decidedOn(rows, orderOf("b"), "b");
  expect(await write("b", b)).toBe(false);
  expect(await write("b", { ...b, records: {} })).toBe(true);
});

test("a claim: one natural key, two orders", async () => {
  const rows = await readFor(orderOf("a"));
  const a = decidedOn(rows, orderOf("a"), "a");
  expect(await write("a", { ...a, claims: ["refund:1"] })).toBe(true);
  const b = decidedOn(await readFor(orderOf("b")), orderOf("b"), "b");
  expect(await write("b", { ...b, claims: ["refund:1"] })).toBe(false);
  expect(await write("b", { ...b, claims: [] })).toBe(true);
});

test("a key: two requests of one actor, and another actor's", async () => {
  expect(await write("a", decidedOn(await readFor(orderOf("a")), orderOf("a"), "a"), { key: "same" })).toBe(true);
  const b = decidedOn(await readFor(orderOf("b")), orderOf("b"), "b");
  expect(await write("b", b, { key: "same" })).toBe(false);
  expect(await write("b", b, { key: "same", actor: "sto_other" })).toBe(true);
});

test("a deadline, by the clock of the write: until, and not at, its instant", async () => {
  const request = orderOf("a");
  const written = decidedOn(await readFor(request), request, "a");
  const before = (instant: number | null): Written => ({
    ...written,
    holders: written.holders.map((holder) =>
      holder.publicId === "programme" ? { ...holder, before: instant } : holder,
    ),
  });
  expect(await write("a", before(NOW - 1))).toBe(false);
  expect(await write("a", before(NOW))).toBe(false);
  expect(await write("a", before(NOW), {}, NOW - 1)).toBe(true);
  const next = decidedOn(await readFor(orderOf("b")), orderOf("b"), "b");
  const late = { ...next, holders: next.holders.map((holder) => ({ ...holder, before: null })) };
  expect(await write("b", late)).toBe(true);
});
