/** An empty ledger on an embedded server of this process, for tests that perform operations without a Worker. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client/web";
import { startLibsqlServer } from "../../bin/libsql-server/start.ts";
import { migrateDatabase } from "../../bin/migrate.ts";
import { problemOfRefusal } from "../../functions/edge/problem.ts";
import type { Caller } from "../../functions/operations/caller.ts";
import { perform } from "../../functions/operations/perform.ts";
import { publish } from "../../functions/operations/publish.ts";
import { openStore } from "../../functions/operations/store.ts";
import type { Ledger, Performed, Verb } from "../../functions/operations/verb.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";

export interface Embedded {
  url: string;
  client: Client;
  ledger: Ledger;
  close(): Promise<void>;
}

/** Starts a server on a directory of its own and migrates its database. */
export async function newEmbedded(): Promise<Embedded> {
  const directory = mkdtempSync(join(tmpdir(), "tessera-embedded-"));
  const server = await startLibsqlServer({ directory, synchronous: "NORMAL" });
  await migrateDatabase({ url: server.url });
  const client = createClient({ url: server.url, intMode: "number", concurrency: 1000 });
  return {
    url: server.url,
    client,
    ledger: { client, secret: "a secret of a test, 32 characters and more", now: null, documents: new Map() },
    async close() {
      client.close();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Performs a verb as somebody (an operator unless named), with the answer's status 200 and its fields as they are. */
export function performs<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  request: Request,
  { key, caller = { kind: "operator" } }: { key: string; caller?: Caller },
): Promise<Performed> {
  const body = JSON.parse(JSON.stringify(request)) as Json;
  return perform(
    ledger,
    verb,
    { request, caller, key, method: "TEST", path: verb.kind, body },
    { status: 200, view: (outcome) => ({ ...outcome }) as JsonObject, refused: problemOfRefusal },
  );
}

/** The answer of a verb that is done. Throws when it is not. */
export async function done<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  request: Request,
  options: { key: string; caller?: Caller },
): Promise<JsonObject> {
  const performed = await performs(ledger, verb, request, options);
  if (performed.kind !== "answered" || performed.status !== 200)
    throw new Error(`${verb.kind}: ${JSON.stringify(performed)}`);
  return JSON.parse(performed.body) as JsonObject;
}

/** Publishes versions of a document, each in force from its instant, and opens stores. */
export async function opens(
  ledger: Ledger,
  { versions, stores }: { versions: { effectiveAt: number | null; document: JsonObject }[]; stores: string[] },
): Promise<void> {
  for (const [index, { effectiveAt, document }] of versions.entries()) {
    const read = readProgramme(document);
    if ("faults" in read) throw new Error(JSON.stringify(read.faults));
    const publication = { programme: read.programme, document: canonicalJson(document), effectiveAt, basedOn: index };
    await done(ledger, publish, publication, { key: `publish-${index}` });
  }
  for (const store of stores) await done(ledger, openStore, { store, name: store }, { key: `open-${store}` });
}
