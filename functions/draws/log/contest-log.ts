/**
 * What the log says of a contest: its freeze, its manifest and its draw are public acts, whose salts are zero, so that
 * everybody opens their records and papers and sees that what the proof publishes is what was recorded, and in which order.
 */
import { hexToBytes } from "@noble/hashes/utils.js";
import { isHex } from "../../values/hex.ts";
import { papersHashOf } from "../../values/record.ts";
import { said } from "../said.ts";
import { anyString, having, hex, integer, isObject, listOf, orNull, shown } from "../shape.ts";
import { type Act, counted, countOf, type Step, step } from "../verdict.ts";
import { isConsistent, type TreeHead } from "./proofs.ts";
import { checkpointSteps, type Known, LOGGED, type Logged, loggedSteps, SEALED } from "./receipt.ts";
import { HASH_BYTES } from "./tree.ts";

/** Kinds of the acts that are shown, in their order. */
export const ACTS = ["freeze-contest", "seal-contest", "draw-contest"] as const satisfies Act[];

/** A public act with its papers. */
export interface LoggedAct extends Logged {
  papers: { salt: string; request: string; status: number; answer: string };
}

/** `log` of a contest's proof; null: nothing was sealed yet. */
export interface ContestLog {
  /** A signed note. */
  checkpoint: string;
  key: string;
  acts: LoggedAct[];
  /** That the tree of the head which the manifest names as `prev` begins the checkpoint's; null: it names none. Proofs from before this have none. */
  prev?: { size: number; path: string[] } | null;
}

/** What a proof publishes of what was recorded. */
interface Published {
  contest: string;
  manifestHash: string;
  ranking: readonly unknown[];
  /** Head of the log before it, as its manifest names it. */
  prev: string;
}

const checkPapers = having({
  salt: anyString,
  request: anyString,
  status: integer(0, 999),
  answer: anyString,
});
const checkPrev = having({ size: integer(1), path: listOf(hex(HASH_BYTES)) });

/** The fields of `log` with their kinds. */
export const checkContestLog = orNull(
  having(
    {
      ...SEALED,
      acts: listOf(having({ ...LOGGED, papers: checkPapers })),
    },
    { prev: orNull(checkPrev) },
  ),
);

/**
 * Checks a contest's part in the log: the checkpoint, and of each act its record, its place and its papers, which must say
 * what the proof does. `log` must have passed checkContestLog. What is not sealed yet is said, and is no fault.
 */
export function contestLogSteps(
  log: ContestLog | null,
  proof: Published,
  known: Known = { key: null, witnesses: [] },
): Step[] {
  const { steps, tree } = checkpointSteps(log, known);
  if (!log || !tree) return steps;
  const indices = log.acts.map(({ index }) => index);
  const isOrdered =
    log.acts.every(({ record }, at) => record.kind === ACTS[at]) &&
    indices.every((index, at) => at === 0 || index > Number(indices[at - 1]));
  const missing = ACTS.slice(log.acts.length);
  const says =
    missing.length === 0
      ? said("log.acts")
      : said("log.unsealed", { acts: { list: missing.map((act) => said(`act.${act}`)) } });
  return [
    ...steps,
    step(
      "acts",
      isOrdered
        ? null
        : `the acts are ${log.acts.map(({ record }) => shown(record.kind)).join(", ") || "none"}, not ${ACTS.join(", ")} in this order`,
      says,
    ),
    ...prevSteps(log.prev, { tree, prev: proof.prev, sealed: log.acts[ACTS.indexOf("seal-contest")]?.index }),
    // What is none of the three, in its place, was found by the step before.
    ...log.acts.slice(0, ACTS.length).flatMap((logged, at) => {
      const act = ACTS[at] ?? ACTS[0];
      return [...loggedSteps(logged, tree, act), papersStep(logged, act, proof)];
    }),
  ];
}

/** A manifest's `prev` where nothing was sealed before it. */
const NO_HEAD = "0".repeat(2 * HASH_BYTES);

/** Step "prev": the log that the manifest names is the beginning of this one, and ends before the manifest. */
function prevSteps(
  consistency: ContestLog["prev"],
  { tree, prev, sealed = Number.POSITIVE_INFINITY }: { tree: TreeHead; prev: string; sealed: number | undefined },
): Step[] {
  if (consistency === undefined) return [];
  if (prev === NO_HEAD || consistency === null) {
    const fault = prev === NO_HEAD ? null : `nothing shows that the log of ${prev} is the beginning of this one`;
    return [step("prev", fault, said("log.first"))];
  }
  const { size, path } = consistency;
  const isBegun =
    size <= tree.size &&
    isHex(prev, HASH_BYTES) &&
    isConsistent(path.map(hexToBytes), { from: { size, head: hexToBytes(prev) }, to: tree });
  const fault = !isBegun
    ? `the log of ${counted(size, "operation")} that the manifest names is not the beginning of this one`
    : size <= sealed
      ? null
      : `the manifest names a log of ${counted(size, "operation")}, which it is in itself`;
  return [step("prev", fault, said("log.begins", { operations: countOf(size, "operations") }))];
}

function papersStep({ record, papers }: LoggedAct, act: Act, proof: Published): Step {
  const name = `${act} papers` as const;
  if (papersHashOf(papers) !== record.papers)
    return step(name, "what was asked and answered is not what the record has the hash of", null);
  const answer = answerOf(papers.answer);
  const wanted: [string, unknown][] = [
    ["contest", proof.contest],
    ...(act === "seal-contest" ? ([["manifestHash", proof.manifestHash]] as [string, unknown][]) : []),
    ...(act === "draw-contest" ? ([["ranking", ranksOf(proof.ranking)]] as [string, unknown][]) : []),
  ];
  const answered = (field: string) => (field === "ranking" ? ranksOf(answer.ranking) : answer[field]);
  const wrong = wanted.find(([field, value]) => answered(field) !== value);
  return step(
    name,
    wrong
      ? `it was recorded that ${wrong[0]} is ${shown(answered(wrong[0]))}, and the proof says ${shown(wrong[1])}`
      : null,
    said("log.papers", { said: { list: wanted.map(([field, value]) => `${field} = ${shown(value)}`) } }),
  );
}

/** A ranking as one line: rank, tag, ticket of how many. */
function ranksOf(ranking: unknown): string {
  const rows = Array.isArray(ranking) ? ranking.filter(isObject) : [];
  return rows.map(({ rank, tag, ticket, of }) => `${rank} ${tag} ${ticket}/${of}`).join(", ");
}

function answerOf(text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    return isObject(answer) ? answer : {};
  } catch {
    // A stranger's text: then it says nothing that the proof could agree with.
    return {};
  }
}
