/** Who asks for a free entry or a free play: a member, or whoever has an address that somebody verified. */
import { canonicalBody } from "../values/jcs.ts";
import type { Json } from "../values/json.ts";
import { normalisedEmail } from "../values/member-ref.ts";

/** By her id or by her address, whichever she came with. */
export function namedIn(who: { email: string } | { id: string }): { member: string | null; email: string | null } {
  return "id" in who ? { member: who.id, email: null } : { member: null, email: normalisedEmail(who.email) };
}

/**
 * What is kept of the request. A proof is another one each time, and with its address it would tell who asked for longer than
 * her papers are kept.
 */
export function keptOfFree(body: Json, secret: (label: string) => string): Json {
  const { proof: _, ...said } = body as { proof?: string };
  return { tag: secret(`free/${canonicalBody(said)}`) };
}
