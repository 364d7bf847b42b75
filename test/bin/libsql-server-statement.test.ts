/** What the embedded server reads from a statement's text: where it ends, where it may run, which parameters it has. */
import { expect, test } from "vitest";
import { areReadOnly, parseStatement, parseStatements, type StatementKind } from "../../bin/libsql-server/statement.ts";
import { argumentsFor } from "../../bin/libsql-server/values.ts";

test.each<[string, StatementKind]>([
  ["select 1", "read"],
  ["/* DELETE */ SELECT 1", "read"],
  ["VALUES (1)", "read"],
  ["WITH a AS (SELECT 1) SELECT * FROM a", "read"],
  ["WITH a AS (SELECT 1), b(c) AS (VALUES (2)) INSERT INTO t SELECT * FROM a", "write"],
  ["WITH RECURSIVE a AS (SELECT 1) UPDATE t SET x = (SELECT 1)", "write"],
  ["EXPLAIN DELETE FROM t", "read"],
  ["EXPLAIN QUERY PLAN DELETE FROM t", "read"],
  ["REPLACE INTO t VALUES (1)", "write"],
  ["BEGIN", "beginDeferred"],
  ["BEGIN DEFERRED", "beginDeferred"],
  ["BEGIN IMMEDIATE", "begin"],
  ["BEGIN TRANSACTION READONLY", "beginReadOnly"],
  ["END TRANSACTION", "end"],
  ["ROLLBACK", "end"],
  ["ROLLBACK TO SAVEPOINT s", "savepoint"],
  ["PRAGMA table_info(t)", "read"],
  ["PRAGMA main.table_info('t')", "read"],
  ["PRAGMA foreign_keys", "write"],
  ["PRAGMA foreign_keys = off", "foreignKeys"],
  ["PRAGMA user_version = 5", "write"],
  ["PRAGMA cache_size = 5", "refused"],
  ["CREATE TEMPORARY TABLE t (a)", "refused"],
  ['CREATE VIEW "temp".v AS SELECT 1', "refused"],
  ["CREATE TABLE t (a CHECK (a <> 'temp.x'))", "schema"],
  ["DETACH x", "refused"],
])("%s is of kind %s", (sql, kind) => {
  expect(parseStatement(sql).kind).toBe(kind);
});

test.each<[string, string[]]>([
  ["", []],
  [" ; -- nothing\n ; /* or */", []],
  ["SELECT ';'; SELECT \";\";SELECT `;` /* ; */", ["SELECT ';'", 'SELECT ";"', "SELECT `;` /* ; */"]],
  ["SELECT 'it''s; fine'; SELECT [a;b]", ["SELECT 'it''s; fine'", "SELECT [a;b]"]],
  [
    "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END; SELECT 3",
    ["CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END", "SELECT 3"],
  ],
  ["CREATE TABLE trigger (a); SELECT 1", ["CREATE TABLE trigger (a)", "SELECT 1"]],
])("%s is cut where SQLite cuts it", (sql, statements) => {
  expect(parseStatements(sql).map((statement) => statement.sql)).toEqual(statements);
});

test.each<[string, (string | null)[]]>([
  ["SELECT ?, ?", [null, null]],
  ["SELECT ?3, ?, ?1", ["?1", null, "?3", null]],
  ["SELECT :a, @b, $c, :a, ?", [":a", "@b", "$c", null]],
  ["SELECT '?', \":a\", 1 -- ?\n/* :b */", []],
  ["SELECT $a::b(c), x->>'$.d'", ["$a::b(c)"]],
])("%s has the parameters %j", (sql, parameters) => {
  expect(parseStatement(sql).parameters).toEqual(parameters);
});

test.each<[string, boolean]>([
  ["SELECT 1", true],
  ["SELECT 1; INSERT INTO t VALUES (1)", false],
  ["BEGIN; SELECT 1; COMMIT", true],
  ["BEGIN; SELECT 1", false],
  ["BEGIN IMMEDIATE; SELECT 1; COMMIT", false],
  ["BEGIN TRANSACTION READONLY; INSERT INTO t VALUES (1)", true],
  ["COMMIT", true],
])("whether %s runs on a reading connection is %s", (sql, expected) => {
  expect(areReadOnly(parseStatements(sql))).toBe(expected);
});

test("a text or blob of 5 MB is taken, and no longer one, as on sqld", () => {
  const taken = (value: object) => argumentsFor(parseStatement("SELECT ?"), { args: [value] });
  const text = (value: string) => ({ type: "text", value });
  const blob = (bytes: number) => ({ type: "blob", base64: Buffer.alloc(bytes).toString("base64") });
  for (const value of [text("x".repeat(5_000_000)), blob(5_000_000)]) expect(taken(value)).toHaveLength(1);
  for (const value of [text("x".repeat(5_000_001)), text("é".repeat(2_500_001)), blob(5_000_001)])
    expect(() => taken(value)).toThrow("string or blob too big");
});
