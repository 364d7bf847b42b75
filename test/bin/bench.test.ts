/** The bench is no test, but its parts must run: nobody asks it daily. */
import { expect, test } from "vitest";
import { grow } from "../../bin/bench/growth.ts";
import { nakedBatch } from "../../bin/bench/naked-worker.ts";
import { openOperations } from "../../bin/bench/operations.ts";
import { countRoundTrips } from "../../bin/bench/round-trips.ts";
import { openStage } from "../../bin/bench/stage.ts";
import { growVenues, measureVenues } from "../../bin/bench/venues.ts";

test("the bench's operations run on an empty ledger and on a grown one, two round trips a write, and what grows is what shops write", {
  timeout: 120_000,
}, async () => {
  const stage = await openStage("NORMAL");
  try {
    const { client } = stage;
    const count = async (sql: string) => Number((await client.execute(sql)).rows[0]?.[0]);

    expect(Object.fromEntries(await countRoundTrips(stage))).toEqual({
      "purchase, known member": 2,
      "purchase, new guest": 2,
      refund: 2,
      redeem: 2,
      replay: 1,
      quote: 1,
      "GET /v1/me": 1,
      statement: 1,
      "check-in": 2,
    });
    await client.batch(nakedBatch("naked", 0), "write");

    const operations = await openOperations(stage, { members: 8 });
    await grow(client, { from: 0, to: 1 });
    await grow(client, { from: 1, to: 2 });
    for (const { once } of operations) await once();
    const rewarded = await count("SELECT count(*) FROM postings WHERE reason = 'earn' AND amount = 50");
    expect(rewarded).toBe(await count("SELECT count(*) FROM operations WHERE kind = 'check-in'"));
    expect(await count("SELECT count(*) FROM holders WHERE public_id LIKE 'mem_grown%'")).toBe(200);
    expect(await count("SELECT count(*) FROM operations WHERE actor = 'sto_grown' AND kind = 'purchase'")).toBe(2_000);
    // What is grown comes from where the shop's own points come from.
    const earned = (actor: string) =>
      `SELECT DISTINCT from_account FROM postings JOIN operations ON seq = operation WHERE actor = '${actor}' AND kind = 'purchase' AND reason = 'earn'`;
    const { rows } = await client.execute(earned("sto_bench"));
    expect(rows).toHaveLength(1);
    expect((await client.execute(earned("sto_grown"))).rows).toEqual(rows);

    await growVenues(client, { from: 0, to: 300 });
    for (const index of ["cells", "map"] as const)
      expect((await measureVenues(client, 300, index)).nearest.p95).toBeGreaterThan(0);
  } finally {
    await stage.close();
  }
});
