import { expect, test } from "vitest";
import { startWorker } from "../../bin/workerd.ts";
import { tick } from "../../functions/clock/index.ts";
import { finished } from "../../functions/draws/progress.ts";
import { type LargeContestProof, verifyContestInParts } from "../../functions/draws/proof.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { builtWorker } from "../support/built.ts";
import { closingIn, contestProgramme } from "../support/contests.ts";
import { SECRET } from "../support/global-setup.ts";
import { independently } from "../support/independently.ts";
import { cpuOfWorkerds, watchMemory } from "../support/isolate-memory.ts";
import { balanced } from "../support/ledger.ts";
import { newWorld, type World } from "../support/world.ts";

/** Two whole parts of the entries file; twenty in the long run (`TESSERA_LONG=1`), which says what it took. */
const isLong = process.env.TESSERA_LONG === "1";
const ENTRANTS = isLong ? 1_000_000 : 100_000;
const PART_BYTES = 1_000_000;

/** What a Worker may have in memory, in MB, and what V8 is held to here: with more it ends workerd, and the test with it. */
const ISOLATE_MB = 128;
const HEAP_MB = 48;

/** Entries with 1 to 7 tickets each, posted as the ledger posts them, all of one member: who they are makes no difference here. */
async function enter({ client }: World, contest: string, entrants: number): Promise<void> {
  await client.batch(
    [
      {
        sql: `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
              INSERT INTO holders(public_id, kind, owner, version, state, facts)
              SELECT ?2 || ':' || lower(hex(randomblob(16))), 'entry', (SELECT id FROM holders WHERE kind = 'member'), 0, 'entered', json_object('contest', ?2) FROM numbers`,
        args: [BigInt(entrants), contest],
      },
      {
        sql: `INSERT INTO accounts(holder, unit, available_on, expires_on, floor)
              SELECT id, 'ticket:' || ?1, 0, 2932896, 0 FROM holders WHERE kind = 'entry'`,
        args: [contest],
      },
      `INSERT INTO operations(id, kind, actor, key, request_hash, programme_version, occurred_at, recorded_at, record_hash, salt, changes, papers_hash)
       VALUES ('op_crowd', 'purchase', 'operator', 'crowd', '', 1, 0, 0, '', '', '{}', '')`,
      {
        sql: `INSERT INTO postings(operation, line, from_account, to_account, amount, reason, why)
              SELECT (SELECT max(seq) FROM operations), row_number() OVER (ORDER BY id),
                (SELECT accounts.id FROM accounts JOIN holders ON holders.id = holder WHERE public_id = 'programme:issued' AND unit = 'ticket:' || ?1),
                id, 1 + id % 7, 'ticket', '{}' FROM accounts WHERE unit = 'ticket:' || ?1 AND balance = 0`,
        args: [contest],
      },
    ],
    "write",
  );
}

test(
  `a contest of ${isLong ? "1,000,000" : "100,000"} is drawn in workerd by five cron triggers at once, and its proof holds`,
  async () => {
    const world = await newWorld(contestProgramme(closingIn(60_000)));
    await tick(world.ledger);
    const [round] = (await world.send({ path: "/v1/contests" })).json.data;
    const now = Date.now();
    await world.does(
      purchase,
      {
        store: "sto_shop",
        member: { email: "ada@example.com" },
        order: "1",
        occurredAt: now,
        currency: "EUR",
        lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }],
        discountMinor: 0,
        shippingMinor: 0,
        taxMinor: 0,
        totalMinor: 1000,
        paidWith: [],
        isImport: false,
      },
      { now },
    );
    await enter(world, round.id, ENTRANTS - 1);

    process.env.MINIFLARE_WORKERD_V8_FLAGS = `--max-heap-size=${HEAP_MB}`;
    const worker = await startWorker({
      isInspected: true,
      script: await builtWorker(),
      bindings: {
        DATABASE_URL: world.databaseUrl,
        SECRET,
        ENVIRONMENT: "test",
        FIXED_NOW: String(Date.parse(round.closesAt) + 1000),
      },
    });
    delete process.env.MINIFLARE_WORKERD_V8_FLAGS;
    try {
      const memory = await watchMemory(worker.inspector ?? "");
      const idle = cpuOfWorkerds();
      const began = performance.now();
      // A tick has 25 s: a draw that takes longer is gone on with by the next one.
      for (let ticks = 0; ticks < (isLong ? 10 : 1); ticks++)
        await Promise.all(Array.from({ length: isLong ? 1 : 5 }, () => worker.tick()));
      const drew = performance.now();
      const cpu = cpuOfWorkerds() - idle;
      const drawn = await (await fetch(`${worker.url}/v1/contests/${round.id}`)).json();
      expect(drawn).toMatchObject({ state: "settled", entrants: ENTRANTS });
      const answer = await fetch(`${worker.url}/v1/contests/${round.id}/proof`);
      const proof = (await answer.json()) as LargeContestProof;
      expect(proof).toMatchObject({ entriesFile: { url: `/v1/contests/${round.id}/entries`, count: ENTRANTS } });
      expect(proof).not.toHaveProperty("entries");
      const file = new Uint8Array(await (await fetch(worker.url + proof.entriesFile.url)).arrayBuffer());
      const { heap, buffers, together } = memory.peak();
      console.log(
        `drawn in ${Math.round((drew - began) / 1000)} s of ticks with ${cpu.toFixed(1)} s of CPU; ${heap} MB of heap, ${buffers} MB of buffers and ${together} MB of both at the most were seen`,
      );
      expect(heap).toBeGreaterThan(1);
      expect(buffers).toBeGreaterThanOrEqual((ENTRANTS * 20) / 1_000_000);
      // Of a million the peaks come apart, with buffers that were not collected yet: what was seen at one moment counts.
      expect(isLong ? together : HEAP_MB + buffers).toBeLessThan(ISOLATE_MB);
      const { steps } = finished(verifyContestInParts(proof, { judge: null, file }));
      expect(steps.filter(({ ok }) => !ok)).toEqual([]);
      const { entriesFile: _, ...rest } = proof;
      expect(await independently({ ...rest, entries: pairsOf(file) })).toMatchObject({ agrees: true });
      const { rows } = await world.client.execute(
        "SELECT part, length(content) AS size FROM entries_files ORDER BY part",
      );
      const parts = Array.from({ length: (ENTRANTS * 20) / PART_BYTES }, (_, part) => [part, PART_BYTES]);
      expect(rows.map(({ part, size }) => [part, size])).toEqual(parts);
      await balanced(world.client);
    } finally {
      await worker.stop();
    }
  },
  isLong ? 1_200_000 : 120_000,
);

/** The file's records as a small proof has them, read by Node's own means. */
function pairsOf(file: Uint8Array): [string, number][] {
  const bytes = Buffer.from(file);
  return Array.from({ length: bytes.length / 20 }, (_, at) => [
    bytes.subarray(at * 20, at * 20 + 16).toString("hex"),
    bytes.readUInt32BE(at * 20 + 16),
  ]);
}
