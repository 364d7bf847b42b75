/** A budget under a thousand purchases at once: given to the last unit, and never exceeded. */
import { expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const BUDGET = 20_011;
const PURCHASES = 1_000;
const world = await newWorld(
  pointsProgramme({
    campaigns: [
      {
        id: "spring",
        name: "Spring",
        budget: { unit: "points", amount: BUDGET },
        rules: [
          {
            id: "bonus",
            name: "Bonus",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 1, perMinor: 100 }],
          },
        ],
      },
    ],
  }),
);

test("1,000 purchases of as many members at once get exactly the budget, and all are answered", {
  timeout: 120_000,
}, async () => {
  const worth = (index: number) => 1 + ((index * 37) % 97);
  const all = [...Array(PURCHASES).keys()];
  expect(all.reduce((sum, index) => sum + worth(index), 0)).toBeGreaterThan(2 * BUDGET);
  const started = Date.now();
  const answers = await Promise.all(
    all.map((index) =>
      world.post("/v1/purchases", orderOf(`o${index}`, worth(index) * 100, { email: `m${index}@example.com` })),
    ),
  );
  console.log(`${PURCHASES} purchases in ${Date.now() - started} ms`);
  expect(answers.filter(({ status }) => status !== 201).map(({ text }) => text)).toEqual([]);
  const earned = answers.flatMap(({ json }) => json.earned as { amount: number; why: { wanted?: number } }[]);
  expect(earned.reduce((sum, { amount }) => sum + amount, 0)).toBe(BUDGET);
  const cut = earned.filter(({ why }) => why.wanted !== undefined);
  for (const { amount, why } of cut) expect(amount).toBeLessThan(why.wanted ?? 0);
  expect(new Set(answers.map(({ json }) => json.member)).size).toBe(PURCHASES);
  const { rows } = await world.client.execute(
    "SELECT public_id, balance FROM accounts JOIN holders ON holders.id = holder WHERE unit = 'budget:spring' ORDER BY public_id",
  );
  expect(rows.map(({ public_id, balance }) => [public_id, balance])).toEqual([
    ["campaign:spring", 0],
    ["programme:issued", -BUDGET],
    ["programme:redeemed", BUDGET],
  ]);
  await conserved(world.client);
});
