/** The package for shops' developers, as they use it: built, type-checked beside a project of theirs, and run in Node. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildClient, WEIGHT_MAX } from "../../bin/client.ts";
import { conserved } from "../support/ledger.ts";
import { shop } from "../support/shop.ts";
import { newWorld } from "../support/world.ts";

const world = await newWorld(shop());
const ROOT = new URL("../..", import.meta.url).pathname;
const project = mkdtempSync(join(ROOT, ".build/consumer-"));
const packed = join(project, "packed");

/** What stands between the shop and the Worker, and may spoil an answer after the Worker has given it. */
let spoil: (asked: { number: number; path: string }) => "pass" | "cut" | "before" | number = () => "pass";
/** What it says of when to come back. */
let retryAfter = "0";
const asked: { method: string; path: string; key: string | undefined; at: number }[] = [];
let proxy: Server;
let url = "";
let bytes = 0;

beforeAll(async () => {
  ({ bytes } = await buildClient(packed));
  mkdirSync(join(project, "node_modules"));
  symlinkSync(packed, join(project, "node_modules/tessera-client"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  proxy = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    const { method = "GET", url: path = "" } = request;
    const key = request.headers["idempotency-key"];
    asked.push({ method, path, key: key === undefined ? undefined : String(key), at: Date.now() });
    const does = spoil({ number: asked.length, path });
    if (does === "before") return request.socket.destroy();
    if (typeof does === "number") {
      response.writeHead(does, { "retry-after": retryAfter, "content-type": "text/html" });
      return response.end("<h1>Not now</h1>");
    }
    const headers = Object.fromEntries(
      ["authorization", "idempotency-key", "content-type"].flatMap((name) => {
        const value = request.headers[name];
        return value === undefined ? [] : [[name, String(value)]];
      }),
    );
    const answer = await world.send({ method, path, headers, ...(body === "" ? {} : { body }) });
    if (does === "cut") return request.socket.destroy();
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    return response.end(answer.text);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  rmSync(project, { recursive: true, force: true });
  await conserved(world.client);
});

async function run(command: string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string }> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd: project, env: { ...process.env, ...env } });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (out += part));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out })));
}

/** Runs a script of the shop's own, and what it printed last, as JSON. */
async function runs(script: string): Promise<unknown> {
  asked.length = 0;
  writeFileSync(join(project, "script.ts"), script);
  const { code, out } = await run([process.execPath, "script.ts"], { TESSERA_URL: url, TESSERA_KEY: world.storeKey });
  expect(code, out).toBe(0);
  return JSON.parse(out.trim().split("\n").at(-1) ?? "null");
}

const START = `
import { isProblem, NoAnswer, tessera } from "tessera-client";
const shop = tessera({ url: process.env.TESSERA_URL ?? "", key: process.env.TESSERA_KEY ?? "" });
const order = (order: string, totalMinor = 1800) => ({ member: { email: "ada@example.com" }, order, occurredAt: new Date().toISOString(), currency: "EUR", lines: [{ sku: "TEA-1", quantity: 1, unitMinor: totalMinor }], totalMinor });
`;

test("the run time is light, and needs nothing else", () => {
  expect(bytes).toBeLessThanOrEqual(WEIGHT_MAX);
  expect(readFileSync(join(packed, "index.js"), "utf8")).not.toMatch(/\bimport\b|\brequire\b/);
  expect(JSON.parse(readFileSync(join(packed, "package.json"), "utf8")).dependencies).toBeUndefined();
});

test("the types hold beside a strict project: right calls pass, wrong ones do not", { timeout: 60_000 }, async () => {
  writeFileSync(
    join(project, "calls.ts"),
    `${START}
export async function calls(): Promise<void> {
  const bought = await shop.post("/v1/purchases", { body: order("1"), idempotencyKey: "k" });
  const earned: number | undefined = bought.earned[0]?.amount;
  const { data } = await shop.get("/v1/staff/stores", { query: { limit: 3 } });
  const page = await shop.get("/v1/members/{member}/statement", { path: { member: bought.member } });
  await shop.get("/v1/members/{member}/statement", { path: { member: bought.member }, query: { cursor: page.next_cursor ?? undefined } });
  for await (const line of shop.pages("/v1/members/{member}/statement", { path: { member: bought.member } })) line.operation.toUpperCase();
  const { name }: { name: string } = await shop.get("/v1/programme");
  await shop.post("/v1/redemptions/{redemption}/capture", { path: { redemption: "rdm_1" } });
  try {
    await shop.get("/v1/me");
  } catch (error) {
    if (isProblem(error, "points_short", "member_frozen")) {
      const code: "points_short" | "member_frozen" = error.code;
      console.log(code, error.numbers.has, error.errors[0]?.pointer, error.isSameKeySafe);
      // @ts-expect-error another problem
      const other: "not_found" = error.code;
      console.log(other);
    }
    // @ts-expect-error no such problem
    if (isProblem(error, "points_shorter")) throw error;
    if (error instanceof NoAnswer) console.log(error.idempotencyKey);
  }
  // @ts-expect-error no such path
  await shop.get("/v1/nothing");
  // @ts-expect-error it is posted
  await shop.get("/v1/purchases");
  // @ts-expect-error no body
  await shop.post("/v1/purchases");
  // @ts-expect-error a body without its order
  await shop.post("/v1/purchases", { body: { member: { id: "mem_1" } } });
  // @ts-expect-error money is a number
  await shop.post("/v1/purchases", { body: { ...order("1"), totalMinor: "18.00" } });
  // @ts-expect-error a field that nobody knows
  await shop.post("/v1/purchases", { body: { ...order("1"), colour: "red" } });
  // @ts-expect-error whose
  await shop.get("/v1/members/{member}/statement");
  // @ts-expect-error no list
  shop.pages("/v1/programme");
  // @ts-expect-error a read has no key
  await shop.get("/v1/programme", { idempotencyKey: "k" });
  // @ts-expect-error amounts are numbers
  const text: string = bought.earned[0].amount;
  console.log(earned, data[0]?.store, name, text);
}
`,
  );
  writeFileSync(join(project, "readme.ts"), readmeExample());
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    module: "nodenext",
    target: "es2024",
    lib: ["es2024", "dom"],
    types: ["node"],
    typeRoots: [join(ROOT, "node_modules/@types")],
    noEmit: true,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["calls.ts", "readme.ts"] }));
  const { code, out } = await run([join(ROOT, "node_modules/.bin/tsc"), "-p", project]);
  expect(out).toBe("");
  expect(code).toBe(0);
});

test("the first purchase, as the README has it in six lines", async () => {
  asked.length = 0;
  writeFileSync(join(project, "first.ts"), readmeExample());
  const { code, out } = await run([process.execPath, "first.ts"], { TESSERA_URL: url, TESSERA_KEY: world.storeKey });
  expect([code, out.includes("36")], out).toEqual([0, true]);
  expect(
    readmeExample()
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("import")),
  ).toHaveLength(6);
});

test("a purchase whose answer is lost on its way, whose connection breaks and whose server is busy is made once", async () => {
  const fates = ["cut", "before", 503, 500, "pass"] as const;
  spoil = ({ number }) => fates[number - 1] ?? "pass";
  const bought = await runs(`${START}
    console.log(JSON.stringify(await shop.post("/v1/purchases", { body: order("lost") })));`);
  spoil = () => "pass";
  expect(bought).toMatchObject({ earned: [{ unit: "points", amount: 36 }] });
  expect(asked.map(({ method }) => method)).toEqual(Array(5).fill("POST"));
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
  expect(asked[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  const { rows } = await world.client.execute(
    "SELECT count(*) AS count FROM holders WHERE public_id = 'order:sto_shop:lost'",
  );
  expect(rows[0]?.count).toBe(1);
  const operations = await world.client.execute({
    sql: "SELECT count(*) AS count FROM operations WHERE key = ?",
    args: [asked[0]?.key ?? ""],
  });
  expect(operations.rows[0]?.count).toBe(1);
});

test("where a server between says a date to come back at, the waits grow as without one", async () => {
  retryAfter = new Date(Date.now() + 1_000).toUTCString();
  spoil = () => 503;
  const said = await runs(`${START}
    Math.random = () => 1;
    const body = order("busy");
    const short = tessera({ url: process.env.TESSERA_URL ?? "", key: process.env.TESSERA_KEY ?? "", retries: 2 });
    console.log(JSON.stringify((await short.post("/v1/purchases", { body }).catch((error) => error)).status));`);
  spoil = () => "pass";
  retryAfter = "0";
  expect(said).toBe(503);
  const [first = 0, second = 0, third = 0] = asked.map(({ at }) => at);
  expect(asked).toHaveLength(3);
  expect(second - first).toBeGreaterThanOrEqual(245);
  expect(third - second).toBeGreaterThanOrEqual(495);
});

test("a name that a URL would take for a step upwards is asked of nobody", async () => {
  const said = await runs(`${START}
    const names = ["..", ".", ""];
    const all = names.map((order) => shop.post("/v1/purchases/{order}/refunds", { path: { order }, body: {} }).catch((error) => error.name));
    console.log(JSON.stringify(await Promise.all(all)));`);
  expect(said).toEqual(["RangeError", "RangeError", "RangeError"]);
  expect(asked).toHaveLength(0);
});

test("a refusal is thrown at once, with its code and numbers, and a wrong body with where it is wrong", async () => {
  const refused = await runs(`${START}
    const { member } = await shop.post("/v1/members", { body: { email: "poor@example.com" } });
    const redeem = () => shop.post("/v1/redemptions", { body: { member: { id: member }, reward: "coffee" } });
    const short = await redeem().catch((error) => error);
    const wrong = await shop.post("/v1/purchases", { body: { ...order("w"), totalMinor: -1 } }).catch((error) => error);
    console.log(JSON.stringify([isProblem(short, "points_short"), isProblem(short, "not_found"), short.status, short.numbers, short.isSameKeySafe, short.message, wrong.code, wrong.errors[0].pointer]));`);
  expect(refused).toEqual([
    true,
    false,
    409,
    { unit: "points", has: 0, needs: 600 },
    false,
    expect.stringMatching(/^points_short: /),
    "invalid",
    "/totalMinor",
  ]);
  expect(asked).toHaveLength(3);
});

test("when nothing answers it says so after its retries, and the key it names is safe later; what was aborted is left", {
  timeout: 30_000,
}, async () => {
  spoil = ({ number }) => (number <= 3 ? "cut" : "pass");
  const said = await runs(`${START}
    const patient = tessera({ url: process.env.TESSERA_URL ?? "", key: process.env.TESSERA_KEY ?? "", retries: 2 });
    const body = order("later");
    const error = await patient.post("/v1/purchases", { body }).catch((error) => error);
    const again = await shop.post("/v1/purchases", { body, idempotencyKey: error.idempotencyKey });
    const aborted = await shop.get("/v1/programme", { signal: AbortSignal.abort() }).catch((error) => error.name);
    console.log(JSON.stringify([error instanceof NoAnswer, again.earned[0]?.amount, aborted]));`);
  spoil = () => "pass";
  expect(said).toEqual([true, 36, "AbortError"]);
  expect(asked).toHaveLength(4);
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
});

test("a list is read page after page, and a name in a path is what it is", async () => {
  const said = await runs(`${START}
    const { member } = await shop.post("/v1/members", { body: { email: "lists@example.com" } });
    for (let count = 0; count < 5; count++) await shop.post("/v1/purchases", { body: { ...order("list-" + count), member: { id: member } } });
    const lines: string[] = [];
    for await (const line of shop.pages("/v1/members/{member}/statement", { path: { member }, query: { limit: 2 } })) lines.push(line.operation);
    const strange = await shop.get("/v1/purchases/{order}", { path: { order: "a/b?c" } }).catch((error) => error.code);
    console.log(JSON.stringify([lines.length, new Set(lines).size, strange]));`);
  expect(said).toEqual([6, 6, "order_unknown"]);
  expect(asked.filter(({ path }) => path.includes("statement"))).toHaveLength(3);
  expect(asked.at(-1)?.path).toBe("/v1/purchases/a%2Fb%3Fc");
});

/** The README's first example. */
function readmeExample(): string {
  return /```ts\n(.*?)```/s.exec(readFileSync(join(packed, "README.md"), "utf8"))?.[1] ?? "";
}
