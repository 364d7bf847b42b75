/**
 * A world: a fresh database with a published programme, a store and its key, reached over HTTP in workerd. Tests make
 * their own people in it. `conserved` is called after every test that writes.
 */
import { Agent, request } from "node:http";
import { type Client, createClient } from "@libsql/client/web";
import { inject } from "vitest";
import { migrateDatabase } from "../../bin/migrate.ts";
import { problemOfRefusal } from "../../functions/edge/problem.ts";
import { perform } from "../../functions/operations/perform.ts";
import { publish } from "../../functions/operations/publish.ts";
import { makeKey, openStore } from "../../functions/operations/store.ts";
import type { Ledger, Verb } from "../../functions/operations/verb.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import { newStoreKey, readStoreKey } from "../../functions/values/key.ts";
import { SECRET, WORLDS, WORLDS_EACH } from "./global-setup.ts";
import { pointsProgramme } from "./programmes.ts";

export interface World {
  client: Client;
  ledger: Ledger;
  databaseUrl: string;
  storeKey: string;
  /** Sends a request to the Worker as this world's host. */
  send(request: {
    method?: string;
    path: string;
    token?: string;
    key?: string;
    body?: unknown;
    headers?: Record<string, string>;
  }): Promise<Answer>;
  /** POST as the store, with a fresh key unless one is given. */
  post(path: string, body: unknown, key?: string): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Performs a verb in this process, as an operator unless somebody else is named. */
  does<Request, Outcome>(
    verb: Verb<Request, Outcome>,
    request: Request,
    options?: { key?: string; now?: number },
  ): Promise<JsonObject>;
}

/** A request by node:http, since fetch does not let a test name the host. */
function sendTo(
  url: string,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString("utf8");
        const isJson = /\bjson/.test(response.headers["content-type"] ?? "");
        const headersOf = new Headers(
          Object.entries(response.headers).flatMap(([name, value]) =>
            [value ?? []].flat().map((each) => [name, each] as [string, string]),
          ),
        );
        const json = isJson ? JSON.parse(text) : null;
        resolve({ status: response.statusCode ?? 0, text, bytes, json, headers: headersOf });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

export interface Answer {
  status: number;
  text: string;
  bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, and a wrong shape fails the test
  json: any;
  headers: Headers;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
/** Worlds taken, by test file: one process runs many of them, and each has a number of its own. */
const taken = new Map<string, number>();
let keys = 0;

/** A key that no other request has. */
export function freshKey(): string {
  keys += 1;
  return `k-${process.env.VITEST_WORKER_ID ?? "0"}-${keys}`;
}

/** Takes a database of its own, with nothing in it: not even a schema. */
export async function emptyWorld(): Promise<Pick<World, "client" | "databaseUrl" | "send">> {
  const file = process.env.VITEST_WORKER_ID ?? "0";
  const earlier = taken.get(file) ?? 0;
  taken.set(file, earlier + 1);
  const index = Number(file) * WORLDS_EACH + earlier;
  if (earlier >= WORLDS_EACH || index >= WORLDS) throw new Error("more worlds than the Worker knows");
  const host = `w${index}.test`;
  const databaseUrl = `${inject("databasesUrl").replace(/\/$/, "")}/w${index}/`;
  const client = createClient({ url: databaseUrl, intMode: "number", concurrency: 1000 });
  const send: World["send"] = async ({ method = "GET", path, token, key, body, headers = {} }) => {
    return sendTo(inject("workerUrl") + path, {
      method,
      headers: {
        host,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  };
  return { client, databaseUrl, send };
}

/** Opens a world under a programme document (a points programme unless another is given), with a shop that may be in a city. */
export async function newWorld(document: JsonObject = pointsProgramme(), shop: { city?: string } = {}): Promise<World> {
  const { client, databaseUrl, send } = await emptyWorld();
  await migrateDatabase({ url: databaseUrl });
  const ledger: Ledger = { client, secret: SECRET, now: null, documents: new Map() };

  const does: World["does"] = async (verb, request, { key = freshKey(), now } = {}) => {
    const performed = await perform(
      now === undefined ? ledger : { ...ledger, now },
      verb,
      {
        request,
        caller: { kind: "operator" },
        key,
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

  await does(publish, publicationOf(document));
  const storeKey = await openStoreWithKey(does, "sto_shop", undefined, shop);
  return {
    client,
    ledger,
    databaseUrl,
    storeKey,
    send,
    post: (path, body, key = freshKey()) => send({ method: "POST", path, token: storeKey, key, body }),
    get: (path) => send({ path, token: storeKey }),
    does,
  };
}

/** A publication of a document as the first version, or on top of another. */
export function publicationOf(document: JsonObject, basedOn = 0) {
  const read = readProgramme(document);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return { programme: read.programme, document: canonicalJson(document), effectiveAt: null, basedOn };
}

/** Opens a store and makes it a key with every scope. */
export async function openStoreWithKey(
  does: World["does"],
  store: string,
  scopes = ["earn", "redeem", "read", "members"],
  about: { city?: string } = {},
): Promise<string> {
  await does(openStore, { store, name: store, ...about });
  const key = newStoreKey({ environment: "test", store, luck: crypto.getRandomValues(new Uint8Array(20)) });
  const read = readStoreKey(key);
  if (!read) throw new Error("a new key must read");
  await does(makeKey, { store, key: read.key, hash: read.digest, scopes, environment: "test", hint: key.slice(-4) });
  return key;
}

/** An order of one line. */
export function orderOf(order: string, totalMinor: number, member: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    member,
    order,
    occurredAt: new Date().toISOString(),
    currency: "EUR",
    lines: [{ sku: "SKU-1", quantity: 1, unitMinor: totalMinor }],
    totalMinor,
    ...more,
  };
}
