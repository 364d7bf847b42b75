/** The wheel on the member's page is its surprise's odds, whatever they are: drawn to the chance, and nothing larger. */
import { expect, test } from "vitest";
import { tierOf } from "../../functions/draws/instant.ts";
import { Wheel } from "../../functions/members/pages/wheel.tsx";
import { oddsOf } from "../../functions/programme/draws/odds.ts";
import { pool } from "../../functions/programme/draws/pool.ts";
import { speakingIn } from "../../functions/programme/wording.ts";
import { randomOf } from "../model/random.ts";

test("slices of 100 random tables are as long as their odds, lie where their tickets are, and leave what is no win", () => {
  const random = randomOf(7);
  for (let round = 0; round < 100; round++) {
    const isCertain = random.chance(10);
    let left = 1_000_000;
    const table = Array.from({ length: random.between(1, 20) }, (_, index) => {
      const odds = random.chance(30) ? random.between(1, 20) : random.between(1, Math.floor(left / 3));
      left -= odds;
      return { id: `line-${index}`, odds, items: index + 1, prize: { kind: "goods", name: `Thing ${index}` } };
    });
    if (isCertain) table.push({ id: "rest", odds: left, items: 1, prize: { kind: "goods", name: "The rest" } });
    const read = pool.safeParse({ id: "gift", name: "Gift", from: "2026-01-01T00:00:00Z", days: 1, table });
    // A table has at most twenty lines.
    if (!read.success) continue;
    const terms = read.data;
    const html = String(Wheel({ odds: oddsOf(terms, speakingIn("en")), noWinText: "No win" }));
    const slices = [
      ...html.matchAll(/pathLength="1000000" stroke-dasharray="(\d+) (\d+)" stroke-dashoffset="-?(\d+)"/g),
    ];
    expect(slices).toHaveLength(table.length);
    for (const [index, [, long = "", rest = "", from = ""]] of slices.entries()) {
      const { id, odds } = terms.table[index] ?? { id: "", odds: 0 };
      expect([Number(long), Number(long) + Number(rest)]).toEqual([odds, 1_000_000]);
      // The first and the last number of the slice hit its line.
      for (const ticket of [Number(from), Number(from) + odds - 1]) expect(tierOf(terms.table, ticket)).toBe(id);
    }
    const tos = [...html.matchAll(/data-to="(\d+)"/g)].map(([, to]) => Number(to));
    expect(tos.at(-1), "the list is all of the wheel").toBe(1_000_000);
    expect(html.includes("No win")).toBe(!isCertain);
  }
});
