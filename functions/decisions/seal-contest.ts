/** The manifest: what the draw depends on, fixed and public by its hash before the secret is. Nobody entered: the contest is void. */
import { faultOfFile } from "../draws/contest.ts";
import { timeOf } from "../draws/drand.ts";
import { summariseEntries } from "../draws/entries.ts";
import {
  CONTEST,
  type ContestManifest,
  contestManifestHash,
  faultOfManifest,
  type SecondChancePromised,
} from "../draws/manifest.ts";
import type { SecondChance } from "../values/contest-facts.ts";
import type { Instant } from "../values/day.ts";
import type { Entropy } from "../values/entropy.ts";
import type { Holder } from "../values/holder.ts";
import { canonicalJson } from "../values/jcs.ts";
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/** What a manifest names as the log's last checkpoint where there is none. */
const NO_CHECKPOINT = "0".repeat(64);

export interface ContestSealing {
  contest: string;
  /** The whole entries file. */
  file: Uint8Array;
  /** Head of the log's newest checkpoint, hex; null: nothing was sealed yet. */
  prev: string | null;
}

export interface ContestSealed {
  operation: string;
  contest: string;
  manifestHash: string;
  entrants: number;
  tickets: number;
  state: "frozen" | "awaiting" | "void";
}

/** Refusals, in order: contest_unknown, not_due (nothing stored). Throws the fault of a file or a manifest that cannot be drawn. */
export function decideSealContest(
  facts: Facts,
  { contest: id, file, prev }: ContestSealing,
  given: Given,
): Decided<ContestSealed> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  if (contest.state !== "frozen" || !contest.facts.file?.isWhole || contest.facts.manifest !== null)
    return cannotDecide("not_due");
  const manifest = manifestOf(contest, file, prev ?? NO_CHECKPOINT);
  const { count: entrants, total: tickets } = manifest.entries;
  if (entrants !== contest.facts.file.entrants || tickets !== contest.facts.file.tickets)
    throw new RangeError(
      `the entries file of ${id} has ${entrants} entrants and ${tickets} tickets, not what was written`,
    );
  const fault = faultOfManifest(manifest) ?? faultOfFile(manifest, file);
  if (fault !== null) throw new RangeError(fault);

  const draft = draftOf(facts);
  const sealed = { ...contest.facts, manifest: canonicalJson(manifest) };
  if (entrants === 0)
    draft.change(contest, { state: "void", dueAt: null, facts: { ...sealed, voidReason: "no_entries" } });
  else draft.change(contest, { ...waiting(contest.facts.entropy), facts: sealed });
  const outcome: ContestSealed = {
    operation: given.operation,
    contest: id,
    manifestHash: contestManifestHash(manifest),
    entrants,
    tickets,
    state: entrants === 0 ? "void" : (waiting(contest.facts.entropy).state ?? "frozen"),
  };
  return { written: draft.written(null), outcome };
}

/** How a sealed contest waits: for its round, for staff (no due date), or not at all, since its secret is known. */
function waiting(entropy: Entropy): { state?: "awaiting"; dueAt?: Instant | null } {
  if (entropy.mode === "drand") return { state: "awaiting", dueAt: timeOf(entropy.round) * 1000 };
  return entropy.mode === "manual" ? { state: "awaiting", dueAt: null } : {};
}

/** What a manifest says of prizes that a surprise had left over: what they are follows from the configuration's hash. */
function promised({ pool, configHash, tier, items }: SecondChance): SecondChancePromised {
  return { pool, configHash, tier, items };
}

function manifestOf({ publicId, facts }: Holder<"contest">, file: Uint8Array, prev: string): ContestManifest {
  return {
    v: CONTEST,
    contest: publicId,
    opens: Math.floor(facts.opensAt / 1000),
    closes: Math.floor(facts.closesAt / 1000),
    entries: summariseEntries(file),
    winners: facts.winners,
    alternates: facts.alternates,
    ...(facts.secondChance ? { secondChance: facts.secondChance.map(promised) } : {}),
    rules: facts.rulesHash,
    entropy: facts.entropy,
    prev,
  };
}
