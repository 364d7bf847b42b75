/**
 * A long run over a range of seeds, one world a seed: says how far it is, goes on where an earlier run stopped, and does not stop at a
 * difference but keeps its seed and tells all of them at the end.
 */
import { mkdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { type Cells, Disagreement } from "./play.ts";
import { keep } from "./seeds.ts";

/** What a run has done so far, as it is kept beside the build. */
export interface Progress {
  /** The first seed that was not played yet. */
  next: number;
  requests: number;
  seconds: number;
  cells: Record<string, number>;
  differences: { seed: number; says: string }[];
}

const KEPT_IN = new URL("../../.build/", import.meta.url).pathname;

/** How often it says how far it is. */
const SAYS_MS = 30_000;

/** The seeds that a long run plays: `TESSERA_SEEDS=from..to`, both played, or as many from a seed on as there shall be. */
export function seedsOfRun(first: number, worlds: number): { from: number; to: number } {
  const said = /^(\d+)\.\.(\d+)$/.exec(process.env.TESSERA_SEEDS ?? "");
  return said ? { from: Number(said[1]), to: Number(said[2]) } : { from: first, to: first + worlds - 1 };
}

/** Plays every seed of a range that was not played yet. Returns what all runs over the range have done together. */
export async function playRange(
  { name, from, to, requests }: { name: string; from: number; to: number; requests: number },
  play: (seed: number, cells: Cells) => Promise<void>,
): Promise<Progress> {
  const file = `${KEPT_IN}long-${name}-${from}-${to}.json`;
  const progress = progressIn(file) ?? { next: from, requests: 0, seconds: 0, cells: {}, differences: [] };
  const begun = { requests: progress.requests, seconds: progress.seconds, at: Date.now() };
  let saidAt = begun.at;
  while (progress.next <= to) {
    const seed = progress.next;
    const cells: Cells = new Map();
    try {
      await play(seed, cells);
    } catch (fault) {
      if (fault instanceof Disagreement) keep(fault.seed);
      progress.differences.push({ seed, says: String(fault) });
      say(`seed ${seed} differs: ${String(fault).slice(0, 2_000)}`);
    }
    for (const [cell, count] of cells) progress.cells[cell] = (progress.cells[cell] ?? 0) + count;
    progress.requests += asked(cells);
    progress.next = seed + 1;
    progress.seconds = begun.seconds + (Date.now() - begun.at) / 1000;
    mkdirSync(KEPT_IN, { recursive: true });
    writeFileSync(file, JSON.stringify(progress));
    if (Date.now() - saidAt < SAYS_MS && progress.next <= to) continue;
    saidAt = Date.now();
    const perSecond = (progress.requests - begun.requests) / ((saidAt - begun.at) / 1000);
    const all = (to - from + 1) * requests;
    say(
      `${progress.requests} of ${all} requests, ${perSecond.toFixed(0)} a second, ${progress.differences.length} differences`,
    );
  }
  return progress;
}

/** Requests that were asked: what was told of them is counted beside them. */
export function asked(cells: Iterable<[string, number]>): number {
  let sum = 0;
  for (const [cell, count] of cells) if (!cell.startsWith("told ")) sum += count;
  return sum;
}

function progressIn(file: string): Progress | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Progress;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw fault;
  }
}

/** At once, and not when the test is over. */
function say(line: string): void {
  writeSync(2, `${new Date().toISOString().slice(11, 19)} ${line}\n`);
}
