/**
 * The tests of one programme's histories: seeds that once failed, then fresh ones, then that what matters was met. A seed
 * that fails is kept in seeds.json with the shortest prefix that shows it.
 */
import { expect, test } from "vitest";
import { newInProcess } from "../support/in-process.ts";
import { documents } from "./documents.ts";
import { type Cells, Disagreement, type Play, play } from "./play.ts";
import { FIRST_SEED, keep, keptOf, TIMES } from "./seeds.ts";

/** A world has 5,000 requests, by histories that have a scarce reward each (documents.ts): one for each of four programmes in `npm test`, and fifty in `npm run test:long`. */
const HISTORIES = 8;
const REQUESTS = 625;
const WORLDS = TIMES;

/** On an idle machine a world takes fifteen seconds, and a busy one is no fault. */
const WORLD_MS = 3_600_000;

const delivered = (verb: string, code: string) => [`${verb} ${code} first`, `${verb} ${code} replay`];

/** What must have been met, or the histories prove less than they say. */
const IMPORTANT = [
  ...delivered("purchase", "done"),
  "purchase duplicate first",
  ...delivered("purchase", "too_late"),
  ...delivered("refund", "done"),
  ...delivered("refund", "refund_exceeds_order"),
  "refund duplicate first",
  ...delivered("enrol", "done"),
  ...delivered("enrol", "already_joined"),
  ...delivered("redeem", "done"),
  ...delivered("redeem", "points_short"),
  "capture done first",
  "release done first",
  ...delivered("reverse", "done"),
  ...delivered("lapse", "done"),
  ...delivered("freeze", "done"),
  "redeem stock_exhausted first",
  "redeem member_not_joined first",
  "redeem member_frozen first",
  "redeem amount_not_offered first",
  "redeem price_changed first",
  "redeem reward_unknown first",
  "redeem key_reused",
  "capture hold_lapsed first",
  "capture redemption_not_held first",
  "capture redemption_unknown first",
  "release hold_lapsed first",
  "release redemption_not_held first",
  "reverse already_reversed first",
  "reverse redemption_not_captured first",
  "lapse not_due first",
  "purchase member_frozen first",
  "enrol identity_taken first",
  "purchase occurred_in_the_future first",
  "purchase currency_not_accepted first",
  "purchase totals_do_not_add_up first",
  "purchase member_unknown first",
  "refund order_unknown first",
  "refund line_unknown first",
  "refund line_ambiguous first",
  "purchase key_reused",
  "refund key_reused",
];

/**
 * Defines the tests of a programme in test/model/documents.ts, and what must be met under it besides. One programme is played behind the
 * embedded server (fast.test.ts); for the others, which ask the same of the engine, its HTTP would be more than half of the time.
 */
export function proves(document: string, besides: string[], newLedger: Play["newLedger"] = newInProcess): void {
  const published = documents[document];
  if (!published) throw new Error(`there is no programme "${document}"`);
  const cells: Cells = new Map();

  test.each(keptOf(document))(
    "seed $seed still agrees after $requests requests",
    { timeout: WORLD_MS },
    async ({ seed, requests }) => {
      await play({ newLedger, document, published, seed, histories: 1, requests }, new Map());
    },
  );

  test.each(Array.from({ length: WORLDS }, (_, index) => ({ seed: FIRST_SEED * 1_000_000 + index * HISTORIES })))(
    `${HISTORIES * REQUESTS} requests from seed $seed are answered, and all balances are, as the model says`,
    { timeout: WORLD_MS },
    async ({ seed }) => {
      const mixed = seed + Object.keys(documents).indexOf(document) * 100_000_000;
      try {
        await play({ newLedger, document, published, seed: mixed, histories: HISTORIES, requests: REQUESTS }, cells);
      } catch (fault) {
        if (fault instanceof Disagreement) keep({ ...fault.seed, document });
        throw fault;
      }
    },
  );

  test("every important answer was met, first and replayed", () => {
    // Other seeds are played to find differences; what one short history happens to meet is for the kept ones.
    if (process.env.TESSERA_SEED === undefined)
      expect([...IMPORTANT, ...besides].filter((cell) => !cells.has(cell))).toEqual([]);
    const met = [...cells.values()].reduce((sum, count) => sum + count, 0);
    expect(met).toBe(WORLDS * HISTORIES * REQUESTS);
    console.log(`${document}: ${met} requests, ${cells.size} cells`);
  });
}
