/**
 * The programme document from the operator's command line:
 *
 *     npm run programme -- check FILE           every fault by its JSON pointer
 *     npm run programme -- diff FILE            what it would change of what is in force, in words
 *     npm run programme -- publish FILE [AT]    as the next version, in force at once or at an instant
 *     npm run programme -- save NAME FILE       as a draft, faults and all
 *     npm run programme -- drafts               the drafts, with what a check says of each
 *     npm run programme -- show NAME            a draft's document
 *     npm run programme -- drop NAME            away with a draft
 *     npm run programme -- versions             every version with its state, newest first
 *     npm run programme -- withdraw VERSION     a scheduled version, before it takes effect
 *
 * Exits 1 where the document has faults or nothing was done.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type DocumentDraft, readDrafts } from "../functions/database/programme-drafts.ts";
import { readInForce, readVersion, readVersions } from "../functions/database/programme-versions.ts";
import type { Reading } from "../functions/database/reading.ts";
import { revisionOf } from "../functions/decisions/save-draft.ts";
import { publish } from "../functions/operations/publish.ts";
import { dropDraft, saveDraft } from "../functions/operations/save-draft.ts";
import type { Ledger } from "../functions/operations/verb.ts";
import { withdraw } from "../functions/operations/withdraw.ts";
import { differencesBetween } from "../functions/programme/difference.ts";
import { type Programme, readProgramme, readPublished } from "../functions/programme/programme.ts";
import { slug } from "../functions/programme/words.ts";
import { canonicalJson } from "../functions/values/jcs.ts";
import type { Json, JsonObject } from "../functions/values/json.ts";
import { openLedger, operate } from "./ledger.ts";

/** More drafts or versions than anybody lists. */
const ALL = 1000;

/** Each command with how many words follow it, at the least and at the most. */
const COMMANDS: Record<string, { least: number; most: number; run(words: string[]): void | Promise<void> }> = {
  check: { least: 1, most: 1, run: ([file = ""]) => checked(file) },
  diff: { least: 1, most: 1, run: ([file = ""]) => differ(file) },
  publish: { least: 1, most: 2, run: ([file = "", at]) => publishFile(file, at) },
  save: { least: 2, most: 2, run: ([name = "", file = ""]) => save(name, file) },
  drafts: { least: 0, most: 0, run: listDrafts },
  show: { least: 1, most: 1, run: show },
  drop: { least: 1, most: 1, run: drop },
  versions: { least: 0, most: 0, run: listVersions },
  withdraw: { least: 1, most: 1, run: withdrawVersion },
};

async function run([name = "", ...words]: string[]): Promise<void> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || words.length < command.least || words.length > command.most)
    throw new Error(
      "usage: npm run programme -- check|diff FILE · publish FILE [AT] · save NAME FILE · drafts · show|drop NAME · versions · withdraw VERSION",
    );
  await command.run(words);
}

function checked(file: string): void {
  const { programme } = readFile(file);
  console.log(`${file} reads: "${programme.programme}" has no faults.`);
}

async function differ(file: string): Promise<void> {
  const { programme } = readFile(file);
  console.log(differencesFrom(await inForceOf(openLedger()), programme));
}

async function publishFile(file: string, at: string | undefined): Promise<void> {
  const { document, programme } = readFile(file);
  const effectiveAt = at === undefined ? null : Date.parse(at);
  if (Number.isNaN(effectiveAt)) throw new Error(`${at} is no instant: write it as 2027-05-01T00:00:00Z`);
  const ledger = openLedger();
  console.log(differencesFrom(await inForceOf(ledger), programme));
  const newest = await found(ledger, readVersion(null));
  const basedOn = newest?.version ?? 0;
  const { version, effectiveAt: from } = await operate(ledger, publish, {
    request: { programme, document: canonicalJson(document), basedOn, effectiveAt },
    body: { document, basedOn, ...(effectiveAt === null ? {} : { effectiveAt }) },
  });
  const when = effectiveAt !== null && from === effectiveAt ? `scheduled for ${instantText(from)}` : "in force now";
  console.log(`Published as version ${version}, ${when}.`);
}

async function save(name: string, file: string): Promise<void> {
  if (!slug.safeParse(name).success) throw new Error(`${name} is no name: lower-case letters, digits and dashes`);
  const document = JSON.parse(readFileSync(file, "utf8")) as JsonObject;
  const ledger = openLedger();
  const known = (await draftsOf(ledger)).find((draft) => draft.name === name);
  const request = { name, document, revision: known ? revisionOf(known) : 0 };
  await operate(ledger, saveDraft, { request, body: request });
  const read = readProgramme(document);
  console.log(`Saved as the draft ${name}: ${"faults" in read ? faultsText(read.faults) : "it has no faults"}.`);
}

async function listDrafts(): Promise<void> {
  const drafts = await draftsOf(openLedger());
  if (drafts.length === 0) console.log("There are no drafts.");
  for (const { name, document, savedAt, email, actor } of drafts) {
    const read = readProgramme(document);
    const state = "faults" in read ? `draft, ${faultsText(read.faults)}` : "checked";
    console.log(`${name}  ${state}  saved ${instantText(savedAt)} by ${email ?? actor}`);
  }
}

async function show([name = ""]: string[]): Promise<void> {
  console.log(JSON.stringify((await draftOf(openLedger(), name)).document, null, 2));
}

async function drop([name = ""]: string[]): Promise<void> {
  const ledger = openLedger();
  const request = { name, document: null, revision: revisionOf(await draftOf(ledger, name)) };
  await operate(ledger, dropDraft, { request, body: request });
  console.log(`The draft ${name} is dropped.`);
}

async function listVersions(): Promise<void> {
  const { found: versions } = await found(openLedger(), readVersions({ limit: ALL, cursor: null }));
  for (const { version, state, effectiveAt, publishedAt, kind, email, actor } of versions)
    console.log(
      `${version}  ${state}  from ${instantText(effectiveAt)}  ${kind} at ${instantText(publishedAt)} by ${email ?? actor}`,
    );
}

async function withdrawVersion([number = ""]: string[]): Promise<void> {
  const ledger = openLedger();
  const [version, inForce, newest] = [
    await found(ledger, readVersion(Number(number))),
    await found(ledger, readInForce),
    await found(ledger, readVersion(null)),
  ];
  if (!version) throw new Error(`there is no version ${number}`);
  if (version.state !== "scheduled" || !inForce)
    throw new Error(`version ${number} is ${version.state}, not scheduled`);
  const document = JSON.parse(inForce.document) as Json;
  const read = readPublished(document);
  if ("faults" in read) throw new Error(`version ${inForce.version} no longer reads: ${faultsText(read.faults)}`);
  const basedOn = newest?.version ?? 0;
  const { version: next } = await operate(ledger, withdraw, {
    request: { ...read, document: inForce.document, basedOn, effectiveAt: null, goesOnWith: inForce.version },
    body: { version: Number(number), basedOn },
  });
  console.log(`Version ${number} is withdrawn: version ${next} goes on with the words of version ${inForce.version}.`);
}

/** A file's document. Throws a sentence with every fault. */
function readFile(file: string): { document: Json; programme: Programme } {
  const document = JSON.parse(readFileSync(file, "utf8")) as Json;
  const read = readProgramme(document);
  if (!("faults" in read)) return { document, programme: read.programme };
  const faults = read.faults.map(({ pointer, says }) => `${pointer || "/"}: ${says}`);
  throw new Error([`${file} has ${faultsText(read.faults)}:`, ...faults].join("\n"));
}

function faultsText({ length }: unknown[]): string {
  return length === 1 ? "one fault" : `${length} faults`;
}

function instantText(instant: unknown): string {
  return new Date(Number(instant)).toISOString();
}

async function draftsOf(ledger: Ledger): Promise<DocumentDraft[]> {
  return (await found(ledger, readDrafts({ limit: ALL, cursor: null }))).found;
}

async function draftOf(ledger: Ledger, name: string): Promise<DocumentDraft> {
  const draft = (await draftsOf(ledger)).find((known) => known.name === name);
  if (!draft) throw new Error(`there is no draft ${name}`);
  return draft;
}

async function found<Result>({ client }: Ledger, { steps, of }: Reading<Result>): Promise<Result> {
  const results = await client.batch(steps, "read");
  return of(results.map(({ rows }) => rows));
}

async function inForceOf(ledger: Ledger): Promise<{ version: number; programme: Programme } | null> {
  const inForce = await found(ledger, readInForce);
  if (inForce === null) return null;
  const read = readPublished(JSON.parse(inForce.document));
  if ("faults" in read) throw new Error(`version ${inForce.version} no longer reads: ${read.faults[0]?.pointer}`);
  return { version: inForce.version, programme: read.programme };
}

function differencesFrom(inForce: { version: number; programme: Programme } | null, next: Programme): string {
  if (inForce === null) return "Nothing is in force yet.";
  const differences = differencesBetween(inForce.programme, next);
  if (differences.length === 0) return `It means the same as version ${inForce.version}, which is in force.`;
  return [
    `Against version ${inForce.version}, which is in force:`,
    ...differences.map(({ pointer, says }) => `  ${says}  (${pointer})`),
  ].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await run(process.argv.slice(2)).catch((fault: Error) => {
    console.error(fault.message);
    process.exitCode = 1;
  });
}
