import { sightingsOf, sightingsReads } from "../database/sightings.ts";
import { visitsOf, visitsReads } from "../database/visits.ts";
import { type CheckedIn, type CheckIn, decideCheckIn } from "../decisions/check-in.ts";
import { tagName } from "../values/holder.ts";
import type { Json } from "../values/json.ts";
import type { Verb } from "./verb.ts";

/** Digits of a fix's tag: enough to tell another fix under the same key, too few to find the fix by trying all. */
const TAG_DIGITS = 4;

/** Records a check-in; what pays, pays once a day and venue. */
export const checkIn: Verb<CheckIn, CheckedIn> = {
  kind: "check-in",
  subjects: ({ member, venue, tap }) => ({
    holders: tap === null || tap === "unread" ? [venue] : [venue, tagName(tap.uid)],
    member,
    identity: null,
    claims: [],
  }),
  // Sightings first: there are always two of them.
  reads: ({ member, venue, device = null, fixTag = null }) => [
    ...sightingsReads({ member, device, fix: fixTag }),
    ...visitsReads({ member, venue }),
  ],
  kept: keptOf,
  decide: (facts, request, given) =>
    decideCheckIn(
      facts,
      { ...request, ...sightingsOf(facts.more.slice(0, 2)), ...visitsOf(facts.more.slice(2)) },
      given,
    ),
};

/**
 * The body without its coordinates. In their place stands a keyed tag of 16 bits, so that the request hash still tells
 * another fix (all but one in 65,536), and nobody who has the ledger, its secret included, can search for the position.
 */
function keptOf(body: Json, secret: (label: string) => string): Json {
  if (body === null || typeof body !== "object" || Array.isArray(body) || body.fix === undefined) return body;
  const { fix, ...rest } = body;
  const parts = fix !== null && typeof fix === "object" && !Array.isArray(fix) ? fix : {};
  const { latitude, longitude, accuracyMetres, timestamp } = parts;
  const tag = secret(`fix/${JSON.stringify([latitude, longitude, accuracyMetres, timestamp])}`);
  return { ...rest, fix: `not kept, tag ${tag.slice(0, TAG_DIGITS)}` };
}
