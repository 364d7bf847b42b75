/** Erases again, in a database that was just restored, whom a list of erasures names (bin/erasures.ts) and the snapshot still had. */
import type { InValue } from "@libsql/client/web";
import { statement } from "../../functions/database/statement.ts";
import { erase } from "../../functions/operations/erase.ts";
import type { Ledger } from "../../functions/operations/verb.ts";
import { clientOf, type Database } from "../databases.ts";
import { operate } from "../ledger.ts";
import { type Header, rowsOf, tablesOf, verifySnapshot } from "./file.ts";

/** Ids that one read asks for. */
const PAGE_MEMBERS = 1_000;

/** Whoever of these is a member today, or whom she became: once, and not when that was erased before. */
const STILL_THERE = `SELECT DISTINCT member.public_id FROM json_each(?1) CROSS JOIN holders named ON named.public_id = value AND named.kind = 'member'
  CROSS JOIN holders member ON member.public_id = coalesce(named.facts ->> '$.mergedInto', named.public_id) AND member.state <> 'erased'`;

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

/** Erases each by the operation that erased her before, while the database hides its schema version; answers how many that were. */
export async function eraseAgain(database: Pick<Database, "url" | "token">, list: string): Promise<number> {
  const client = clientOf(database, { intMode: "number" });
  // An erasure signs nothing, and names nothing by luck.
  const ledger: Ledger = { client, secret: "", now: null, schemaVersion: 0, documents: new Map() };
  let erased = 0;
  try {
    for await (const named of pagesOf(rowsOf(list, "erasures"))) {
      const { rows } = await client.execute(statement(STILL_THERE, [JSON.stringify(named)]));
      for (const { public_id } of rows) {
        const request = { member: String(public_id) };
        await operate(ledger, erase, { request, body: request });
        erased += 1;
      }
    }
  } finally {
    client.close();
  }
  return erased;
}

async function* pagesOf(rows: AsyncIterable<Record<string, InValue>>): AsyncGenerator<InValue[]> {
  let page: InValue[] = [];
  for await (const { member = null } of rows) {
    page.push(member);
    if (page.length < PAGE_MEMBERS) continue;
    yield page;
    page = [];
  }
  yield page;
}

async function firstOf(rows: AsyncIterable<Record<string, InValue>>, column: string): Promise<InValue> {
  for await (const { [column]: value = null } of rows) return value;
  return null;
}
