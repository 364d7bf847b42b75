import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld } from "../support/world.ts";

/** A day that is yet to come: a birthday of before somebody joined is next year's. 1992 had every day there is. */
const comes = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, "2026-12-24".length);

test("what the clock gives a page of members comes from the stock and the budget that everybody draws on", async () => {
  const earn = { kind: "earn", unit: "points", amount: 10 };
  const cake = { kind: "reward", reward: "cake" };
  const world = await newWorld(
    pointsProgramme({
      campaigns: [
        {
          id: "birthday",
          name: "Birthday",
          budget: { unit: "points", amount: 25 },
          rules: [{ id: "cake", name: "Cake", on: "birthday", effects: [earn, cake] }],
        },
      ],
      rewards: [{ id: "cake", name: "A cake", kind: "product", stock: 2 }],
    }),
  );
  for (const name of ["ada", "ben", "cleo"])
    await world.post("/v1/members", { email: `${name}@example.com`, birthDate: `1992-${comes.slice("2026-".length)}` });
  await tick({ ...world.ledger, now: Date.parse(`${comes}T10:00:00Z`) });
  const { rows } = await world.client.execute(
    `SELECT (SELECT count(*) FROM holders WHERE kind = 'redemption') AS cakes,
       (SELECT sum(amount) FROM postings JOIN accounts ON accounts.id = to_account JOIN holders ON holders.id = holder
        WHERE unit = 'points' AND kind = 'member') AS points`,
  );
  expect([Number(rows[0]?.cakes), Number(rows[0]?.points)]).toEqual([2, 25]);
  await conserved(world.client);
});
