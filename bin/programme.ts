/**
 * The programme document from the operator's command line:
 *
 *     npm run programme -- check FILE      every fault by its JSON pointer
 *     npm run programme -- diff FILE       what it would change, in words
 *     npm run programme -- publish FILE    as the next version, in force at once
 *
 * Exits 1 where the document has faults or was not published.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readVersion } from "../functions/database/programme-versions.ts";
import { publish } from "../functions/operations/publish.ts";
import type { Ledger } from "../functions/operations/verb.ts";
import { differencesBetween } from "../functions/programme/difference.ts";
import { type Programme, readProgramme } from "../functions/programme/programme.ts";
import { canonicalJson } from "../functions/values/jcs.ts";
import type { Json } from "../functions/values/json.ts";
import { openLedger, operate } from "./ledger.ts";

async function run([command, file, ...more]: string[]): Promise<void> {
  if (file === undefined || more.length > 0 || !["check", "diff", "publish"].includes(command ?? "")) {
    throw new Error("usage: npm run programme -- check|diff|publish FILE");
  }
  const document = JSON.parse(readFileSync(file, "utf8")) as Json;
  const read = readProgramme(document);
  if ("faults" in read) {
    const faults = read.faults.map(({ pointer, says }) => `${pointer || "/"}: ${says}`);
    throw new Error(
      [`${file} has ${faults.length === 1 ? "one fault" : `${faults.length} faults`}:`, ...faults].join("\n"),
    );
  }
  if (command === "check") return console.log(`${file} reads: "${read.programme.programme}" has no faults.`);
  const ledger = openLedger();
  const newest = await newestOf(ledger);
  console.log(differencesFrom(newest, read.programme));
  if (command === "diff") return;
  const { version } = await operate(ledger, publish, {
    request: {
      programme: read.programme,
      document: canonicalJson(document),
      basedOn: newest?.version ?? 0,
      effectiveAt: null,
    },
    body: { document, basedOn: newest?.version ?? 0 },
  });
  console.log(`Published as version ${version}, in force now.`);
}

async function newestOf({ client }: Ledger): Promise<{ version: number; programme: Programme } | null> {
  const { steps, of } = readVersion(null);
  const results = await client.batch(steps, "read");
  const newest = of(results.map(({ rows }) => rows));
  if (newest === null) return null;
  const read = readProgramme(JSON.parse(newest.document));
  if ("faults" in read) throw new Error(`version ${newest.version} no longer reads: ${read.faults[0]?.pointer}`);
  return { version: newest.version, programme: read.programme };
}

function differencesFrom(newest: { version: number; programme: Programme } | null, next: Programme): string {
  if (newest === null) return "Nothing was published before.";
  const differences = differencesBetween(newest.programme, next);
  if (differences.length === 0) return `It means the same as version ${newest.version}.`;
  return [
    `Against version ${newest.version}:`,
    ...differences.map(({ pointer, says }) => `  ${says}  (${pointer})`),
  ].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await run(process.argv.slice(2)).catch((fault: Error) => {
    console.error(fault.message);
    process.exitCode = 1;
  });
}
