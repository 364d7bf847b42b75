/** An instant win's configuration: the odds and the rest that is fixed, and published by its hash, before the first play. */
import { LARGEST_U32 } from "./bytes.ts";
import { manifestHash } from "./manifest.ts";
import { ascii, byMode, exact, exactly, hex, integer, listOf } from "./shape.ts";

/** The version of instant wins: the first bytes of everything that one hashes. */
export const INSTANT = "tessera-instant/1";

/** A hundred years of daily epochs: checking the chain of secrets takes one hash for each. */
const MOST_EPOCHS = 36_525;

/**
 * One row of the odds: `odds` chances in `denominator`. `units` is how many prize items the tier has in all; a tier
 * without `units` and without listed items never runs out (points, for example).
 */
export type InstantTier = { id: string; odds: number; units?: number };

/**
 * Exactly these keys. `draw` is 16 bytes in hex; epochs start at unix seconds and last `seconds` each. The optional keys
 * bind what else a proof shows: the pool's id, the anchor of the secrets, the list of prize items (`prizeListHash`), and
 * the rules' text, so that none of them can be exchanged later. A pool that opens today should have those four.
 */
export type InstantConfiguration = {
  v: typeof INSTANT;
  draw: string;
  denominator: number;
  table: InstantTier[];
  epochs: { start: number; seconds: number; count: number };
  entropy:
    | { mode: "commit" }
    | { mode: "drand"; chain: string; lead: number; grid?: number }
    | { mode: "fixed"; secret: string };
  pool?: string;
  anchor?: string;
  prizeList?: string;
  rules?: string;
  /** Prizes that one member may win in one epoch; left out: any number. */
  winsPerDay?: number;
};

const checkConfiguration = exact(
  {
    v: exactly(INSTANT),
    draw: hex(16),
    denominator: integer(1),
    table: listOf(exact({ id: ascii(100), odds: integer(1) }, { units: integer(0, LARGEST_U32) })),
    epochs: exact({
      start: integer(0),
      seconds: integer(1, LARGEST_U32),
      count: integer(1, MOST_EPOCHS),
    }),
    entropy: byMode(
      { commit: {}, drand: { chain: hex(32), lead: integer(1, LARGEST_U32) }, fixed: { secret: hex(32) } },
      { drand: { grid: integer(1, LARGEST_U32) } },
    ),
  },
  { pool: ascii(200), anchor: hex(32), prizeList: hex(32), rules: hex(32), winsPerDay: integer(1, LARGEST_U32) },
);

/** What is wrong with a configuration, or null. Asked before a pool opens, so that every play of it can be settled. */
export function faultOfConfiguration(value: unknown): string | null {
  if (!hasShape(value)) return checkConfiguration(value, "configuration");
  const ids = new Set<string>();
  let chances = 0n;
  for (const { id, odds } of value.table) {
    if (ids.has(id)) return `configuration.table names the tier ${id} twice`;
    ids.add(id);
    chances += BigInt(odds);
  }
  if (chances > BigInt(value.denominator)) {
    return `configuration.table gives ${chances} chances in ${value.denominator}`;
  }
  const { start, seconds, count } = value.epochs;
  return Number.isSafeInteger(start + seconds * count) ? null : `configuration.epochs starts too late, at ${start}`;
}

/** True when `faultOfConfiguration` finds nothing. */
export function isConfiguration(value: unknown): value is InstantConfiguration {
  return faultOfConfiguration(value) === null;
}

/** checkConfiguration names every key of the type. */
function hasShape(value: unknown): value is InstantConfiguration {
  return checkConfiguration(value, "configuration") === null;
}

/** The configuration's hash in hex. Throws RangeError with the fault of a configuration that has one. */
export function configHash(configuration: InstantConfiguration): string {
  const fault = faultOfConfiguration(configuration);
  if (fault !== null) throw new RangeError(fault);
  return manifestHash(INSTANT, configuration);
}

/** The epoch (from 1) of an instant in unix seconds, or null outside all of them. */
export function epochAt({ start, seconds, count }: InstantConfiguration["epochs"], at: number): number | null {
  const epoch = Math.floor((at - start) / seconds) + 1;
  return epoch >= 1 && epoch <= count ? epoch : null;
}
