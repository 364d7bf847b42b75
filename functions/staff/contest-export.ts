/**
 * GET /v1/staff/contests/{id}/export: a round's records for whoever audits it, as lines of JSON or as CSV with the same
 * columns: entries by tag, the ranking, and every prize with whom it passed by. It is streamed; people are not in it.
 */
import type { Client } from "@libsql/client/web";
import * as z from "zod";
import { type ContestRow, readContest, readEntriesPart } from "../database/contests.ts";
import { decodeEntries, ENTRY_BYTES } from "../draws/entries.ts";
import { type ContestManifest, contestManifestHash } from "../draws/manifest.ts";
import { contract } from "../edge/contract.ts";
import { keptUntil } from "../edge/kept-until.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { streamOf } from "../edge/stream.ts";
import { instantView } from "../edge/views.ts";
import { MAY } from "./roles.ts";

const COLUMNS = ["record", "tag", "tickets", "rank", "ticket", "of", "prize", "state", "reason", "at", "says"] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>> & { record: string };

/** Entries written to the stream at once. */
const SLICE_ENTRIES = 5_000;

export const exportContest = contract({
  id: "exportContest",
  method: "get",
  path: "/v1/staff/contests/:contest/export",
  audience: { kind: "staff", roles: MAY.look },
  title: "Export a round for an auditor",
  about:
    "What the round is, its entries by tag from the freeze on, the ranking, and every prize with the ranks that it passed by and why. No person is in it. The last line says until when it is kept.",
  query: z.strictObject({ format: z.enum(["ndjson", "csv"]).default("ndjson") }),
  status: 200,
  answer: z.string().describe("a line a record: application/x-ndjson or text/csv"),
  refusals: ["contest_unknown"],
  example: { answer: '{"record":"entry","tag":"5f3759df5f3759df5f3759df5f3759df","tickets":3}\n' },
});

export function mountContestExport(app: App): void {
  serveRead(app, exportContest, async (asked) => {
    const { facts, found } = await read(asked, { reading: readContest(asked.params.contest ?? "") });
    if (!found) throw new Problem("contest_unknown");
    const isCsv = asked.query.format === "csv";
    const kept = keptUntil(found, facts.current.programme.zone);
    const form = isCsv ? { head: `${COLUMNS.join(",")}\r\n`, write: csvOf } : { head: "", write: jsonOf };
    return new Response(streamOf(linesOf(asked.ledger.client, found, { kept, ...form })), {
      headers: {
        "content-type": isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson",
        "content-disposition": `attachment; filename="${found.contest.publicId}.${asked.query.format}"`,
        "cache-control": "no-store",
      },
    });
  });
}

async function* linesOf(
  client: Client,
  row: ContestRow,
  { kept, head, write }: { kept: string; head: string; write(row: Row): string },
): AsyncGenerator<string> {
  const { publicId, state, facts } = row.contest;
  const manifest = facts.manifest === null ? null : (JSON.parse(facts.manifest) as ContestManifest);
  const about: [string, string | number | null][] = [
    ["contest", publicId],
    ["opens", instantView(facts.opensAt)],
    ["closes", instantView(facts.closesAt)],
    ["rules-hash", facts.rulesHash],
    ["manifest-hash", manifest && contestManifestHash(manifest)],
    ["free-entrants", row.free.entrants],
    ["free-tickets", row.free.tickets],
  ];
  yield head + write({ record: "state", state, reason: facts.voidReason, says: facts.voidSays ?? null });
  for (const [record, says] of about) yield write({ record, says });
  for (let part = 0; part < (facts.file?.parts ?? 0); part++) {
    const content = await readEntriesPart(client, publicId, part);
    for (let start = 0; start < content.length; start += SLICE_ENTRIES * ENTRY_BYTES) {
      const entries = decodeEntries(content.subarray(start, start + SLICE_ENTRIES * ENTRY_BYTES));
      yield entries.map(({ tag, weight }) => write({ record: "entry", tag, tickets: weight })).join("");
    }
  }
  for (const { tag, rank, ticket, of } of facts.ranking) yield write({ record: "rank", tag, rank, ticket, of });
  for (const { prize, rank, state: at, passed } of facts.places) {
    for (const { rank: gone, reason, at: when } of passed)
      yield write({ record: "passed", prize, rank: gone, reason, at: instantView(when) });
    yield write({ record: "prize", prize, rank, state: at });
  }
  yield write({ record: "kept-until", says: kept });
}

function jsonOf(row: Row): string {
  return `${JSON.stringify(row)}\n`;
}

/** A line of RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it. */
function csvOf(row: Row): string {
  const cells = COLUMNS.map((column) => {
    const text = String(row[column] ?? "");
    const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${cells.join(",")}\r\n`;
}
