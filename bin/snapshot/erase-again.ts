/** Erases and deletes again, in a database that was just restored, what a list of erasures names (bin/erasures.ts) and the snapshot still had. */
import type { InValue } from "@libsql/client/web";
import { forgetErased } from "../../functions/clock/forget-erased.ts";
import { statement } from "../../functions/database/statement.ts";
import { saltOf } from "../../functions/decisions/check-in.ts";
import { erase } from "../../functions/operations/erase.ts";
import { forgetVisits } from "../../functions/operations/forget-visits.ts";
import type { Ledger } from "../../functions/operations/verb.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import { clientOf, type Database } from "../databases.ts";
import { operate } from "../ledger.ts";
import { type Header, rowsOf, tablesOf, verifySnapshot } from "./file.ts";

/** Ids that one read asks for: visits of one member among them go in one operation. */
const PAGE = 100;

/** Whoever of these is a member today, or whom she became: once, and not when that was erased before. */
const STILL_THERE = `SELECT DISTINCT member.public_id FROM json_each(?1) CROSS JOIN holders named ON named.public_id = value AND named.kind = 'member'
  CROSS JOIN holders member ON member.public_id = coalesce(named.facts ->> '$.mergedInto', named.public_id) AND member.state <> 'erased'`;

/** Those of these check-ins that still say where, with whose they are today. */
const STILL_PLACED = `SELECT visit.public_id AS check_in, coalesce(owner.facts ->> '$.mergedInto', owner.public_id) AS member, visit.facts ->> '$.venue' AS venue, visit.facts ->> '$.salt' AS salt
  FROM json_each(?1) CROSS JOIN holders visit ON visit.public_id = value AND visit.kind = 'check-in' AND visit.facts ->> '$.venue' IS NOT NULL CROSS JOIN holders owner ON owner.id = visit.owner`;

/** Reads a list to its end. Throws a sentence: no list, cut short, changed since, of another database than the snapshot. */
export async function verifyErasures(list: string, snapshot: string): Promise<Header> {
  const header = await verifySnapshot(list);
  if (!(await tablesOf(list)).includes("erasures"))
    throw new Error(`${list} is no list of erasures: npm run erasures -- LIST writes one.`);
  const first = await firstOf(rowsOf(snapshot, "operations"), "id");
  if (first !== null && (await firstOf(rowsOf(list, "ledgers"), "first_operation")) !== first)
    throw new Error(`${list} is of another database than ${snapshot}.`);
  return header;
}

/** Whether a list has visits that their members deleted: what is kept of those is under names that follow from SECRET. */
export async function hasDeletions(list: string): Promise<boolean> {
  return (await firstOf(rowsOf(list, "deletions"), "check_in")) !== null;
}

/**
 * Erases each by the operation that erased her before, and deletes visits as their members did, while the database hides its
 * schema version; answers how many that were. Throws a sentence where the secret is not the database's.
 */
export async function eraseAgain(
  database: Pick<Database, "url" | "token">,
  list: string,
  secret: string,
): Promise<{ members: number; visits: number }> {
  const client = clientOf(database, { intMode: "number" });
  // An erasure signs nothing, and names nothing by luck.
  const ledger: Ledger = { client, secret, now: null, schemaVersion: 0, documents: new Map() };
  let members = 0;
  let visits = 0;
  try {
    for await (const named of pagesOf(rowsOf(list, "erasures"), "member")) {
      const { rows } = await client.execute(statement(STILL_THERE, [JSON.stringify(named)]));
      for (const { public_id } of rows) {
        const request = { member: String(public_id) };
        await operate(ledger, erase, { request, body: request });
        members += 1;
      }
    }
    // Where they were goes before anybody can ask, and not with the first minute of a clock.
    await forgetErased(ledger, { isLeft: () => true });
    for await (const named of pagesOf(rowsOf(list, "deletions"), "check_in")) {
      const { rows } = await client.execute(statement(STILL_PLACED, [JSON.stringify(named)]));
      const hers = Map.groupBy(rows, ({ member }) => String(member));
      for (const [member, placed] of hers) {
        for (const { check_in, salt } of placed)
          if (saltOf((label) => hmacHex(secret, label), String(check_in)) !== salt)
            throw new Error(
              "SECRET is not the one with which this ledger was written: a visit does not follow from it.",
            );
        const checkIns = placed.map(({ check_in }) => String(check_in));
        const venues = [...new Set(placed.map(({ venue }) => String(venue)))];
        const request = { member, checkIns, venues, isOne: false };
        await operate(ledger, forgetVisits, { request, body: { member } });
        visits += checkIns.length;
      }
    }
  } finally {
    client.close();
  }
  return { members, visits };
}

async function* pagesOf(rows: AsyncIterable<Record<string, InValue>>, column: string): AsyncGenerator<InValue[]> {
  let page: InValue[] = [];
  for await (const { [column]: name = null } of rows) {
    page.push(name);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

async function firstOf(rows: AsyncIterable<Record<string, InValue>>, column: string): Promise<InValue> {
  for await (const { [column]: value = null } of rows) return value;
  return null;
}
