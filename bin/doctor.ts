/**
 * Says in one sentence each what is well with an installation, and what to do about what is not:
 *
 *     npm run doctor      with the Worker's DATABASE_URL (DATABASE_TOKEN) or PROGRAMMES, and SECRET
 *
 * Exits 1 when something is not ok. It writes nothing.
 */
import { pathToFileURL } from "node:url";
import type { Client } from "@libsql/client/web";
import { SCHEMA_VERSION } from "../functions/operations/attempt.ts";
import { audit } from "../functions/operations/audit.ts";
import { readProgramme, readPublished } from "../functions/programme/programme.ts";
import { clientOf, type Database, databasesIn } from "./databases.ts";

export interface Finding {
  isOk: boolean;
  says: string;
}

const NODE_MIN = [22, 12] as const;
const SECRET_LENGTH_MIN = 32;
/** The cron trigger fires each minute; what is due for longer than this was not looked at. */
const TICK_MINUTES_MAX = 10;
const MINUTE_MS = 60_000;

/** Examines this machine, the settings and each database, in this order. Never throws for what it came to find. */
export async function examine(environment: Record<string, string | undefined>): Promise<Finding[]> {
  const found = [nodeFinding(process.versions.node), secretFinding(environment.SECRET)];
  let databases: Database[];
  try {
    databases = databasesIn(environment);
  } catch (fault) {
    return [...found, bad(sentenceOf(fault))];
  }
  for (const database of databases) {
    const where = database.host === null ? "" : `${database.host}: `;
    for (const { isOk, says } of await examineDatabase(database)) found.push({ isOk, says: where + says });
  }
  return found;
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOk = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  return isOk ? ok(`Node is ${version}.`) : bad(`Node is ${version}: install ${NODE_MIN.join(".")} or newer.`);
}

function secretFinding(secret: string | undefined): Finding {
  if (!secret) return bad("SECRET is missing: set the Worker's own, or make one with `openssl rand -hex 32`.");
  if (secret.length < SECRET_LENGTH_MIN)
    return bad(`SECRET has ${secret.length} characters: make one of at least ${SECRET_LENGTH_MIN}.`);
  return ok(`SECRET is set and has ${secret.length} characters.`);
}

async function examineDatabase(database: Database): Promise<Finding[]> {
  const client = clientOf(database, { intMode: "number" });
  try {
    const started = performance.now();
    const reached = await client.execute("SELECT 1").catch(asFault);
    if (reached instanceof Error)
      return [
        bad(`The database does not answer (${sentenceOf(reached)}): check its address, its token and whether it runs.`),
      ];
    const found = [ok(`The database answers in ${Math.round(performance.now() - started)} ms.`)];
    found.push(await durabilityFinding(client));
    const schema = await schemaFinding(client);
    found.push(schema);
    if (!schema.isOk) return found;
    found.push(await foreignKeysFinding(client), ...(await programmeFindings(client)), await tickFinding(client));
    found.push(await auditFinding(database));
    return found;
  } finally {
    client.close();
  }
}

async function auditFinding(database: Database): Promise<Finding> {
  const client = clientOf(database, { intMode: "number" });
  try {
    const { operations, findings } = await audit(client);
    if (findings.length === 0)
      return ok(`The audit read ${counted(operations, "operation")} back and found nothing wrong.`);
    return bad(
      `The audit has ${counted(findings.length, "finding")} (${findings[0]}): read them all with npm run audit.`,
    );
  } catch (fault) {
    return bad(`The ledger could not be audited (${sentenceOf(fault)}): run npm run audit.`);
  } finally {
    client.close();
  }
}

/** `PRAGMA synchronous` is asked of the connection that writes; sqld and Turso do not tell. */
async function durabilityFinding(client: Client): Promise<Finding> {
  const answer = await client.execute("PRAGMA synchronous").catch(asFault);
  const level = answer instanceof Error ? undefined : answer.rows[0]?.synchronous;
  if (level === undefined)
    return ok("The database does not tell how durable a commit is: on a server of your own set durability to strong.");
  return Number(level) >= 2
    ? ok("A commit is on the disk before it is acknowledged (synchronous FULL).")
    : bad("A power cut may lose the last commits (synchronous is below FULL): start the server with FULL.");
}

async function schemaFinding(client: Client): Promise<Finding> {
  const answer = await client.execute("SELECT count(*) AS migrations FROM __drizzle_migrations").catch(asFault);
  if (answer instanceof Error) return bad("The database has no schema: run npm run migrate.");
  const version = Number(answer.rows[0]?.migrations);
  if (version < SCHEMA_VERSION)
    return bad(`The schema is version ${version}, this code needs ${SCHEMA_VERSION}: run npm run migrate.`);
  if (version > SCHEMA_VERSION)
    return bad(`The schema is version ${version}, newer than this code (${SCHEMA_VERSION}): update the code.`);
  return ok(`The schema is version ${version}, as this code needs it.`);
}

async function foreignKeysFinding(client: Client): Promise<Finding> {
  const answer = await client.execute("PRAGMA foreign_keys").catch(asFault);
  const state = answer instanceof Error ? undefined : answer.rows[0]?.foreign_keys;
  if (state === undefined)
    return ok("The database does not tell whether it enforces foreign keys; the audit looks at them.");
  return Number(state) === 1
    ? ok("Foreign keys are enforced.")
    : bad("Foreign keys are not enforced: use a server that turns them on for each connection.");
}

async function programmeFindings(client: Client): Promise<Finding[]> {
  const { rows } = await client.execute(
    `SELECT (SELECT max(version) FROM programme_versions) AS version,
       (SELECT document FROM programme_versions ORDER BY version DESC LIMIT 1) AS document,
       (SELECT count(*) FROM holders WHERE kind = 'staff' AND state = 'active' AND facts ->> '$.role' = 'owner') AS owners,
       (SELECT count(*) FROM holders WHERE kind = 'key' AND state = 'live') AS keys`,
  );
  const { version, document, owners, keys }: Record<string, unknown> = rows[0] ?? {};
  return [
    version === null || version === undefined
      ? bad("No programme is published: run npm run programme -- publish FILE.")
      : documentFinding(Number(version), String(document)),
    Number(owners) === 0
      ? bad("Nobody owns the programme: run npm run staff -- invite EMAIL owner.")
      : ok(`${counted(owners, "owner")} may sign in.`),
    Number(keys) === 0
      ? bad("No store has a live key: sign in as an owner and make one.")
      : ok(`${counted(keys, "store key")} ${Number(keys) === 1 ? "is" : "are"} live.`),
  ];
}

/** The checker may have learnt to refuse what was published: it is served as it was, while its shape is still known. */
function documentFinding(version: number, document: string): Finding {
  const named = `Version ${version} of the programme`;
  const given = JSON.parse(document);
  const read = readProgramme(given);
  if (!("faults" in read)) return ok(`${named} is the newest.`);
  const fault = `${read.faults[0]?.pointer} ${read.faults[0]?.says}`;
  return "faults" in readPublished(given)
    ? bad(`${named} cannot be served by this code (${fault}): publish a mended one with the code before, then update.`)
    : bad(`${named} is served and would be refused today (${fault}): publish a mended one.`);
}

/** A tick leaves no trace when nothing is due, so what tells is what is due and was not done. */
async function tickFinding(client: Client): Promise<Finding> {
  const { rows } = await client.execute(
    `SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now, (SELECT max(recorded_at) FROM operations WHERE actor = 'clock') AS last,
       (SELECT min(due_at) FROM holders WHERE due_at IS NOT NULL) AS due`,
  );
  const { now, last, due }: Record<string, unknown> = rows[0] ?? {};
  const lastWords =
    last === null || last === undefined
      ? "the clock has not written yet"
      : `the clock last wrote ${ago(now, last)} ago`;
  const isLate = due !== null && due !== undefined && Number(now) - Number(due) > TICK_MINUTES_MAX * MINUTE_MS;
  return isLate
    ? bad(`Something is due for ${ago(now, due)} and ${lastWords}: check that the cron trigger of wrangler.toml fires.`)
    : ok(`Nothing is overdue; ${lastWords}.`);
}

function ago(now: unknown, then: unknown): string {
  const minutes = Math.max(0, Math.round((Number(now) - Number(then)) / MINUTE_MS));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / (24 * 60))} days`;
}

function counted(count: unknown, noun: string): string {
  return `${count} ${noun}${Number(count) === 1 ? "" : "s"}`;
}

function ok(says: string): Finding {
  return { isOk: true, says };
}

function bad(says: string): Finding {
  return { isOk: false, says };
}

function asFault(fault: unknown): Error {
  return fault instanceof Error ? fault : new Error(String(fault));
}

function sentenceOf(fault: unknown): string {
  const { message, cause } = asFault(fault);
  return cause instanceof Error && cause.message !== "" ? `${message}: ${cause.message}` : message;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const found = await examine(process.env);
  for (const { isOk, says } of found) console.log(`${isOk ? "ok    " : "not ok"}  ${says}`);
  if (found.some(({ isOk }) => !isOk)) process.exitCode = 1;
}
