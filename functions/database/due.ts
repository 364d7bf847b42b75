import type { Client } from "@libsql/client/web";
import type { Day, Instant } from "../values/day.ts";
import { allOf } from "./merged.ts";
import { statement } from "./statement.ts";

/** A holder that time has something to do with. */
export interface Due {
  publicId: string;
  version: number;
  /** What its operation needs to know of it beforehand; absent: nothing. */
  venue?: string | null;
  /** What of hers names a venue, and tags that know of her taps: of who was erased. Absent: of nobody else. */
  left?: { names: string[]; places: string[]; venues: string[]; tags: string[] };
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
       WHERE due_at IS NOT NULL AND due_at <= coalesce(?1, CAST(unixepoch('subsec') * 1000 AS INTEGER)) AND kind = ?2 AND state <> 'erased'
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

/** What of an erased member says where she was: at most so many rows at once, each of which changes. */
const PLACES_AT_ONCE = 100;

/**
 * Erased members of whom something may still say where they were, first erased first: check-ins with the venues that they
 * name, orders, vouchers and what gave those; and tags that know of their taps.
 */
export async function readErased(
  client: Client,
  { limit, except, now }: { limit: number; except: string[]; now: Instant | null },
): Promise<Due[]> {
  const { rows } = await client.execute(
    statement(
      `WITH gone AS MATERIALIZED (SELECT public_id, version FROM holders
         WHERE due_at IS NOT NULL AND due_at <= coalesce(?1, CAST(unixepoch('subsec') * 1000 AS INTEGER)) AND kind = 'member' AND state = 'erased'
           AND public_id NOT IN (SELECT value FROM json_each(?2)) ORDER BY due_at LIMIT ?3)
       SELECT public_id, version,
         (SELECT json_group_array(public_id) FROM (${allOf("gone.public_id")}) hers CROSS JOIN holders USING (id)) AS names,
         (SELECT json_group_array(json_array(place, venue)) FROM (SELECT place.public_id AS place, place.facts ->> '$.venue' AS venue
            FROM (${allOf("gone.public_id")}) hers CROSS JOIN holders place ON place.owner = hers.id AND place.kind IN ('check-in', 'order', 'voucher', 'redemption')
            WHERE place.facts ->> '$.venue' IS NOT NULL OR instr(place.facts, '"venues":["') LIMIT ${PLACES_AT_ONCE})) AS places,
         (SELECT json_group_array(DISTINCT tag.public_id) FROM holders tag CROSS JOIN json_each(tag.facts, '$.taps') tap
            WHERE tag.kind = 'tag' AND tag.facts ->> '$.taps[#-1].at' IS NOT NULL
              AND tap.value ->> 'member' IN (SELECT public_id FROM (${allOf("gone.public_id")}) hers CROSS JOIN holders USING (id))) AS tags
       FROM gone`,
      [now, JSON.stringify(except), limit],
    ),
  );
  return rows.map(({ public_id, version, names, places, tags }) => {
    const found = JSON.parse(String(places)) as [place: string, venue: string | null][];
    const venues = new Set(found.flatMap(([, venue]) => venue ?? []));
    return {
      publicId: String(public_id),
      version: Number(version),
      left: {
        names: JSON.parse(String(names)) as string[],
        places: found.map(([place]) => place),
        venues: [...venues],
        tags: JSON.parse(String(tags)) as string[],
      },
    };
  });
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
