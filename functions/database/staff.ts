/** Staff as an operator lists them: the e-mail is personal data and stands in `identities` only. */
import type { Client, Row } from "@libsql/client/web";
import type { HolderFacts, Role } from "../values/holder.ts";
import { statement } from "./statement.ts";

/** The kind of identity that a staff member's e-mail is: a member may have the same address. */
export const STAFF_EMAIL = "staff-email";

export interface StaffMember {
  staff: string;
  email: string;
  state: string;
  role: Role;
  /** Units at once; null: no limit. */
  adjustLimit: number | null;
}

/** Everybody who was ever invited, in order of e-mail; a programme has at most a few dozen. */
export async function readStaff(client: Client): Promise<StaffMember[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, value, state, facts FROM identities JOIN holders ON holders.id = holder WHERE identities.kind = ?1 ORDER BY value LIMIT 1000`,
      [STAFF_EMAIL],
    ),
  );
  return rows.map(staffOf);
}

/** The staff member with an e-mail (normalised), removed or not; null: nobody was invited by it. */
export async function readStaffByEmail(client: Client, email: string): Promise<StaffMember | null> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, value, state, facts FROM identities JOIN holders ON holders.id = holder WHERE identities.kind = ?1 AND value = ?2`,
      [STAFF_EMAIL, email],
    ),
  );
  return rows[0] ? staffOf(rows[0]) : null;
}

function staffOf(row: Row): StaffMember {
  const { role, adjustLimit } = JSON.parse(String(row.facts)) as HolderFacts["staff"];
  return { staff: String(row.public_id), email: String(row.value), state: String(row.state), role, adjustLimit };
}
