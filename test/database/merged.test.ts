/** What follows a merged member is looked up by key: a read costs the same however many members were merged. */
import type { Client } from "@libsql/client/web";
import { afterAll, expect, test } from "vitest";
import { readMembersForAudit } from "../../functions/database/audit-members.ts";
import { readFading, readTapped } from "../../functions/database/due.ts";
import { readEntries } from "../../functions/database/entries-of.ts";
import { readFacts } from "../../functions/database/facts.ts";
import { readLine, readLines, readPlaces, readTurns } from "../../functions/database/line.ts";
import { countsReads } from "../../functions/database/merging.ts";
import { playsOf } from "../../functions/database/plays.ts";
import { recordSteps } from "../../functions/database/record-steps.ts";
import { readSessionsByTail } from "../../functions/database/sessions-by-tail.ts";
import { forgetSightingsStep, sightingsReads } from "../../functions/database/sightings.ts";
import { readStatement } from "../../functions/database/statement-of.ts";
import type { Step } from "../../functions/database/steps.ts";
import { readStock } from "../../functions/database/stock.ts";
import { visitsReads } from "../../functions/database/visits.ts";
import { readVouchers } from "../../functions/database/vouchers-of.ts";
import { newEmbedded } from "../support/embedded.ts";

const embedded = await newEmbedded();
afterAll(() => embedded.close());

/** The statements that a read would send. */
async function sentBy(read: (client: Client) => Promise<unknown>): Promise<Step[]> {
  const sent: Step[] = [];
  const batch: Client["batch"] = (steps, mode) => {
    sent.push(...(steps as Step[]));
    return embedded.client.batch(steps, mode);
  };
  const execute = (step: Step) => {
    sent.push(step);
    return embedded.client.execute(step);
  };
  const overheard: Record<PropertyKey, unknown> = { batch, execute };
  await read(new Proxy(embedded.client, { get: (client, name) => overheard[name] ?? Reflect.get(client, name) }));
  return sent;
}

const page = { limit: 5, cursor: null };
const named = { holders: ["mem_x"], identity: null, claims: [], occurredAt: null };
const asked = { subjects: named, actor: "a", keys: [], knownVersions: [], now: null, isRetry: false };
const all = { ...named, holders: ["mem_x", "order:sto_x:1"], stockOf: "x", catalogue: true, lines: true };
const reads: [string, Step[]][] = [
  ["facts of a request", await sentBy((client) => readFacts(client, asked))],
  [
    "facts of a request for all that there is",
    await sentBy((client) => readFacts(client, { ...asked, subjects: all })),
  ],
  ["statement", readStatement("mem_x", { ...page, knownVersions: [] }).steps],
  ["plays", playsOf("mem_x", page).steps],
  ["check-ins", visitsReads({ member: "mem_x", venue: "ven_x" })],
  ["sightings", [...sightingsReads({ member: "mem_x", device: "d", fix: "f" }), forgetSightingsStep(0)]],
  [
    "forgetting",
    [
      ...(await sentBy((client) => readFading(client, "evidence", { upTo: 1, limit: 5, except: [] }))),
      ...(await sentBy((client) => readFading(client, "place", { upTo: 1, limit: 5, except: [] }))),
      ...(await sentBy((client) => readTapped(client, { upTo: 1, limit: 5, except: [] }))),
      ...recordSteps({ forgottenVisits: { checkIns: ["chk_x"] } }, null),
    ],
  ],
  [
    "lines",
    [
      ...(await sentBy((client) => readTurns(client, []))),
      ...[readPlaces("mem_x"), readLine("x", page), readLines, readStock].flatMap(({ steps }) => steps),
    ],
  ],
  ["a typed code", readSessionsByTail("0000", 1).steps],
  ["vouchers", readVouchers("mem_x", page).steps],
  ["entries", readEntries("mem_x", page).steps],
  ["merge", countsReads({ kind: "email", value: "x" })],
  ["erasure", recordSteps({ erased: { member: "mem_x" }, linked: { member: "mem_x", into: "mem_y" } }, null)],
  ["audit", await sentBy((client) => readMembersForAudit(client, { after: 0, limit: 5 }))],
];

test("what a member has held open is found by an index of that alone, however much she bought", async () => {
  const [step] = await sentBy((client) => readFacts(client, { ...asked, subjects: all }));
  if (!step) throw new Error("facts are one statement");
  const { rows } = await embedded.client.execute({ sql: `EXPLAIN QUERY PLAN ${step.sql}`, args: step.args });
  const details = rows.map(({ detail }) => String(detail));
  expect(details.filter((detail) => /holder_by_owner \(owner=\?\)/.test(detail))).toEqual([]);
  expect(details.some((detail) => detail.includes("redemption_is_held (owner=?)"))).toBe(true);
});

test("whether something is on its way along a line is known without going along it", async () => {
  const [turns] = await sentBy((client) => readTurns(client, []));
  if (!turns) throw new Error("turns are one statement");
  const plan = await embedded.client.execute({ sql: `EXPLAIN QUERY PLAN ${turns.sql}`, args: turns.args });
  // Once, for who is next.
  expect(plan.rows.filter(({ detail }) => String(detail).includes("place_in_line"))).toHaveLength(1);
});

test.each(reads)("%s: no step goes through a whole table of holders, identities or plays", async (_, steps) => {
  expect(steps.length).toBeGreaterThan(0);
  for (const { sql, args } of steps) {
    const { rows } = await embedded.client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
    const scanned = rows.map(({ detail }) => String(detail)).filter((detail) => /^SCAN /.test(detail));
    for (const detail of scanned)
      expect(detail, sql).not.toMatch(
        /^SCAN (holders|gone|survivor|sighting|place|ahead|reward|session|owned\b.*INDEX|visit|play|entry|identities|people|papers|operations|postings|accounts|metrics)\b/,
      );
  }
});
