import { newSession } from "../../functions/values/session.ts";
import { SECRET } from "./global-setup.ts";

const HOUR = 3_600_000;

/** A member's token: a store's word, good for an hour in the world of tests, unless it is said otherwise. */
export function memberToken(
  member: unknown,
  {
    session = null,
    expiresAt = Date.now() + HOUR,
    secret = SECRET,
  }: Partial<Omit<Parameters<typeof newSession>[1], "holder">> = {},
): string {
  return newSession("tms", { holder: String(member), session, expiresAt, secret });
}
