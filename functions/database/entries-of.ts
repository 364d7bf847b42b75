import { asKind, type Holder } from "../values/holder.ts";
import { holderOf } from "./facts.ts";
import { ALL_OF_HER } from "./merged.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface EntryFound {
  /** Public id: the contest's and, after a colon, her tag. */
  entry: string;
  contest: Holder<"contest">;
  tickets: number;
}

/** A member's entries in contests, newest contest first. */
export function readEntries(member: string, { limit, cursor }: Page): Reading<Listed<EntryFound>> {
  return {
    steps: [
      statement(
        `SELECT entry.public_id AS entry, contest.public_id, contest.kind, contest.version, contest.state, contest.due_at, contest.facts, NULL AS owner,
           (SELECT coalesce(sum(balance), 0) FROM accounts WHERE holder = entry.id) AS tickets
         FROM (${ALL_OF_HER}) hers CROSS JOIN holders entry ON entry.owner = hers.id AND entry.kind = 'entry' CROSS JOIN holders contest ON contest.public_id = entry.facts ->> '$.contest'
         WHERE (?2 IS NULL OR entry.public_id < ?2) ORDER BY entry.public_id DESC LIMIT ?3`,
        [member, cursor, limit + 1],
      ),
    ],
    of: ([rows = []]) =>
      listed(
        rows.map((row) => ({
          entry: String(row.entry),
          contest: asKind(holderOf(row), "contest"),
          tickets: Number(row.tickets),
        })),
        limit,
        ({ entry }) => entry,
      ),
  };
}
