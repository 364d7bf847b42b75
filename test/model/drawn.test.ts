/** Random histories under random documents: what must be true whatever a programme says. */
import { expect, test } from "vitest";
import { MAKERS } from "./drawn-history.ts";
import { playDrawn } from "./drawn-play.ts";
import { type Cells, Disagreement } from "./play.ts";
import { FIRST_SEED, keep, keptOf, TIMES } from "./seeds.ts";

/** A world has a document of its own and others after it: 24 in `npm test`, so that with those of proves.ts they are 20,000 requests. */
const REQUESTS = 250;
const WORLDS = 24 * TIMES;

/** On an idle machine a world takes two seconds. */
const WORLD_MS = 120_000;

const cells: Cells = new Map();

test.each(keptOf("drawn"))(
  "seed $seed is still true to its documents after $requests requests",
  { timeout: WORLD_MS },
  async ({ seed, requests }) => {
    await playDrawn({ seed, requests }, new Map());
  },
);

test.each(Array.from({ length: WORLDS }, (_, index) => FIRST_SEED * 1_000_000 + index))(
  `${REQUESTS} requests under documents drawn from seed %d keep every promise`,
  { timeout: WORLD_MS },
  async (seed) => {
    try {
      await playDrawn({ seed, requests: REQUESTS }, cells);
    } catch (fault) {
      if (fault instanceof Disagreement) keep(fault.seed);
      throw fault;
    }
  },
);

/** What makes a verb of histories rare: the few worlds of `npm test` may not ask it. Whether one is done is for the many worlds of `npm run test:long` to show. */
const OFTEN = 4;

test("every verb that histories hold often was asked, and in a long run done", () => {
  const asked = [...cells].reduce((sum, [cell, count]) => (cell.startsWith("told ") ? sum : sum + count), 0);
  expect(asked).toBe(WORLDS * REQUESTS);
  console.log(
    [...cells]
      .map(([cell, count]) => `${cell}: ${count}`)
      .sort()
      .join("\n"),
  );
  if (process.env.TESSERA_SEED !== undefined) return;
  const met = (verb: string) =>
    TIMES > 1 ? cells.has(`${verb} done`) : [...cells.keys()].some((cell) => cell.startsWith(`${verb} `));
  expect(Object.entries(MAKERS).flatMap(([verb, { often }]) => (often < OFTEN || met(verb) ? [] : [verb]))).toEqual([]);
});
