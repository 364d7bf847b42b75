/** Seeds that once failed, each with the shortest prefix that shows it: they are played first, for ever. */
import { readFileSync, writeFileSync } from "node:fs";

export interface Seed {
  document: string;
  seed: number;
  requests: number;
}

const SEEDS = new URL("seeds.json", import.meta.url).pathname;

/** The seeds that are kept of a document. */
export function keptOf(document: string): Seed[] {
  return all().filter((seed) => seed.document === document);
}

/** Keeps a seed that failed, once. */
export function keep({ document, seed, requests }: Seed): void {
  const known = all();
  if (known.some((other) => other.document === document && other.seed === seed)) return;
  writeFileSync(SEEDS, `${JSON.stringify([...known, { document, seed, requests }], null, 2)}\n`);
}

/** Every run plays the same seeds; TESSERA_SEED plays others. */
export const FIRST_SEED = Number(process.env.TESSERA_SEED ?? 1);

/** How many times as many worlds `npm run test:long` plays as `npm test`. */
export const TIMES = process.env.TESSERA_LONG === "1" ? 50 : 1;

function all(): Seed[] {
  return JSON.parse(readFileSync(SEEDS, "utf8")) as Seed[];
}
