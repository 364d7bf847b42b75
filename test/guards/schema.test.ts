/** Removing any one guard of the schema makes a probe go through that it refuses. */
import { readFileSync } from "node:fs";
import Database from "libsql";
import { expect, test } from "vitest";
import { insertOf, type Probe, probesOf } from "./probes.ts";
import { guardsOf, readSchema, schemaWithout } from "./schema.ts";

const LEDGER = readFileSync(new URL("ledger.sql", import.meta.url).pathname, "utf8");
const schema = readSchema();
const guards = guardsOf(schema);

/** Whether a probe does harm in a schema without some guards; text: what refused it. */
function harmOf({ does, harm }: Probe, without: string[]): true | string {
  const database = new Database(":memory:");
  try {
    // A reference to a column that is no key any more cannot be checked at all.
    const isKeyGone = without.some((guard) => /PRIMARY KEY/.test(guard));
    database.exec(`PRAGMA foreign_keys = ${isKeyGone ? "OFF" : "ON"}`);
    database.exec(schemaWithout(schema, without));
    database.exec(LEDGER);
    try {
      database.exec(does);
    } catch (fault) {
      return fault instanceof Error ? fault.message : String(fault);
    }
    if (harm === undefined) return true;
    const [row] = database.prepare(harm).raw().all() as number[][];
    return row?.[0] === 1 ? true : "no harm was done";
  } finally {
    database.close();
  }
}

test("the schema taken apart and put together again is the schema", () => {
  const tables = schema.filter(({ kind }) => kind === "table");
  expect(tables.length).toBeGreaterThan(10);
  const squeezed = (sql: string) => sql.replaceAll(/\s+/g, "").replaceAll(";", "");
  const whole = squeezed(schemaWithout(schema, []));
  for (const guard of guards.filter((name) => name.startsWith("trigger "))) expect(whole).toContain(guard.slice(8));
  const database = new Database(":memory:");
  database.exec(schemaWithout(schema, []));
  const rows = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").raw().all() as string[][];
  const migration = squeezed(
    readFileSync(new URL("../../schema/migrations/0001_ledger.sql", import.meta.url).pathname, "utf8").replaceAll(
      /--.*$/gm,
      "",
    ),
  );
  for (const [sql = ""] of rows) expect(migration).toContain(squeezed(sql));
  database.close();
});

test("every row that probes start from is taken as it is", () => {
  for (const table of new Set(guards.flatMap((guard) => /^(\w+)[. ]/.exec(guard)?.[1] ?? []))) {
    if (["trigger", "index", "constraint"].includes(table)) continue;
    expect(harmOf({ does: insertOf(table) }, []), table).toBe(true);
  }
});

test.each(guards)("%s", (guard) => {
  const probes = probesOf(guard, guards);
  expect(probes.length, "a guard without a probe").toBeGreaterThan(0);
  for (const probe of probes) {
    const besides = probe.besides ?? [];
    // Both runs check references alike: where a key goes, they are off in either.
    expect(harmOf(probe, besides), `with it: ${probe.does}`).not.toBe(true);
    expect(harmOf(probe, [...besides, guard]), `without it: ${probe.does}`).toBe(true);
  }
});

test("nothing guards that is not written here", () => {
  console.log(`${guards.length} guards, ${guards.flatMap((guard) => probesOf(guard, guards)).length} probes`);
  expect(guards.length).toBeGreaterThan(150);
});
