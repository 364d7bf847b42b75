import { sightingsOf, sightingsReads } from "../database/sightings.ts";
import { visitsOf, visitsReads } from "../database/visits.ts";
import { type CheckedIn, type CheckIn, decideCheckIn } from "../decisions/check-in.ts";
import type { Json } from "../values/json.ts";
import { tagName } from "../values/visit-facts.ts";
import type { Verb } from "./verb.ts";

/** And of a code's or a tap's, which are nobody's secret for long: no two are the same by chance. */
const SHOWN_DIGITS = 32;

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
 * The body without its coordinates, code and tap. In their place stand keyed tags, so that the request hash still tells another. A fix's
 * has 16 bits (all but one in 65,536), and nobody who has the ledger, its secret included, can search for the position. The
 * hash outlives the papers: a keyed tag of the venue is in it too, so that nobody without the secret finds a forgotten venue by trying all.
 */
function keptOf(body: Json, secret: (label: string) => string): Json {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return body;
  const { fix, qr, tap, ...rest } = body;
  const { venue = null } = rest;
  const parts = fix !== null && typeof fix === "object" && !Array.isArray(fix) ? fix : {};
  const { latitude, longitude, accuracyMetres, timestamp } = parts;
  const tagOf = (what: string, of: Json, digits: number) =>
    `not kept, tag ${secret(`${what}/${JSON.stringify(of)}`).slice(0, digits)}`;
  return {
    ...rest,
    ...(fix === undefined
      ? {}
      : {
          fix: tagOf(
            "fix",
            [latitude, longitude, accuracyMetres, timestamp].map((part) => part ?? null),
            TAG_DIGITS,
          ),
        }),
    ...(qr === undefined ? {} : { qr: tagOf("qr", qr, SHOWN_DIGITS) }),
    ...(tap === undefined ? {} : { tap: tagOf("tap", tap, SHOWN_DIGITS) }),
    sealed: secret(`asked-at/${JSON.stringify(venue)}`).slice(0, SHOWN_DIGITS),
  };
}
