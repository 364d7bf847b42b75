/** One part of a frozen contest's entries file. Parts go on where the last one ended, so that the work can stop at any of them. */
import { digestEntries, ENTRY_BYTES, entryAt } from "../draws/entries.ts";
import type { ContestFacts } from "../values/contest-facts.ts";
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/** Entries in one part: 1,000,000 bytes, the most that a row of entries_files holds. */
export const PART_ENTRIES = 50_000;

export interface EntriesPart {
  contest: string;
  /** From 0. */
  part: number;
  /** Records of the next entries after the last tag written; fewer than PART_ENTRIES: these were all. */
  content: Uint8Array;
}

/** Refusals, in order: contest_unknown, not_due (nothing stored). Throws the fault of a part that is not sound or not in its place. */
export function decideWriteEntries(
  facts: Facts,
  { contest: id, part, content }: EntriesPart,
  given: Given,
): Decided<{ operation: string; contest: string; part: number; file: NonNullable<ContestFacts["file"]> }> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const { file } = contest.facts;
  if (contest.state !== "frozen" || !file || file.isWhole || file.parts !== part) return cannotDecide("not_due");
  const digest = digestEntries();
  digest.add(content);
  const { count, total } = digest.summary();
  const first = count === 0 ? null : entryAt(content, 0).tag;
  if (first !== null && file.last !== null && first <= file.last)
    throw new RangeError(`part ${part} of ${id} starts with ${first}, not after ${file.last}`);

  const draft = draftOf(facts);
  const written = {
    parts: part + (count === 0 ? 0 : 1),
    entrants: file.entrants + count,
    tickets: file.tickets + total,
    last: count === 0 ? file.last : entryAt(content, count - 1).tag,
    isWhole: content.length < PART_ENTRIES * ENTRY_BYTES,
  };
  if (count > 0) draft.records.entriesParts = [{ contest: id, part, content }];
  draft.change(contest, { facts: { ...contest.facts, file: written } });
  return { written: draft.written(null), outcome: { operation: given.operation, contest: id, part, file: written } };
}
