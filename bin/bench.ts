/**
 * Each hot operation against the least that a write can be, in one run:
 *
 *     npm run bench               both durabilities, growth to 100 times the data: some minutes
 *     npm run bench -- --quick    about half a minute
 *     npm run bench -- --venues   a thousand venues to a million, by both indexes: some minutes
 *
 * Rates are of 16 connections, through workerd and the embedded server. The naked batch has three statements and no guard;
 * in each round it runs before and after the operations, and a ratio is against the mean of the two, so that what else the
 * machine does falls on both. Figures are medians of the rounds.
 */
import { pathToFileURL } from "node:url";
import { grow, MEMBERS_AT_ONE, ORDERS_AT_ONE } from "./bench/growth.ts";
import { load, type Measured, median, send } from "./bench/load.ts";
import { nakedBatch } from "./bench/naked-worker.ts";
import { openOperations } from "./bench/operations.ts";
import { countRoundTrips } from "./bench/round-trips.ts";
import { openStage, type Stage } from "./bench/stage.ts";
import { growVenues, measureVenues } from "./bench/venues.ts";

interface Extent {
  durabilities: ("NORMAL" | "FULL")[];
  rounds: number;
  windowMs: number;
  times: number[];
  venues: number[];
}

const FULL: Extent = {
  durabilities: ["NORMAL", "FULL"],
  rounds: 5,
  windowMs: 1_500,
  times: [1, 10, 100],
  venues: [1_000, 10_000, 100_000, 1_000_000],
};
const QUICK: Extent = {
  durabilities: ["NORMAL", "FULL"],
  rounds: 2,
  windowMs: 300,
  times: [1, 10],
  venues: [1_000, 10_000],
};
/** Venues alone. */
const VENUES: Extent = { ...QUICK, durabilities: [], times: [], venues: [1_000, 10_000, 100_000, 1_000_000] };

async function run(extent: Extent): Promise<void> {
  for (const durability of extent.durabilities) {
    const stage = await openStage(durability);
    try {
      await compare(stage, durability, extent);
    } finally {
      await stage.close();
    }
  }
  const stage = await openStage("NORMAL");
  try {
    if (extent.times.length > 0) await measureGrowth(stage, extent);
    await measureVenueGrowth(stage, extent);
  } finally {
    await stage.close();
  }
}

async function compare(stage: Stage, durability: string, { rounds, windowMs }: Extent): Promise<void> {
  const trips = await countRoundTrips(stage);
  const operations = await openOperations(stage);
  const [nakedThrough, nakedDirect] = nakedOf(stage);
  for (const once of [nakedThrough, nakedDirect, ...operations.map(({ once }) => once)]) await load(once, windowMs / 3);
  const rates = new Map<
    string,
    { perSecond: number[]; through: number[]; direct: number[]; p50: number[]; cpu: number[] }
  >();
  const naked: { through: number[]; direct: number[] } = { through: [], direct: [] };
  for (let round = 0; round < rounds; round++) {
    const before = { through: await load(nakedThrough, windowMs), direct: await load(nakedDirect, windowMs) };
    const measured: { name: string; of: Measured; cpuMs: number }[] = [];
    for (const { name, once } of operations) {
      const cpuBefore = stage.workerCpuMs();
      const of = await load(once, windowMs);
      const cpuAfter = stage.workerCpuMs();
      measured.push({ name, of, cpuMs: ((cpuAfter ?? Number.NaN) - (cpuBefore ?? Number.NaN)) / of.requests });
    }
    const after = { through: await load(nakedThrough, windowMs), direct: await load(nakedDirect, windowMs) };
    const through = (before.through.perSecond + after.through.perSecond) / 2;
    const direct = (before.direct.perSecond + after.direct.perSecond) / 2;
    naked.through.push(through);
    naked.direct.push(direct);
    for (const { name, of, cpuMs } of measured) {
      const row = rates.get(name) ?? { perSecond: [], through: [], direct: [], p50: [], cpu: [] };
      rates.set(name, row);
      row.perSecond.push(of.perSecond);
      row.through.push(of.perSecond / through);
      row.direct.push(of.perSecond / direct);
      row.p50.push(of.p50);
      row.cpu.push(cpuMs);
    }
  }
  console.log(
    `\n${durability}: the naked batch ran ${fixed(naked.through, 0)}/s through workerd, ${fixed(naked.direct, 0)}/s directly.\n`,
  );
  table(
    ["operation", "per second", "of naked, workerd", "of naked, direct", "p50 ms", "round trips", "Worker CPU ms"],
    [...rates].map(([name, { perSecond, through, direct, p50, cpu }]) => [
      name,
      fixed(perSecond, 0),
      fixed(through, 2),
      fixed(direct, 2),
      fixed(p50, 1),
      String(trips.get(name)),
      fixed(cpu, 2),
    ]),
  );
}

async function measureGrowth(stage: Stage, { rounds, windowMs, times }: Extent): Promise<void> {
  const [nakedThrough] = nakedOf(stage);
  const operations = (await openOperations(stage)).filter(({ name }) => /known member|redeem|GET|statement/.test(name));
  const rows: string[][] = [];
  const atStart = new Map<string, number>();
  let from = 0;
  for (const to of [0, ...times]) {
    await grow(stage.client, { from, to });
    from = to;
    for (const { once } of operations) await load(once, windowMs / 3);
    const p50s = new Map<string, number[]>();
    for (let round = 0; round < rounds; round++) {
      for (const { name, once } of [{ name: "naked", once: nakedThrough }, ...operations])
        p50s.set(name, [...(p50s.get(name) ?? []), (await load(once, windowMs)).p50]);
    }
    for (const [name, values] of p50s) {
      const p50 = median(values);
      if (to === 0) atStart.set(name, p50);
      rows.push([
        to === 0 ? "empty" : `${to}×`,
        String(to * MEMBERS_AT_ONE),
        String(to * ORDERS_AT_ONE),
        name,
        p50.toFixed(2),
        (p50 / (atStart.get(name) ?? Number.NaN)).toFixed(2),
      ]);
    }
  }
  console.log("\nGrowth (NORMAL): the median latency beside that on an empty ledger.\n");
  table(["data", "members", "orders", "operation", "p50 ms", "of empty"], rows);
}

async function measureVenueGrowth({ client }: Stage, { venues }: Extent): Promise<void> {
  const rows: string[][] = [];
  let from = 0;
  for (const to of venues) {
    await growVenues(client, { from, to });
    from = to;
    for (const index of ["cells", "map"] as const) {
      const { nearest, within } = await measureVenues(client, to, index);
      const numbers = [nearest.p50, nearest.p95, within.p50, within.p95].map((each) => each.toFixed(2));
      rows.push([String(to), index === "map" ? "R*Tree" : "cells", ...numbers]);
    }
  }
  console.log(
    "\nVenues: the nearest 20 within 1 km, and up to 200 of a map 2 km wide, asked of the database over HTTP.\n",
  );
  table(["venues", "index", "nearest p50 ms", "p95 ms", "within p50 ms", "p95 ms"], rows);
}

/** Through a Worker, and directly from here. */
function nakedOf({ nakedUrl, client }: Stage): [() => Promise<unknown>, () => Promise<unknown>] {
  let number = 0;
  const next = () => {
    number += 1;
    return { id: crypto.randomUUID(), balance: number % 500 };
  };
  const headers = { "content-type": "application/json" };
  return [
    () => send({ url: nakedUrl, method: "POST", headers, body: JSON.stringify(next()), status: 201 }),
    () => {
      const { id, balance } = next();
      return client.batch(nakedBatch(id, balance), "write");
    },
  ];
}

function fixed(numbers: number[], digits: number): string {
  const middle = median(numbers);
  return Number.isNaN(middle) ? "–" : middle.toFixed(digits);
}

function table(head: string[], rows: string[][]): void {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [head, ...rows]) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return /^[\d.–]/.test(cell) || /^[\d.–]/.test(rows[0]?.[column] ?? "")
        ? cell.padStart(width)
        : cell.padEnd(width);
    });
    console.log(`  ${cells.join("   ")}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [flag, ...more] = process.argv.slice(2);
  const extent = flag === undefined ? FULL : { "--quick": QUICK, "--venues": VENUES }[flag];
  if (more.length > 0 || extent === undefined) {
    console.error("usage: npm run bench [-- --quick | --venues]");
    process.exitCode = 1;
  } else await run(extent);
}
