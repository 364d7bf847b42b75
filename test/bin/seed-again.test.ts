/**
 * The seeded year of a demo, done again under its own document in an empty database, is the same ledger line by line, the log's
 * heads and the draws that follow from them included. `npm test` plays the year of the richest preset with its first people, and
 * a handful of the one in which guests have money too; TESSERA_LONG=1 plays every preset's whole year.
 */
import { afterEach, expect, test } from "vitest";
import { seedAgain } from "../../bin/seed/again.ts";
import { seed } from "../../bin/seed/seed.ts";
import { DEFAULT_PRESET, presets } from "../../functions/programme/presets/index.ts";
import { newEmbedded } from "../support/embedded.ts";

const opened: Awaited<ReturnType<typeof newEmbedded>>[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});
const fresh = async () => {
  const embedded = await newEmbedded();
  opened.push(embedded);
  return embedded;
};

/** Every line of every table, but for when the log was sealed, which follows from this machine's clock and from which nothing follows. */
async function ledgerOf({ client }: Awaited<ReturnType<typeof newEmbedded>>): Promise<Map<string, string[]>> {
  const { rows } = await client.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  const tables = new Map<string, string[]>();
  for (const { name } of rows) {
    const columns = name === "checkpoints" ? "size, head, note" : "*";
    const { rows: lines } = await client.execute(`SELECT ${columns} FROM ${name} ORDER BY 1, 2`);
    tables.set(
      String(name),
      lines.map((line) => JSON.stringify(Object.values(line))),
    );
  }
  return tables;
}

const isLong = process.env.TESSERA_LONG === "1";
const years: { name: string; peopleMax?: number }[] = isLong
  ? [...presets.keys()].map((name) => ({ name }))
  : [
      { name: DEFAULT_PRESET, peopleMax: 30 },
      { name: "cash-back", peopleMax: 5 },
    ];

test.each(years)("$name", { timeout: 1_200_000 }, async ({ name, ...people }) => {
  const document = presets.get(name);
  if (!document) throw new Error(`there is no preset ${name}`);
  const [first, second] = [await fresh(), await fresh()];
  const year = { secret: first.ledger.secret, document, end: Date.parse("2026-11-20T15:00:00Z"), ...people };
  await seed({ client: first.client, ...year });
  await seedAgain({ from: first.client, into: second.client, ...year });
  const [one, other] = [await ledgerOf(first), await ledgerOf(second)];
  expect([...other.keys()]).toEqual([...one.keys()]);
  for (const [table, lines] of one) expect(other.get(table), table).toEqual(lines);
  expect(one.get("postings")?.length).toBeGreaterThan(name === DEFAULT_PRESET || isLong ? 150 : 20);
  expect(one.get("checkpoints")?.length).toBeGreaterThan(3);
  if (name === DEFAULT_PRESET) expect(one.get("entries_files")?.length).toBeGreaterThan(3);
});
