/** Where a member is signed in, and what she signs in with. */
import type { Instant } from "../values/day.ts";
import { ALL_OF_HER } from "./merged.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** Rows of either list: nobody has more in use. */
const SHOWN_MAX = 100;

export interface SessionRow {
  session: string;
  at: Instant;
  expiresAt: Instant;
  by: string;
  device: string;
}

/** Sessions that were not ended one by one, newest first; whether she signed out everywhere since is for her facts to say. */
export function readSessions(member: string): Reading<SessionRow[]> {
  return {
    steps: [
      statement(
        `SELECT holders.public_id AS session, holders.facts ->> '$.at' AS at, holders.facts ->> '$.expiresAt' AS expires_at, profile ->> '$.by' AS by, profile ->> '$.device' AS device
         FROM (${ALL_OF_HER}) hers CROSS JOIN holders ON holders.owner = hers.id AND holders.kind = 'session' AND holders.state = 'open' CROSS JOIN people ON people.holder = holders.id
         ORDER BY holders.id DESC LIMIT ?2`,
        [member, SHOWN_MAX],
      ),
    ],
    of: ([rows = []]) =>
      rows.map((row) => ({
        session: String(row.session),
        at: Number(row.at),
        expiresAt: Number(row.expires_at),
        by: String(row.by),
        device: String(row.device),
      })),
  };
}

export interface PasskeyRow {
  passkey: string;
  credential: string;
  label: string;
  at: Instant;
}

/** Passkeys that sign in, newest first. */
export function readPasskeys(member: string): Reading<PasskeyRow[]> {
  return {
    steps: [
      statement(
        `SELECT holders.public_id AS passkey, holders.facts ->> '$.at' AS at, profile
         FROM (${ALL_OF_HER}) hers CROSS JOIN holders ON holders.owner = hers.id AND holders.kind = 'passkey' AND holders.state = 'active' CROSS JOIN people ON people.holder = holders.id
         ORDER BY holders.id DESC LIMIT ?2`,
        [member, SHOWN_MAX],
      ),
    ],
    of: ([rows = []]) =>
      rows.map(({ passkey, at, profile }) => {
        const { credential, label } = JSON.parse(String(profile)) as Omit<PasskeyRow, "passkey" | "at">;
        return { passkey: String(passkey), at: Number(at), credential, label };
      }),
  };
}
