/** A demo of its own: a fresh database with a programme and a shop, the Worker and the built pages, on free ports. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { startLibsqlServer } from "../../bin/libsql-server/start.ts";
import { migrateDatabase } from "../../bin/migrate.ts";
import { demoHooksOf } from "../../bin/seed/keys.ts";
import { startWorker } from "../../bin/workerd.ts";
import { problemOfRefusal } from "../../functions/edge/problem.ts";
import { perform } from "../../functions/operations/perform.ts";
import { publish } from "../../functions/operations/publish.ts";
import { makeKey, openStore } from "../../functions/operations/store.ts";
import type { Ledger, Verb } from "../../functions/operations/verb.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import { newStoreKey, readStoreKey } from "../../functions/values/key.ts";
import { builtWeb, builtWorker } from "./built.ts";
import { faultsOnly } from "./faults-only.ts";

/** What a demo signs with: tests make from it what staff would read. */
export const DEMO_SECRET = "a secret that only this demo knows, 32 chars and more";

export interface Demo {
  url: string;
  storeKey: string;
  /** Where the database's files are. */
  directory: string;
  ledger: Ledger;
  does<Request, Outcome>(verb: Verb<Request, Outcome>, request: Request, now?: number): Promise<JsonObject>;
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a demo under a programme document, published at `began` (now unless it is given), after its history was lived. */
export async function startDemo(
  document: JsonObject,
  {
    began,
    live,
    log = faultsOnly,
  }: {
    began?: number;
    live?: (demo: Pick<Demo, "ledger" | "does">) => Promise<void>;
    log?: (line: { level: string; message: string }) => void;
  } = {},
): Promise<Demo> {
  const directory = mkdtempSync(join(tmpdir(), "tessera-demo-"));
  const server = await startLibsqlServer({ directory, synchronous: "NORMAL" });
  const databaseUrl = server.urlOf("demo");
  await migrateDatabase({ url: databaseUrl });
  const client = createClient({ url: databaseUrl, intMode: "number", concurrency: 1000 });
  const ledger: Ledger = { client, secret: DEMO_SECRET, now: null, documents: new Map() };
  const does = doing(ledger);
  const read = readProgramme(document);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const version = { programme: read.programme, document: canonicalJson(document), effectiveAt: null, basedOn: 0 };
  await does(publish, version, began);
  const store = "sto_shop";
  await does(openStore, { store, name: "Corner & Co." }, began);
  const storeKey = newStoreKey({ environment: "test", store, luck: crypto.getRandomValues(new Uint8Array(20)) });
  const key = readStoreKey(storeKey);
  if (!key) throw new Error("a new key must read");
  const scopes = ["earn", "redeem", "read", "members"];
  await does(makeKey, { store, key: key.key, hash: key.digest, scopes, environment: "test", hint: storeKey.slice(-4) });
  await live?.({ ledger, does });
  const worker = await startWorker({
    script: await builtWorker(),
    assets: await builtWeb(),
    log,
    bindings: {
      DATABASE_URL: databaseUrl,
      SECRET: DEMO_SECRET,
      ENVIRONMENT: "test",
      DEMO: "true",
      DEMO_STORE_KEY: storeKey,
      HOOKS: demoHooksOf(DEMO_SECRET, store),
    },
  });
  return {
    url: worker.url,
    storeKey,
    directory,
    ledger,
    does,
    tick: worker.tick,
    stop: async () => {
      await worker.stop();
      client.close();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function doing(ledger: Ledger): Demo["does"] {
  let keys = 0;
  return async (verb, request, now) => {
    keys += 1;
    const performed = await perform(
      now === undefined ? ledger : { ...ledger, now },
      verb,
      {
        request,
        caller: { kind: "operator" },
        key: `demo-${keys}`,
        method: "TEST",
        path: verb.kind,
        body: JSON.parse(JSON.stringify(request)) as Json,
      },
      { status: 200, view: (outcome) => ({ ...outcome }) as JsonObject, refused: problemOfRefusal },
    );
    if (performed.kind !== "answered" || performed.status !== 200)
      throw new Error(`${verb.kind}: ${JSON.stringify(performed)}`);
    return JSON.parse(performed.body) as JsonObject;
  };
}
