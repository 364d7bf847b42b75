import { readdirSync, readFileSync } from "node:fs";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import Database from "libsql";
import { expect, test } from "vitest";
import { SCHEMA_VERSION } from "../../functions/operations/attempt.ts";
import * as tables from "../../schema/tables.ts";

const folder = new URL("../../schema/migrations/", import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
const database = new Database(":memory:");
for (const file of files) database.exec(readFileSync(folder + file, "utf8").replaceAll("--> statement-breakpoint", ""));

const defined = Object.values(tables).flatMap((table) => (is(table, SQLiteTable) ? [getTableConfig(table)] : []));
const migrated = database
  .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  .all() as { name: string }[];

test("every migrated table is one that TypeScript knows, and the other way round", () => {
  expect(defined.map(({ name }) => name).sort()).toEqual(migrated.map(({ name }) => name).sort());
});

test.each(defined)("the columns of $name are what the migrations made", ({ name, columns, primaryKeys }) => {
  const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
  const expected = columns.map((column) => ({
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    notNull: column.notNull || column.primary,
    isKey: column.primary || keys.has(column.name),
  }));
  const actual = (
    database.prepare(`SELECT * FROM pragma_table_info('${name}')`).all() as {
      name: string;
      type: string;
      notnull: number;
      pk: number;
    }[]
  ).map((column) => ({
    name: column.name,
    type: column.type,
    notNull: column.notnull === 1 || column.pk > 0,
    isKey: column.pk > 0,
  }));
  expect(actual).toEqual(expected);
});

test.each(migrated)("$name is STRICT", ({ name }) => {
  const { sql } = database.prepare("SELECT sql FROM sqlite_master WHERE name = ?").get(name) as { sql: string };
  expect(sql).toMatch(/\) STRICT(, WITHOUT ROWID)?$/);
});

test("the code asks for as many migrations as there are", () => {
  expect(SCHEMA_VERSION).toBe(files.length);
});
