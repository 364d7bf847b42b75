import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import type { Demo } from "../../bin/start/demo.ts";

const START = new URL("../../bin/start.ts", import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), "tessera-start-"));
/** A start takes seconds, and more on a busy machine. */
const SLOW = { timeout: 30_000 };
const children: ChildProcess[] = [];
const listeners: Server[] = [];

afterEach(async () => {
  // Asked to, it stops workerd too, which would outlive a kill.
  await Promise.all(children.splice(0).map(stopped));
  for (const listener of listeners.splice(0)) listener.close();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

interface Started {
  child: ChildProcess;
  says(): string;
  exit: Promise<number | null>;
}

/** Starts the command as a person would, with this file's data directory unless another is named. */
function start(args: string[] = [], environment: Record<string, string> = {}): Started {
  const { LIBSQL_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [START, ...args], {
    env: { ...inherited, PORT: "0", TESSERA_DATA: directory, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Buffer) => (said += part));
  return { child, says: () => said, exit: new Promise((resolve) => child.once("close", resolve)) };
}

/** Waits until the Worker answers /readyz, and reads demo.json. */
async function ready({ child, says }: Started): Promise<Demo> {
  const path = join(directory, "demo.json");
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it stopped: ${says()}`);
    if (existsSync(path)) {
      const demo = JSON.parse(readFileSync(path, "utf8")) as Demo;
      const answer = await fetch(`${demo.url}/readyz`).catch(() => null);
      if (answer?.ok) return demo;
    }
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

async function post(demo: Demo, path: string, key: string, body: unknown): Promise<Response> {
  return fetch(demo.url + path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${demo.storeKey}`,
      "idempotency-key": key,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
}

/** A port that something listens on until the test is over. */
async function listening(): Promise<{ port: number; listener: Server }> {
  const listener = createServer();
  listeners.push(listener);
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return { port: address.port, listener };
}

async function closedPort(): Promise<number> {
  const { port, listener } = await listening();
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

const order = {
  member: { email: "newcomer@example.com" },
  order: "first-order",
  occurredAt: new Date().toISOString(),
  currency: "EUR",
  lines: [{ sku: "BK-NOVEL", quantity: 1, unitMinor: 4200 }],
  totalMinor: 4200,
};

test("one command serves a seeded programme that records a purchase, and a second start keeps the data", {
  timeout: 180_000,
}, async () => {
  const first = start();
  const demo = await ready(first);
  expect(demo).toMatchObject({ preset: "city-explorer", url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  expect(statSync(join(directory, "secret")).mode & 0o777).toBe(0o600);
  const recorded = await post(demo, "/v1/purchases", "first-purchase", order);
  const answer = await recorded.text();
  expect(recorded.status, answer).toBe(201);
  expect(JSON.parse(answer)).toMatchObject({ earned: [{ unit: "points", amount: 84, rule: "points-per-euro" }] });

  const entered = await fetch(demo.memberUrl ?? "", { redirect: "manual" });
  expect(entered.status).toBe(303);
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect(cookie).toMatch(new RegExp(`=tms_${demo.member}~ses_`));
  expect((await fetch(`${demo.url}/v1/me/code-key`, { headers: { cookie } })).status, "she has a code").toBe(200);
  // Who is somebody else on that browser is asked first, and stays herself unless our own page is pressed.
  const joined = await fetch(`${demo.url}/demo/session`, { method: "POST", headers: { origin: demo.url } });
  const visitor = joined.headers.get("set-cookie")?.split(";")[0] ?? "";
  const asked = await fetch(demo.memberUrl ?? "", { headers: { cookie: visitor } });
  const question = await asked.text();
  expect([asked.status, asked.headers.get("set-cookie")], question).toEqual([200, null]);
  expect(question).toMatch(/You are signed in as Visitor\. This link signs in Ada/);
  const press = (origin: string) =>
    fetch(`${demo.url}/demo/enter`, {
      method: "POST",
      headers: { cookie: visitor, origin, "content-type": "application/x-www-form-urlencoded" },
      body: new URL(demo.memberUrl ?? "").searchParams.toString(),
      redirect: "manual",
    });
  expect((await press("https://elsewhere.example")).headers.get("set-cookie")).toBeNull();
  const pressed = await press(demo.url);
  expect([pressed.status, pressed.headers.get("set-cookie")]).toEqual([
    303,
    expect.stringContaining(`tms_${demo.member}~`),
  ]);
  expect((await fetch(demo.staffUrl)).status).toBe(200);
  expect(first.says()).not.toContain("requestId");
  const contests = (await (await fetch(`${demo.url}/v1/contests`)).json()) as { data: { state: string }[] };
  expect(contests.data.map(({ state }) => state)).toContain("settled");

  first.child.kill("SIGTERM");
  expect(await first.exit, first.says()).toBe(0);
  expect(first.says()).toContain(demo.storeKey);
  expect(existsSync(join(directory, "demo.json"))).toBe(false);

  const second = start();
  const again = await ready(second);
  expect(second.says()).not.toContain("history");
  expect(again.storeKey).toBe(demo.storeKey);
  expect(again.member).toBe(demo.member);
  const replayed = await post(again, "/v1/purchases", "first-purchase", order);
  expect(replayed.headers.get("idempotent-replayed")).toBe("true");
  expect(await replayed.text()).toBe(answer);

  const otherDirectory = mkdtempSync(join(directory, "other-"));
  const elsewhere = start([], { TESSERA_DATA: otherDirectory, LIBSQL_URL: again.databaseUrl });
  const another = start(["--preset", "discount-levels"], {
    TESSERA_DATA: mkdtempSync(join(directory, "other-")),
    LIBSQL_URL: again.databaseUrl,
  });
  expect(await another.exit).toBe(1);
  expect(another.says()).toContain('holds the programme "city-explorer", not "discount-levels"');
  await expect.poll(elsewhere.says, { timeout: 60_000 }).toContain("Ready after");
  expect(elsewhere.says()).not.toContain("history");
  const other = JSON.parse(readFileSync(join(otherDirectory, "demo.json"), "utf8")) as Demo;
  expect(other.storeKey).not.toBe(demo.storeKey);
  expect(other.member).toBe(demo.member);
  const fromThere = await post(other, "/v1/purchases", "from-elsewhere", { ...order, order: "from-elsewhere" });
  expect(fromThere.status).toBe(201);

  const same = start();
  expect(await same.exit).toBe(1);
  expect(same.says()).toMatch(/already served by process \d+/);

  second.child.kill("SIGINT");
  second.child.kill("SIGINT");
  expect(await second.exit, second.says()).toBe(0);
});

test("a taken port is one sentence and a failed start", SLOW, async () => {
  const { port } = await listening();
  const started = start([], { PORT: String(port) });
  expect(await started.exit).toBe(1);
  expect(started.says().trim()).toBe(
    `Port ${port} is taken: stop what listens there, or choose another with PORT=8788 npm start.`,
  );
});

test("an unknown preset is answered with every preset and its sentence", SLOW, async () => {
  const started = start(["--preset", "moon-miles"]);
  expect(await started.exit).toBe(1);
  expect(started.says()).toMatch(
    /no preset "moon-miles"[\s\S]*city-explorer +Points for[\s\S]*discount-levels +A discount[\s\S]*points-to-vouchers +10 points/,
  );
});

test("a database that does not answer is one sentence and a failed start", SLOW, async () => {
  const started = start([], { LIBSQL_URL: `http://127.0.0.1:${await closedPort()}/` });
  expect(await started.exit).toBe(1);
  expect(started.says()).toMatch(/database at http:\/\/127\.0\.0\.1:\d+ does not answer \(.+\): check LIBSQL_URL/);
  expect(started.says()).not.toContain("    at ");
});

test("--fresh deletes nothing while nobody is there to agree", SLOW, async () => {
  const data = mkdtempSync(join(directory, "fresh-"));
  const path = join(data, "city-explorer.db");
  writeFileSync(path, "kept");
  const started = start(["--fresh"], { TESSERA_DATA: data });
  expect(await started.exit).toBe(1);
  expect(started.says()).toContain("add --yes");
  expect(readFileSync(path, "utf8")).toBe("kept");
});
