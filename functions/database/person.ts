import type { JsonObject } from "../values/json.ts";
import { HER } from "./merged.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** A member's profile (name, language …); null: she left none, or it was erased. */
export function readPerson(member: string): Reading<JsonObject | null> {
  return {
    steps: [statement(`SELECT profile FROM people WHERE holder = ${HER}`, [member])],
    of: ([rows = []]) => (rows[0] ? (JSON.parse(String(rows[0].profile)) as JsonObject) : null),
  };
}
