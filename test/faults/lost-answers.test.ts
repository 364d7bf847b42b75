/** A network that loses requests and answers: each key is answered once and for ever, and nothing is written twice. */
import { createClient } from "@libsql/client/web";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Purchase } from "../../functions/decisions/purchase.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { refund } from "../../functions/operations/refund.ts";
import type { Performed } from "../../functions/operations/verb.ts";
import { randomOf } from "../model/random.ts";
import { type Embedded, newEmbedded, opens, performs } from "../support/embedded.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";

const OPERATIONS = process.env.TESSERA_LONG === "1" ? 20_000 : 1_000;
const AT_ONCE = 8;
const MEMBERS = 12;

/** How a call goes wrong; half of them after the database has done what it was asked. */
const WAYS = ["lost before", "lost after", "cut off", "late before", "late after"] as const;

let embedded: Embedded;
beforeAll(async () => {
  embedded = await newEmbedded();
  await opens(embedded.ledger, {
    versions: [{ effectiveAt: null, document: pointsProgramme() }],
    stores: ["sto_shop"],
  });
});
afterAll(() => embedded.close());

/** A fetch that goes wrong in a share of its calls, and counts how. */
function faultyFetch(seed: number, percent: number, met: Map<string, number>): typeof fetch {
  const random = randomOf(seed);
  return async (...given) => {
    if (!random.chance(percent)) return fetch(...given);
    const way = random.pick(WAYS);
    met.set(way, (met.get(way) ?? 0) + 1);
    if (way === "lost before") throw new TypeError("fetch failed");
    if (way === "late before") throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
    const answered = await fetch(...given);
    const text = await answered.text();
    if (way === "lost after") throw new TypeError("terminated");
    if (way === "late after") throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
    return new Response(text.slice(0, Math.floor(text.length * 0.7)), {
      status: answered.status,
      headers: { "content-type": "application/json" },
    });
  };
}

function orderOf(number: number, minor: number): Purchase {
  return {
    store: "sto_shop",
    member: { email: `m${number % MEMBERS}@example.com` },
    order: `o${number}`,
    occurredAt: Date.now(),
    currency: "EUR",
    lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: minor }],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: minor,
    paidWith: [],
    isImport: false,
  };
}

/** Rows that are read at once: an answer of the server has an end. */
const PAGE = 1_000;

/** The answers that are kept under each key, read in pages. */
async function answersKept(): Promise<Map<string, string[]>> {
  const kept = new Map<string, string[]>();
  for (let after = 0; ; ) {
    const { rows } = await embedded.client.execute({
      sql: `SELECT seq, key, answer FROM operations JOIN papers ON operation = seq
            WHERE kind IN ('purchase', 'refund') AND seq > ? ORDER BY seq LIMIT ${PAGE}`,
      args: [after],
    });
    for (const { key, answer } of rows) kept.set(String(key), [...(kept.get(String(key)) ?? []), String(answer)]);
    if (rows.length < PAGE) return kept;
    after = Number(rows.at(-1)?.seq);
  }
}

test(`${OPERATIONS} operations through a network that loses every fifth call are each written once`, {
  timeout: 3_600_000,
}, async () => {
  const met = new Map<string, number>();
  const client = createClient({
    url: embedded.url,
    intMode: "number",
    concurrency: 1000,
    fetch: faultyFetch(7, 20, met),
  });
  const ledger = { ...embedded.ledger, client };
  const answers = new Map<string, string>();
  let asks = 0;

  /** Asks under one key until there is an answer, as a store does. */
  const insist = async (key: string, ask: () => Promise<Performed>): Promise<void> => {
    for (;;) {
      asks += 1;
      const performed = await ask();
      if (performed.kind === "unknown") continue;
      if (performed.kind !== "answered") throw new Error(`${key}: ${JSON.stringify(performed)}`);
      expect(performed.status, performed.body).toBe(200);
      const known = answers.get(key);
      if (known !== undefined) expect(performed.body).toBe(known);
      answers.set(key, performed.body);
      return;
    }
  };

  const random = randomOf(99);
  const jobs = Array.from({ length: OPERATIONS / 2 }, (_, number) => async () => {
    const order = orderOf(number, random.between(1, 9_999));
    await insist(`p${number}`, () => performs(ledger, purchase, order, { key: `p${number}` }));
    const back = {
      store: "sto_shop",
      order: order.order,
      refund: "r",
      amountMinor: Math.ceil(order.totalMinor / 2),
      lines: [],
    };
    await insist(`r${number}`, () => performs(ledger, refund, back, { key: `r${number}` }));
    // Now and then somebody asks again although there was an answer.
    if (number % 5 === 0) await insist(`p${number}`, () => performs(ledger, purchase, order, { key: `p${number}` }));
  });
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let job = jobs.pop(); job; job = jobs.pop()) await job();
    }),
  );

  expect(await answersKept()).toEqual(new Map([...answers].map(([key, answer]) => [key, [answer]])));
  await conserved(embedded.client);
  for (const way of WAYS) expect(met.get(way), way).toBeGreaterThan(5);
  console.log(
    `${OPERATIONS} operations, ${asks} asked for, ${[...met].map(([way, times]) => `${times} ${way}`).join(", ")}`,
  );
  client.close();
});
