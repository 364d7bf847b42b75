/** What is said of a surprise's odds is what its table says, whatever the table. */
import { expect, test } from "vitest";
import { chanceText, oddsOf } from "../../functions/programme/draws/odds.ts";
import { ODDS_DENOMINATOR, pool } from "../../functions/programme/draws/pool.ts";
import { speakingIn } from "../../functions/programme/wording.ts";
import { randomOf } from "../model/random.ts";

const count = (amount: number) => amount.toLocaleString("en");

test.each([
  [20_000, "1 in 50"],
  [1, "1 in 1,000,000"],
  [20, "1 in 50,000"],
  [252_000, "63 in 250"],
  [1_000_000, "1 in 1"],
  [7, "about 1 in 142,857 (7 in 1,000,000)"],
  [333_333, "about 1 in 3 (333,333 in 1,000,000)"],
  [700_001, "700,001 in 1,000,000"],
])("%d in a million is %s", (odds, says) => {
  expect(chanceText(odds, speakingIn("en"))).toBe(says);
});

/** The chances in a million that a text says, read as a person would: the figures in brackets, or the only ones. */
function chancesIn(says: string): number {
  const [, part = "", whole = ""] = /([\d,]+) in ([\d,]+)\)? per play/.exec(says) ?? [];
  return (Number(part.replaceAll(",", "")) * ODDS_DENOMINATOR) / Number(whole.replaceAll(",", ""));
}

test("of 500 random pools the words say the table's own odds and items, and with no win they add up to a million", () => {
  const random = randomOf(20_261_122);
  for (let round = 0; round < 500; round++) {
    let left = ODDS_DENOMINATOR;
    const table = Array.from({ length: random.between(1, 20) }, (_, index) => {
      const odds = random.chance(20) ? random.between(1, 20) : random.between(1, Math.max(1, Math.floor(left / 3)));
      left -= odds;
      const items = random.between(1, random.chance(30) ? 2 : 10_000);
      return { id: `line-${index}`, odds, items, prize: { kind: "goods", name: `Thing ${index}` } };
    });
    const days = random.between(1, 3);
    const terms = pool.parse({
      id: "gift",
      name: "Gift",
      from: "2026-01-01T00:00:00Z",
      days,
      table,
      ...(random.chance(50) ? { consolation: { kind: "goods", name: "A sweet" } } : {}),
    });
    const said = oddsOf(terms, speakingIn("en"));
    expect(said.table.map(({ odds, says }) => [odds, chancesIn(says)])).toEqual(table.map(({ odds }) => [odds, odds]));
    for (const [index, { says }] of said.table.entries()) {
      const items = table[index]?.items ?? 0;
      expect(says).toMatch(new RegExp(`; ${count(items)} ${items === 1 ? "prize" : "prizes"} in all$`));
      expect(says).toContain(days === 1 ? " while prizes last;" : " while that day's prizes last;");
    }
    const sum = [...said.table, ...(said.noWin ? [said.noWin] : [])].reduce(
      (all, { says }) => all + chancesIn(says),
      0,
    );
    expect(sum).toBe(ODDS_DENOMINATOR);
    expect(said.noWin?.says.endsWith("it gives A sweet") ?? false).toBe(said.noWin !== null && !!terms.consolation);
  }
});
