/**
 * Reads the whole ledger back and says whether it is what it must be:
 *
 *     npm run audit
 *     npm run audit -- --checkpoint FILE [--key VKEY]
 *
 * With a checkpoint of the public log that was kept elsewhere, it says too whether anything that was sealed under it was
 * changed since. VKEY is the log's verifier key, as GET /v1/log/key has it; without it, the one that SECRET gives.
 *
 * DATABASE_URL (and DATABASE_TOKEN) name the database, or npm start's own is taken. Exits 0 when there is no finding, 1 with
 * each finding as a sentence, and 2 when the ledger could not be read. It changes nothing.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { keyFrom } from "../functions/draws/log/note.ts";
import { audit, auditSentence, logKeyIn } from "../functions/operations/audit.ts";
import { openLedger } from "./ledger.ts";

try {
  const { values } = parseArgs({ options: { checkpoint: { type: "string" }, key: { type: "string" } } });
  const held = values.checkpoint === undefined ? null : readFileSync(values.checkpoint, "utf8");
  const { client, secret } = openLedger();
  const key = values.key === undefined ? await logKeyIn(client, secret) : keyFrom(values.key.trim());
  if (values.key !== undefined && !key) throw new Error("--key is no verifier key");
  const found = await audit(client, { held, key });
  client.close();
  console.log(auditSentence(found));
  process.exitCode = found.findings.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`The ledger could not be audited: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
