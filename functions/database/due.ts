import type { Client } from "@libsql/client/web";
import type { Day, Instant } from "../values/day.ts";
import { statement } from "./statement.ts";

/** A holder that time has something to do with. */
export interface Due {
  publicId: string;
  version: number;
  /** What its operation needs to know of it beforehand; absent: nothing. */
  venue?: string | null;
}

/** Members who joined and last bought on a day or before it, and of whom that was not noticed, longest ago first. */
export async function readQuiet(
  client: Client,
  { activeUpTo, limit, except }: { activeUpTo: Day; limit: number; except: string[] },
): Promise<Due[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, version FROM holders
       WHERE kind = 'member' AND state = 'joined' AND facts ->> '$.isQuiet' IS NULL AND facts ->> '$.activeOn' <= ?1
         AND public_id NOT IN (SELECT value FROM json_each(?2))
       ORDER BY facts ->> '$.activeOn' LIMIT ?3`,
      [activeUpTo, JSON.stringify(except), limit],
    ),
  );
  return rows.map((row) => ({ publicId: String(row.public_id), version: Number(row.version) }));
}

/** Holders of a kind that are due, first due first, at most `limit`, but for those in `except`. */
export async function readDue(
  client: Client,
  { kind, limit, except, now }: { kind: string; limit: number; except: string[]; now: Instant | null },
): Promise<Due[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, version FROM holders
       WHERE due_at IS NOT NULL AND due_at <= coalesce(?1, CAST(unixepoch('subsec') * 1000 AS INTEGER)) AND kind = ?2
         AND public_id NOT IN (SELECT value FROM json_each(?3))
       ORDER BY due_at LIMIT ?4`,
      [now, kind, JSON.stringify(except), limit],
    ),
  );
  return rows.map((row) => ({ publicId: String(row.public_id), version: Number(row.version) }));
}

/** Check-ins whose evidence is to be forgotten, but for those that staff are asked to look at, and those whose place is. */
const FADES = {
  evidence: {
    since: "coalesce(facts ->> '$.lookedAt', facts ->> '$.at')",
    where: "state <> 'appealed' AND facts ->> '$.evidence' IS NOT NULL",
  },
  place: { since: "facts ->> '$.at'", where: "facts ->> '$.venue' IS NOT NULL" },
};

/** Check-ins that are to fade: of an instant or before it, longest ago first, with the venue that each names. */
export async function readFading(
  client: Client,
  what: keyof typeof FADES,
  { upTo, limit, except }: { upTo: Instant; limit: number; except: string[] },
): Promise<Due[]> {
  const { since, where } = FADES[what];
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, version, facts ->> '$.venue' AS venue FROM holders
       WHERE kind = 'check-in' AND ${where} AND ${since} <= ?1 AND public_id NOT IN (SELECT value FROM json_each(?2))
       ORDER BY ${since} LIMIT ?3`,
      [upTo, JSON.stringify(except), limit],
    ),
  );
  return rows.map(({ public_id, version, venue }) => ({
    publicId: String(public_id),
    version: Number(version),
    venue: venue === null ? null : String(venue),
  }));
}

/** Tags whose newest tap was at an instant or before it, and that still say whose it was. */
export async function readTapped(
  client: Client,
  { upTo, limit, except }: { upTo: Instant; limit: number; except: string[] },
): Promise<Due[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, version FROM holders
       WHERE kind = 'tag' AND facts ->> '$.taps[#-1].at' <= ?1 AND public_id NOT IN (SELECT value FROM json_each(?2))
       ORDER BY facts ->> '$.taps[#-1].at' LIMIT ?3`,
      [upTo, JSON.stringify(except), limit],
    ),
  );
  return rows.map((row) => ({ publicId: String(row.public_id), version: Number(row.version) }));
}
