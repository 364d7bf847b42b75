/** Beacons that were fetched: kept for ever, since a network's relays may one day be gone. */
import type { Client } from "@libsql/client/web";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

/** The beacon that draws a contest, once it is stored. */
export function beaconOfContest(contest: string): Step {
  return statement(
    `SELECT beacons.signature FROM holders JOIN beacons ON beacons.chain = facts ->> '$.entropy.chain' AND beacons.round = facts ->> '$.entropy.round'
     WHERE public_id = ?1 AND kind = 'contest'`,
    [contest],
  );
}

/** The answer to `beaconOfContest`; null: it is not stored. */
export function signatureFrom([rows = []]: Record<string, unknown>[][]): string | null {
  return rows[0] ? String(rows[0].signature) : null;
}

/** Which of some rounds of a chain are stored. */
export function storedReads(chain: string, rounds: number[]): Step {
  return statement("SELECT round FROM beacons WHERE chain = ?1 AND round IN (SELECT value FROM json_each(?2))", [
    chain,
    JSON.stringify(rounds),
  ]);
}

/** The answer to `storedReads`. */
export function storedFrom([rows = []]: Record<string, unknown>[][]): Set<number> {
  return new Set(rows.map(({ round }) => Number(round)));
}

/** The same, by itself. */
export async function readStored(client: Client, chain: string, rounds: number[]): Promise<Set<number>> {
  const { rows } = await client.execute(storedReads(chain, rounds));
  return storedFrom([rows]);
}
