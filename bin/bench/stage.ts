/** Where the bench plays: the embedded server in a process of its own, the Worker and the naked Worker each in workerd. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client/web";
import { build } from "esbuild";
import { publish } from "../../functions/operations/publish.ts";
import { makeKey, openStore } from "../../functions/operations/store.ts";
import { openVenue } from "../../functions/operations/venue.ts";
import type { Ledger } from "../../functions/operations/verb.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import { newStoreKey, readStoreKey } from "../../functions/values/key.ts";
import { placeOf } from "../../functions/values/place.ts";
import { buildWorker } from "../build.ts";
import { operate } from "../ledger.ts";
import { migrateDatabase } from "../migrate.ts";
import { type RunningWorker, startWorker } from "../workerd.ts";
import { NAKED_TABLES } from "./naked-worker.ts";
import { programme } from "./programme.ts";

export interface Stage {
  url: string;
  databaseUrl: string;
  nakedUrl: string;
  client: Client;
  secret: string;
  storeKey: string;
  /** All in one place, so that nobody comes there too fast. */
  venues: { place: { latitude: number; longitude: number }; ids: string[] };
  /** Processor time that the Worker's workerd has used, in milliseconds; null where the system does not tell. */
  workerCpuMs(): number | null;
  /** The same Worker again, on another address of the database. */
  another(databaseUrl: string): Promise<RunningWorker>;
  close(): Promise<void>;
}

const ROOT = new URL("../..", import.meta.url).pathname;
const SECRET = "the bench's secret, 32 characters or more";
const STORE = "sto_bench";
const PLACE = { latitude: 52.0908, longitude: 5.1214 };
/** As many as one member is rewarded at in a day, at most. */
const VENUES = 100;
/** Clock ticks of /proc in a second: 100 on Linux, whatever the kernel's own. */
const TICK_MS = 10;

/** Opens a stage on a new directory. */
export async function openStage(synchronous: "NORMAL" | "FULL"): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), "tessera-bench-"));
  const server = await startServer(directory, synchronous);
  const { url: databaseUrl } = server;
  await migrateDatabase({ url: databaseUrl });
  const client = createClient({ url: databaseUrl, intMode: "number", concurrency: 1_000 });
  await client.batch(NAKED_TABLES, "write");
  const opened = await openProgramme({ client, secret: SECRET, now: null, documents: new Map() });
  const script = await buildWorker();
  const another = (url: string) =>
    startWorker({ script, bindings: { DATABASE_URL: url, SECRET, ENVIRONMENT: "test" }, log: () => {} });
  const before = workerdsOf(process.pid);
  const worker = await another(databaseUrl);
  const pid = workerdsOf(process.pid).find((each) => !before.includes(each));
  const naked = await startWorker({
    script: await buildNaked(),
    bindings: { DATABASE_URL: databaseUrl },
    log: () => {},
  });
  return {
    url: worker.url,
    databaseUrl,
    nakedUrl: naked.url,
    client,
    secret: SECRET,
    ...opened,
    workerCpuMs: () => (pid === undefined ? null : cpuMsOf(pid)),
    another,
    async close() {
      await Promise.all([worker.stop(), naked.stop()]);
      client.close();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function openProgramme(ledger: Ledger): Promise<Pick<Stage, "storeKey" | "venues">> {
  const read = readProgramme(programme);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const publication = { programme: read.programme, document: canonicalJson(programme), effectiveAt: null, basedOn: 0 };
  await operate(ledger, publish, { request: publication, body: {} });
  const opening = { store: STORE, name: "Bench" };
  await operate(ledger, openStore, { request: opening, body: opening });
  const storeKey = newStoreKey({ environment: "test", store: STORE, luck: crypto.getRandomValues(new Uint8Array(20)) });
  const key = readStoreKey(storeKey);
  if (!key) throw new Error("a new key must read");
  const making = {
    store: STORE,
    key: key.key,
    hash: key.digest,
    scopes: ["earn", "redeem", "read", "members"],
    environment: "test" as const,
    hint: storeKey.slice(-4),
  };
  await operate(ledger, makeKey, { request: making, body: {} });
  const ids = Array.from({ length: VENUES }, (_, index) => `ven_bench${index}`);
  for (const venue of ids) {
    const request = { venue, store: STORE, name: "Bench", ...placeOf(PLACE), radiusMetres: 75 };
    await operate(ledger, openVenue, { request, body: {} });
  }
  return { storeKey, venues: { place: PLACE, ids } };
}

async function startServer(directory: string, synchronous: string): Promise<{ url: string; stop(): Promise<void> }> {
  const args = [
    join(ROOT, "bin/libsql-server.ts"),
    "--directory",
    directory,
    "--port",
    "0",
    "--synchronous",
    synchronous,
  ];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const exit = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (part: Buffer) => {
      said += part;
      const [, found] = /libSQL server on (\S+),/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error("the database server did not start")));
  });
  return {
    url,
    stop: () => {
      child.kill("SIGTERM");
      return exit;
    },
  };
}

async function buildNaked(): Promise<string> {
  const outfile = join(ROOT, ".build/naked-worker.mjs");
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["bin/bench/naked-worker.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    target: "es2024",
    logLevel: "warning",
  });
  return outfile;
}

/** Ids of the workerd processes that a process started itself; none where there is no /proc. */
function workerdsOf(parent: number): number[] {
  return numbersIn("/proc").filter((pid) => {
    const stat = textOf(`/proc/${pid}/stat`);
    const [, name, , ppid] = /\((.*)\) (\S) (\d+)/.exec(stat) ?? [];
    return name === "workerd" && Number(ppid) === parent;
  });
}

function cpuMsOf(pid: number): number | null {
  const fields = textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /, "")
    .split(" ");
  // Fields 14 and 15 of proc(5), user and system time, counted here from the third.
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isFinite(ticks) ? ticks * TICK_MS : null;
}

function numbersIn(directory: string): number[] {
  try {
    return readdirSync(directory).map(Number).filter(Number.isInteger);
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return [];
    throw fault;
  }
}

/** Empty when the process is gone meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && (fault.code === "ENOENT" || fault.code === "ESRCH")) return "";
    throw fault;
  }
}
