/**
 * Random histories under random documents, held to a second telling (drawn-play.ts). `npm run test:long` plays 1,000,000 requests,
 * or those of `TESSERA_SEEDS=from..to`; a run that was stopped goes on where it was.
 */
import { expect, test } from "vitest";
import { MAKERS } from "./drawn-history.ts";
import { playDrawn } from "./drawn-play.ts";
import { asked, playRange, seedsOfRun } from "./long-run.ts";
import { type Cells, Disagreement } from "./play.ts";
import { FIRST_SEED, keep, keptOf, TIMES } from "./seeds.ts";

/** A world has a document of its own and others after it: they are 20,000 requests in `npm test`. */
const REQUESTS = 250;
const WORLDS = 80;
const LONG_WORLDS = 4_000;
const IS_LONG = TIMES > 1;

/** On an idle machine a world takes a second. */
const WORLD_MS = 120_000;
const RUN_MS = 24 * 3_600_000;

const cells: Cells = new Map();

/** Those that are played anyway, and longer, are not played twice. */
const PLAYED = Array.from({ length: IS_LONG ? 0 : WORLDS }, (_, index) => FIRST_SEED * 1_000_000 + index);

test.each(keptOf("drawn").filter(({ seed, requests }) => !PLAYED.includes(seed) || requests > REQUESTS))(
  "seed $seed is still true to its documents after $requests requests",
  { timeout: WORLD_MS },
  async ({ seed, requests }) => {
    await playDrawn({ seed, requests }, new Map());
  },
);

test.skipIf(IS_LONG).each(PLAYED)(
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

test.runIf(IS_LONG)("every request of a long run keeps every promise", { timeout: RUN_MS }, async () => {
  const run = { name: "drawn", ...seedsOfRun(FIRST_SEED * 1_000_000, LONG_WORLDS), requests: REQUESTS };
  const progress = await playRange(run, (seed, of) => playDrawn({ seed, requests: REQUESTS }, of));
  for (const [cell, count] of Object.entries(progress.cells)) cells.set(cell, count);
  expect(progress.differences).toEqual([]);
  expect(progress.requests).toBe((run.to - run.from + 1) * REQUESTS);
});

/** What makes a verb of histories rare: the few worlds of `npm test` may not ask it. Whether one is done is for the many worlds of `npm run test:long` to show. */
const OFTEN = 4;

test("every verb that histories hold often was asked, and in a long run done", () => {
  if (!IS_LONG) expect(asked(cells)).toBe(WORLDS * REQUESTS);
  console.log(
    [...cells]
      .map(([cell, count]) => `${cell}: ${count}`)
      .sort()
      .join("\n"),
  );
  if (process.env.TESSERA_SEED !== undefined || process.env.TESSERA_SEEDS !== undefined) return;
  const met = (verb: string) =>
    IS_LONG ? cells.has(`${verb} done`) : [...cells.keys()].some((cell) => cell.startsWith(`${verb} `));
  expect(Object.entries(MAKERS).flatMap(([verb, { often }]) => (often < OFTEN || met(verb) ? [] : [verb]))).toEqual([]);
});
