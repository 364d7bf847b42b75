/**
 * Reads the whole ledger back and says whether it is what it must be:
 *
 *     npm run audit
 *
 * DATABASE_URL (and DATABASE_TOKEN) name the database, or npm start's own is taken. Exits 0 when there is no finding, 1 with
 * each finding as a sentence, and 2 when the ledger could not be read. It changes nothing.
 */
import { audit, auditSentence } from "../functions/operations/audit.ts";
import { openLedger } from "./ledger.ts";

try {
  const { client } = openLedger();
  const found = await audit(client);
  client.close();
  console.log(auditSentence(found));
  process.exitCode = found.findings.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`The ledger could not be audited: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
