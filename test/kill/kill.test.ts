/** kill -9 of the database or of the Worker under load: what was acknowledged is there, once, and a retry gets the same answer. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { expect, test } from "vitest";
import { migrateDatabase } from "../../bin/migrate.ts";
import { makeKey } from "../../functions/operations/store.ts";
import { newStoreKey, readStoreKey } from "../../functions/values/key.ts";
import { randomOf } from "../model/random.ts";
import { builtWorker } from "../support/built.ts";
import { done, opens } from "../support/embedded.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { type Process, processOf } from "./processes.ts";

const KILLS = process.env.TESSERA_LONG === "1" ? 50 : 5;
const CLIENTS = 6;
const MEMBERS = 5;
const SECRET = "a secret of the kill test, 32 characters and more";

/** Long enough for a start on a busy machine, and no longer than a store would wait. */
const ANSWER_MS = 4_000;
const KILL_MS = 60_000;

test(`${KILLS} kills under load lose no acknowledged write and double none`, { timeout: KILLS * KILL_MS }, async () => {
  const directory = mkdtempSync(join(tmpdir(), "tessera-kill-"));
  const script = await builtWorker();
  const started: Process[] = [];
  try {
    const database = await processOf("bin/libsql-server.ts", (port) => [
      ...["--directory", join(directory, "data"), "--port", String(port), "--synchronous", "FULL"],
    ]);
    started.push(database);
    const key = await openedShop(database.url);
    const worker = await processOf("test/kill/worker-process.ts", (port) => [
      JSON.stringify({ script, port, bindings: { DATABASE_URL: database.url, SECRET, ENVIRONMENT: "test" } }),
    ]);
    started.push(worker);

    const load = loadOn(worker.url, key);
    const random = randomOf(3);
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(random.between(200, 900));
      const victim = kill % 2 === 0 ? database : worker;
      await victim.kill();
      await pause(random.between(0, 150));
      await victim.start();
    }
    await pause(200);
    const { answers, retries } = await load.stop();

    // Who asks again, long after, is told the same, byte for byte.
    for (const [name, { path, body, text }] of [...answers].slice(-40)) {
      const again = await posted(worker.url + path, { key, name, body });
      expect(again.headers.get("idempotent-replayed"), name).toBe("true");
      expect(await again.text(), name).toBe(text);
    }
    const client = createClient({ url: database.url, intMode: "number" });
    const { rows } = await client.execute(
      "SELECT key, count(*) AS times, max(answer) AS answer FROM operations JOIN papers ON operation = seq WHERE actor = 'sto_shop' GROUP BY key",
    );
    const recorded = new Map(rows.map(({ key: name, times, answer }) => [String(name), { times, answer }]));
    for (const [name, { text }] of answers) expect(recorded.get(name), name).toEqual({ times: 1, answer: text });
    expect(recorded.size).toBe(answers.size);
    await conserved(client);
    client.close();
    expect(answers.size).toBeGreaterThan(KILLS * 5);
    expect(retries).toBeGreaterThan(0);
    console.log(`${KILLS} kills, ${answers.size} acknowledged, ${retries} asked again`);
  } finally {
    for (const each of started) await each.kill();
    rmSync(directory, { recursive: true, force: true });
  }
});

/** A published programme with a reward, a store, and the store's key. */
async function openedShop(url: string): Promise<string> {
  await migrateDatabase({ url });
  const client = createClient({ url, intMode: "number" });
  const ledger = { client, secret: SECRET, now: null, documents: new Map() };
  const rewards = [
    { id: "mug", name: "Mug", kind: "product", cost: { unit: "points", amount: 10 } },
    { id: "rare", name: "Rare", kind: "product", cost: { unit: "points", amount: 1 }, stock: 7 },
  ];
  await opens(ledger, {
    versions: [{ effectiveAt: null, document: pointsProgramme({ rewards }) }],
    stores: ["sto_shop"],
  });
  const text = newStoreKey({
    environment: "test",
    store: "sto_shop",
    luck: crypto.getRandomValues(new Uint8Array(20)),
  });
  const read = readStoreKey(text);
  if (!read) throw new Error("a new key must read");
  const scopes = ["earn", "redeem", "members"];
  const making = {
    store: "sto_shop",
    key: read.key,
    hash: read.digest,
    scopes,
    environment: read.environment,
    hint: "",
  };
  await done(ledger, makeKey, making, { key: "make-key" });
  client.close();
  return text;
}

interface Acknowledged {
  path: string;
  body: string;
  text: string;
}

/** Stores that buy and redeem until they are stopped; each asks again under its key until there is an answer. */
function loadOn(url: string, key: string) {
  const answers = new Map<string, Acknowledged>();
  let retries = 0;
  let isStopping = false;
  let count = 0;

  const insist = async (name: string, path: string, request: object): Promise<void> => {
    const body = JSON.stringify(request);
    for (;;) {
      try {
        const answered = await posted(url + path, { key, name, body });
        const text = await answered.text();
        if (answered.status < 500) {
          if (answered.status >= 400) expect(JSON.parse(text).same_key_safe, text).toBe(false);
          answers.set(name, { path, body, text });
          return;
        }
        if (answered.status === 500) throw new Error(`${name}: ${text}`);
      } catch (fault) {
        // A fault of ours is a failure; a connection that broke is what this is about.
        if (fault instanceof Error && fault.message.startsWith(`${name}: `)) throw fault;
      }
      retries += 1;
      await pause(20);
    }
  };

  const client = async (index: number): Promise<void> => {
    const member = { email: `m${index % MEMBERS}@example.com` };
    await insist(`join-${index}`, "/v1/members", member);
    while (!isStopping) {
      count += 1;
      const name = `${index}-${count}`;
      const order = {
        member,
        order: name,
        occurredAt: new Date().toISOString(),
        currency: "EUR",
        lines: [{ sku: "A", quantity: 1, unitMinor: 1234 }],
        totalMinor: 1234,
      };
      await insist(`p-${name}`, "/v1/purchases", order);
      await insist(`r-${name}`, "/v1/redemptions", { member, reward: count % 5 === 0 ? "rare" : "mug" });
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  return {
    async stop() {
      isStopping = true;
      await clients;
      return { answers, retries };
    },
  };
}

function posted(url: string, { key, name, body }: { key: string; name: string; body: string }): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "idempotency-key": name, "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(ANSWER_MS),
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
