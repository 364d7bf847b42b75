/**
 * What the log says of a surprise: the publication that opened its pool, and the settlement of one of its plays. Both are
 * public acts, whose records name the hash of all that they changed; what a proof publishes is made into the same rows.
 */
import { type Changes, holderRowHash, settledHash } from "../../values/changes.ts";
import { sha256Hex } from "../../values/hash.ts";
import { isConfiguration } from "../configuration.ts";
import { poolAsOpened } from "../pool-opening.ts";
import type { PublishedPlay, PublishedPrize } from "../published.ts";
import { said } from "../said.ts";
import { anyString, having, integer, isObject, orNull } from "../shape.ts";
import { type Step, step } from "../verdict.ts";
import { checkpointSteps, type Known, LOGGED, type Logged, loggedSteps, SEALED } from "./receipt.ts";

/** An act with the text of what it changed, of which its record has the hash. */
export interface LoggedChanges extends Logged {
  changes: string;
}

/** `log` of a surprise's proof; null: nothing of it was sealed yet. */
export interface PoolLog {
  /** A signed note. */
  checkpoint: string;
  key: string;
  opening: LoggedChanges;
  /** Of the play that the proof was asked about, once it is settled and sealed; null: not yet, or no play was named. */
  settlement: (LoggedChanges & { play: { id: string; seq: number } }) | null;
}

/** What a proof publishes of what was recorded. */
interface Published {
  config: unknown;
  terms?: string;
  plays: readonly PublishedPlay[];
  prizes?: readonly PublishedPrize[];
}

const LOGGED_CHANGES = { ...LOGGED, changes: anyString };
const checkPlay = having({ id: anyString, seq: integer(1) });

/** The fields of `log` with their kinds. */
export const checkPoolLog = orNull(
  having({
    ...SEALED,
    opening: having(LOGGED_CHANGES),
    settlement: orNull(having({ ...LOGGED_CHANGES, play: checkPlay })),
  }),
);

/**
 * Checks a surprise's part in the log: the checkpoint, and of each act its record, its place, and that it left the pool,
 * or the play, as the proof shows it. `log` must have passed checkPoolLog. What is not sealed yet is said, and is no fault.
 */
export function poolLogSteps(
  log: PoolLog | null,
  proof: Published,
  known: Known = { key: null, witnesses: [] },
): Step[] {
  const { steps, tree } = checkpointSteps(log, known);
  if (!log || !tree) return steps;
  const { opening, settlement } = log;
  const first = proof.plays[0]?.at ?? Number.POSITIVE_INFINITY;
  const isEarly = typeof opening.record.recordedAt === "number" && opening.record.recordedAt / 1000 < first + 1;
  const isOrdered = isEarly && (settlement === null || settlement.index > opening.index);
  const says = settlement ? said("log.settled", { seq: String(settlement.play.seq) }) : said("log.terms");
  return [
    ...steps,
    step("acts", isOrdered ? null : "the terms were recorded after a play, or after what came of one", says),
    ...loggedSteps(opening, tree, "opening"),
    openingStep(opening, proof),
    ...(settlement ? [...loggedSteps(settlement, tree, "settlement"), settlementStep(settlement, proof)] : []),
  ];
}

/** Step "opening changes": the pool's first row, made again of what is published. */
function openingStep({ record, changes: text }: LoggedChanges, { config, terms }: Published): Step {
  const changes = changesIn(text, record.changes);
  const row = isConfiguration(config) && terms !== undefined ? rowOf(config, terms) : null;
  const recorded = changes?.holders?.find(([id, version]) => id === row?.publicId && version === 0)?.[2];
  const fault =
    changes === null
      ? CHANGED
      : row === null
        ? "the proof has no terms of which the pool's row could be made"
        : recorded === row.hash
          ? null
          : `it was recorded that ${row.publicId} opened as ${recorded ?? "nothing"}, and what is published makes ${row.hash}`;
  return step("opening changes", fault, said("log.opening"));
}

/** Step "settlement changes": what came of the play, made again of what is published. */
function settlementStep(
  { record, changes: text, play: { id, seq } }: NonNullable<PoolLog["settlement"]>,
  { plays, prizes = [] }: Published,
): Step {
  const changes = changesIn(text, record.changes);
  const play = plays.find((each) => each.seq === seq);
  const item = prizes.find((each) => each.play === seq)?.id ?? null;
  const found = play && settledHash({ ...play, outcome: play.result ?? "none", item });
  const recorded = changes?.settled?.find(([settled]) => settled === id)?.[1];
  const fault =
    changes === null
      ? CHANGED
      : recorded !== undefined && recorded === found
        ? null
        : `it was recorded that ${id} ended as ${recorded ?? "nothing"}, and play ${seq} as published makes ${found ?? "nothing"}`;
  return step("settlement changes", fault, said("log.settlement", { seq: String(seq) }));
}

const CHANGED = "what was changed is not what the record has the hash of";

function rowOf(
  configuration: Parameters<typeof poolAsOpened>[0],
  terms: string,
): { publicId: string; hash: string } | null {
  if (!/^pool:[^:]+:\d+$/.test(configuration.pool ?? "")) return null;
  const row = poolAsOpened(configuration, terms);
  return { publicId: row.publicId, hash: holderRowHash(row, JSON.stringify(row.facts)) };
}

/** The changes of a text whose hash a record has; null: it has another, or the text is no such list. */
function changesIn(text: string, hash: unknown): Pick<Changes, "holders" | "settled"> | null {
  // Half a character would be hashed as another one is.
  if (!text.isWellFormed() || sha256Hex(text) !== hash) return null;
  try {
    const changes: unknown = JSON.parse(text);
    if (!isObject(changes)) return null;
    const { holders, settled } = changes;
    return {
      ...(Array.isArray(holders) ? { holders: holders.filter(Array.isArray) as NonNullable<Changes["holders"]> } : {}),
      ...(Array.isArray(settled) ? { settled: settled.filter(Array.isArray) as NonNullable<Changes["settled"]> } : {}),
    };
  } catch {
    // A stranger's text: then it lists nothing.
    return null;
  }
}
