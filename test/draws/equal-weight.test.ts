import { expect, test } from "vitest";
import { rankEntries } from "../../functions/draws/contest.ts";
import { encodeEntries } from "../../functions/draws/entries.ts";
import { sha256Hex } from "../../functions/values/hash.ts";

/** Chi-square with 5 degrees of freedom is above this once in a thousand times. */
const ONE_IN_A_THOUSAND = 20.515;
const DRAWS = 20_000;

test("hard case 13: who entered for free and who bought, with as many tickets, win as often", () => {
  // Three bought and three entered for free, by turns; nothing in the file tells them apart but their tags.
  const tags = Array.from({ length: 6 }, (_, index) => sha256Hex(`entrant ${index}`).slice(0, 32)).sort();
  const file = encodeEntries(tags.map((tag) => ({ tag, weight: 3 })));
  const wins = new Map(tags.map((tag) => [tag, 0]));
  for (let draw = 0; draw < DRAWS; draw++) {
    const [first] = rankEntries({ file, seed: sha256Hex(`draw ${draw}`), places: 1 });
    if (first) wins.set(first.tag, (wins.get(first.tag) ?? 0) + 1);
  }
  const expected = DRAWS / tags.length;
  const chi = [...wins.values()].reduce((sum, won) => sum + (won - expected) ** 2 / expected, 0);
  expect([...wins.values()].reduce((sum, won) => sum + won, 0)).toBe(DRAWS);
  expect(chi).toBeLessThan(ONE_IN_A_THOUSAND);
});
