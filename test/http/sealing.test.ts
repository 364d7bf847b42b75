/** The public log: sealed by the clock, proved over HTTP, and kept by whoever wants to. */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { sealLog } from "../../functions/clock/seal-log.ts";
import { checkpointIn } from "../../functions/draws/log/checkpoint.ts";
import { leafHashOf } from "../../functions/draws/log/leaf.ts";
import { isSignedBy, keyFrom, readNote } from "../../functions/draws/log/note.ts";
import { isConsistent, isIncluded } from "../../functions/draws/log/proofs.ts";
import { type Receipt, verifyReceipt } from "../../functions/draws/log/receipt.ts";
import { headOfTree, headsOf } from "../../functions/draws/log/tree.ts";
import { verifyProof } from "../../functions/draws/verify.ts";
import { closingIn, contestProgramme } from "../support/contests.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const world = await newWorld();
const { client, ledger } = world;
const ever = { isLeft: () => true };
const bought: { operation: string; member: string }[] = [];

async function buys(order: string, email = "ada@example.com") {
  const { status, json, text } = await world.post("/v1/purchases", orderOf(order, 1_000, { email }));
  expect(status, text).toBe(201);
  bought.push({ operation: json.operation, member: json.member });
  return json as { operation: string; member: string };
}

const checkpoints = async () =>
  (await client.execute("SELECT size, head, note FROM checkpoints ORDER BY size")).rows.map((row) => ({
    size: Number(row.size),
    head: String(row.head),
    note: String(row.note),
  }));
const newest = async () => Number((await client.execute("SELECT max(seq) AS newest FROM operations")).rows[0]?.newest);

/** Hashes of all leaves, from the operations themselves. */
async function leaves(): Promise<Uint8Array[]> {
  const { rows } = await client.execute("SELECT id, record_hash FROM operations ORDER BY seq");
  return rows.map(({ id, record_hash }) => leafHashOf({ id: String(id), recordHash: String(record_hash) }));
}

async function key() {
  const known = keyFrom((await world.send({ path: "/v1/log/key" })).text);
  if (!known) throw new Error("the log's key does not read");
  return known;
}

beforeAll(async () => {
  const before = await world.send({ path: "/v1/log/checkpoint" });
  expect([before.status, before.json.code, before.headers.get("retry-after")]).toEqual([409, "log_empty", "60"]);
  for (let order = 0; order < 12; order++) await buys(`order-${order}`);
});
afterAll(() => conserved(client));

test("five ticks at once seal what there is, a page at a time, under one head for each size", async () => {
  await Promise.all(Array.from({ length: 5 }, () => sealLog(ledger, ever, 4)));
  const sealed = await checkpoints();
  expect(sealed.map(({ size }) => size)).toEqual([4, 8, 12, await newest()].filter((size) => size > 0));
  const headOf = headsOf(await leaves());
  const own = await key();
  for (const { size, head, note } of sealed) {
    expect(head).toBe(bytesToHex(headOfTree(headOf, size)));
    expect(checkpointIn(note)).toMatchObject({ size, headHex: head, origin: own.name });
    const read = readNote(note);
    expect(read && isSignedBy(read, own)).toBe(true);
  }
});

test("where nothing is new nothing is sealed: the log rests", async () => {
  const before = await checkpoints();
  await tick(ledger);
  const after = await checkpoints();
  await tick(ledger);
  await Promise.all([tick(ledger), tick(ledger)]);
  expect(await checkpoints()).toEqual(after);
  expect(after.length - before.length).toBeLessThanOrEqual(1);
});

test("an operation that is not sealed yet says when to come back, and a tick later it has its receipt", async () => {
  const { operation } = await buys("late");
  const path = `/v1/receipts/${operation}`;
  const early = await world.get(path);
  expect([early.status, early.json.code, early.headers.get("retry-after")]).toEqual([409, "not_sealed", "60"]);
  expect((await world.send({ path: `/v1/log/proof?operation=${operation}` })).json.code).toBe("not_sealed");
  await tick(ledger);
  const receipt = await world.get(path);
  expect(receipt.status, receipt.text).toBe(200);
  expect(receipt.json.record).toMatchObject({ id: operation, kind: "purchase", claims: ["order:sto_shop:late"] });
  const { ok, steps } = verifyReceipt(receipt.json);
  expect(steps.map(({ name, ok }) => [name, ok])).toEqual([
    ["form", true],
    ["record", true],
    ["log", true],
    ["checkpoint", true],
    ["witness", true],
  ]);
  expect(ok).toBe(true);
  expect(steps.at(-1)?.says).toMatchObject({ says: "log.unwitnessed" });
});

test("every leaf is proved under the newest checkpoint, and every tree begins every later one", async () => {
  const all = await leaves();
  const size = all.length;
  const { text } = await world.send({ path: "/v1/log/checkpoint" });
  const { head } = checkpointIn(text) ?? { head: new Uint8Array(0) };
  for (const [index, leafHash] of all.entries()) {
    const { json } = await world.send({ path: `/v1/log/proof?leaf=${index}` });
    expect(json).toMatchObject({ index, size, head: bytesToHex(head), checkpoint: text });
    expect(isIncluded({ leafHash, path: json.path.map(hexToBytes) }, { index, size, head })).toBe(true);
  }
  const headOf = headsOf(all);
  for (const [from, to] of [
    [1, size],
    [5, 9],
    [8, 8],
    [size - 1, size],
  ] as const) {
    const { json } = await world.send({ path: `/v1/log/proof?from=${from}&to=${to}` });
    const [old, later] = [headOfTree(headOf, from), headOfTree(headOf, to)];
    expect(json).toMatchObject({ from, size: to, fromHead: bytesToHex(old), head: bytesToHex(later) });
    expect(
      isConsistent(json.path.map(hexToBytes), { from: { size: from, head: old }, to: { size: to, head: later } }),
    ).toBe(true);
  }
});

test.each([
  ["", 422],
  ["?leaf=0&from=1", 422],
  ["?size=3", 422],
  ["?leaf=0&to=3", 422],
  ["?leaf=99999", 422],
  ["?leaf=0&size=99999", 422],
  ["?leaf=3&size=3", 422],
  ["?from=3&to=2", 422],
  ["?from=0", 422],
  ["?leaf=-1", 422],
  ["?leaf=1.5", 422],
  ["?operation=op_nobody", 404],
])("a proof of nothing is refused: %s", async (query, status) => {
  expect((await world.send({ path: `/v1/log/proof${query}` })).status).toBe(status);
});

test("a receipt is given to the member it is of and to the store that asked, and to nobody else", async () => {
  const [{ operation, member } = { operation: "", member: "" }] = bought;
  const joined = await world.post("/v1/members", { email: "ada@example.com" });
  expect(joined.json.member).toBe(member);
  const ben = (await world.post("/v1/members", { email: "ben@example.com" })).json.member;
  const path = `/v1/me/receipts/${operation}`;
  const hers = await world.send({ path, token: memberToken(member) });
  expect(hers.status, hers.text).toBe(200);
  expect(hers.json).toEqual((await world.get(`/v1/receipts/${operation}`)).json);
  expect((await world.send({ path, token: memberToken(ben) })).json.code).toBe("operation_unknown");
  const other = await openStoreWithKey(world.does, "sto_other");
  expect((await world.send({ path: `/v1/receipts/${operation}`, token: other })).json.code).toBe("operation_unknown");
});

test("a receipt of a refusal can be kept too, and says that nothing was posted", async () => {
  const refused = await world.post("/v1/purchases/order-0/refunds", { refund: "too-much", amountMinor: 999_999 });
  expect(refused.status).toBe(409);
  await tick(ledger);
  const { rows } = await client.execute("SELECT id FROM operations WHERE kind = 'refund' ORDER BY seq DESC LIMIT 1");
  const receipt = await world.get(`/v1/receipts/${rows[0]?.id}`);
  expect(receipt.json.record).toMatchObject({ kind: "refund", postings: [] });
  expect(verifyReceipt(receipt.json).ok).toBe(true);
});

test("an erased member's receipts are gone for the shop, and those that were kept still hold", async () => {
  const { operation, member } = await buys("of-dana", "dana@example.com");
  await tick(ledger);
  const kept = (await world.get(`/v1/receipts/${operation}`)).json as Receipt;
  const owner = await staffOf(world, "owner");
  expect((await owner.post(`/v1/staff/members/${member}/erasure`)).status).toBe(200);
  expect((await world.get(`/v1/receipts/${operation}`)).status).toBe(410);
  expect(verifyReceipt(kept).ok).toBe(true);
});

test("a receipt of which anything was changed says where it fails", async () => {
  const [{ operation } = { operation: "" }] = bought;
  const receipt = (await world.get(`/v1/receipts/${operation}`)).json as Receipt;
  const failing = (value: unknown, known?: Parameters<typeof verifyReceipt>[1]) =>
    verifyReceipt(value, known)
      .steps.filter(({ ok }) => !ok)
      .map(({ name }) => name);
  expect(failing(receipt)).toEqual([]);
  const [posting, ...more] = receipt.record.postings;
  if (!posting) throw new Error("a purchase posts");
  const richer = { ...receipt.record, postings: [{ ...posting, amount: posting.amount + 1 }, ...more] };
  expect(failing({ ...receipt, record: richer })).toEqual(["log"]);
  expect(failing({ ...receipt, salt: "0".repeat(32) })).toEqual(["log"]);
  expect(failing({ ...receipt, index: receipt.index + 1 })).toEqual(["log"]);
  expect(failing({ ...receipt, path: receipt.path.slice(1) })).toEqual(["log"]);
  expect(failing({ ...receipt, checkpoint: receipt.checkpoint.replace(/\n\d+\n/, "\n9\n") })).toContain("checkpoint");
  expect(failing({ ...receipt, record: { ...receipt.record, occurredAt: 0.5 } })).toEqual(["record"]);
  expect(failing({ ...receipt, path: "" })).toEqual(["form"]);
  expect(failing(null)).toEqual(["form"]);
  expect(failing(receipt, { key: receipt.key, witnesses: [] })).toEqual([]);
  const foreign = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  expect(failing(receipt, { key: foreign, witnesses: [] })).toEqual(["checkpoint"]);
  expect(failing({ ...receipt, key: foreign })).toEqual(["checkpoint"]);
});

test("a contest's manifest names the log's head before it, and its proof shows freeze, manifest and draw in the log", async () => {
  const here = await newWorld(contestProgramme(closingIn(60_000)));
  await tick(here.ledger);
  await here.post("/v1/purchases", orderOf("1", 1_000, { email: "ada@example.com" }));
  await tick(here.ledger);
  const [{ head } = { head: "" }] = (
    await here.client.execute("SELECT head FROM checkpoints ORDER BY size DESC LIMIT 1")
  ).rows;
  const [round] = (await here.send({ path: "/v1/contests" })).json.data;
  const later = { ...here.ledger, now: Date.now() + 120_000 };
  await tick(later);
  const { status, text, json: proof } = await here.send({ path: `/v1/contests/${round.id}/proof` });
  expect(status, text).toBe(200);
  expect(proof.manifest.prev).toBe(head);
  expect(proof.log.acts.map(({ record }: { record: { kind: string } }) => record.kind)).toEqual([
    "freeze-contest",
    "seal-contest",
    "draw-contest",
  ]);
  const verdict = verifyProof(proof);
  expect(verdict.steps.filter(({ ok }) => !ok)).toEqual([]);
  const names = verdict.steps.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["acts", "seal-contest log", "seal-contest papers", "draw-contest papers"]),
  );
  const failing = (changed: unknown) =>
    verifyProof(changed)
      .steps.filter(({ ok }) => !ok)
      .map(({ name }) => name);
  const [freeze, seal, draw] = proof.log.acts;
  const forged = { ...seal, papers: { ...seal.papers, answer: seal.papers.answer.replace(/.$/, " }") } };
  expect(failing({ ...proof, log: { ...proof.log, acts: [freeze, forged, draw] } })).toEqual(["seal-contest papers"]);
  expect(failing({ ...proof, log: { ...proof.log, acts: [seal, freeze, draw] } })).toContain("acts");
  const older = { ...draw, record: { ...draw.record, recordedAt: 0 } };
  expect(failing({ ...proof, log: { ...proof.log, acts: [freeze, seal, older] } })).toEqual(["draw-contest log"]);
  expect(failing({ ...proof, log: { ...proof.log, acts: [{}] } })).toEqual(["log"]);
  await conserved(here.client);
});

test("a tick that finds the log other than it was sealed seals nothing more, and says so", async () => {
  const here = await newWorld();
  await sealLog(here.ledger, ever);
  await here.client.execute("DROP TRIGGER operation_is_append_only");
  await here.client.execute("UPDATE operations SET record_hash = 'forged' WHERE seq = 2");
  await here.post("/v1/purchases", orderOf("1", 100, { email: "ada@example.com" }));
  await expect(sealLog(here.ledger, ever)).rejects.toThrow("run the audit");
});

test("a thousand operations are sealed in pages, and proved from the heads of whole subtrees", {
  timeout: 120_000,
}, async () => {
  const here = await newWorld();
  // What the log seals is the operations' rows, however they came there.
  await here.client.execute(
    `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
     INSERT INTO operations(id, kind, actor, key, request_hash, programme_version, occurred_at, recorded_at, record_hash, salt, changes, papers_hash)
     SELECT 'op_' || n, 'made', 'operator', 'made-' || n, '', 0, 0, 0, hex(randomblob(32)), '', '{}', '' FROM numbers`,
  );
  await sealLog(here.ledger, ever, 300);
  const { rows } = await here.client.execute("SELECT id, record_hash FROM operations ORDER BY seq");
  const all = rows.map((row) => leafHashOf({ id: String(row.id), recordHash: String(row.record_hash) }));
  const size = all.length;
  const headOf = headsOf(all);
  const tiles = await here.client.execute("SELECT level, position, hash FROM log_tiles ORDER BY position");
  expect(tiles.rows.map((row) => [row.level, row.position, row.hash])).toEqual(
    [0, 1, 2].map((position) => [1, position, bytesToHex(headOf(position * 256, position * 256 + 256))]),
  );
  const sizes = (await here.client.execute("SELECT size, head FROM checkpoints ORDER BY size")).rows;
  expect(sizes.map((row) => row.size)).toEqual([300, 600, 900, size]);
  for (const row of sizes) expect(row.head).toBe(bytesToHex(headOfTree(headOf, Number(row.size))));
  const head = headOfTree(headOf, size);
  for (const index of [0, 255, 256, 511, 700, 767, 768, size - 1]) {
    const { json, status, text } = await here.send({ path: `/v1/log/proof?leaf=${index}` });
    expect(status, text).toBe(200);
    const leafHash = all[index] ?? head;
    expect(isIncluded({ leafHash, path: json.path.map(hexToBytes) }, { index, size, head }), String(index)).toBe(true);
  }
  for (const from of [1, 255, 256, 257, 300, 512, 600, 768, 900, size])
    for (const to of [from, 900, size].filter((each) => each >= from)) {
      const { json, status, text } = await here.send({ path: `/v1/log/proof?from=${from}&to=${to}` });
      expect(status, text).toBe(200);
      const trees = {
        from: { size: from, head: headOfTree(headOf, from) },
        to: { size: to, head: headOfTree(headOf, to) },
      };
      expect(isConsistent(json.path.map(hexToBytes), trees), `${from} to ${to}`).toBe(true);
    }
});
