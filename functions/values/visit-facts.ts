/** Where members are: venues, the tags that they tap there, and their check-ins. */
import type { Day, Instant } from "./day.ts";

export interface VenueFacts {
  name: string;
  /** As rules name it; absent: that of its store. */
  city?: string;
  /** ISO 3166-1, as NL: what a network's country is compared with. Absent: nobody said, and then no network is abroad. */
  country?: string;
  latitudeE7: number;
  longitudeE7: number;
  radiusMetres: number;
  /** Morton cell of the coordinates, for the index of venues nearby. */
  cell: number;
  /** Of the key of the counter's code, from 1; absent: 1. */
  codeVersion?: number;
  /** Who was there on the most of the last 60 days when it was last decided, where rules ask for it. */
  mayor?: string;
  /** The last day on which she came there as the mayor. */
  mayorOn?: Day;
  /** As values/opening-hours.ts reads them; absent: nobody said. */
  hours?: string;
  /** IANA zone of its clocks; absent: the programme's. */
  zone?: string;
  /** What kind of place it is, as lists and the map choose by; absent: none. */
  categories?: string[];
  /** The merchant's own id of it, by which an import finds it again. */
  external?: string;
}

/** A tag that members tap: NTAG 424 DNA. States: active, retired. */
export interface TagFacts {
  /** Of the newest tap that was sent; taps count from 1. */
  counter: number;
  /** Taps of ten minutes up to the newest, oldest first; none when those are long ago. */
  taps: { member: string; at: Instant }[];
}

/** The public id of a tag, by its number. */
export function tagName(uid: string): string {
  return `tag:${uid}`;
}

/**
 * A visit: where and when, how it was shown and how far that is trusted. Never coordinates, nor a distance. States: recorded
 * (it counts as nothing), counted (as a visit, for which no rule gave anything), rewarded; appealed (recorded, and she asked
 * staff to look), declined (they said no).
 */
export interface CheckInFacts {
  /** Null: she deleted it from where she was, or it is long ago. */
  venue: string | null;
  /** What kind of place it was, where the venue itself is forgotten by now; absent: it is not, or it said none. */
  category?: string;
  at: Instant;
  day: Day;
  /** The operation that recorded it. */
  operation: string;
  /** Keyed, so that nobody without the secret finds the venue by the hashes that operations keep of this row. Goes with the venue. */
  salt?: string;
  /** How it was shown. Absent, as all that follows but `met`: forgotten, since it is long ago. */
  evidence?: string;
  trust?: string;
  /** 0 to 100 under the scoring rules of `scoring` (trust/1); staff only. */
  score?: number;
  scoring?: string;
  /** Why it was not trusted more; staff only. Absent: nothing was against it. */
  doubt?: string;
  /** When staff looked at it: what it was shown by is kept from then on. Absent: they did not. */
  lookedAt?: Instant;
  /** Rules that she met with the others who were there: met once a day. Absent: none. */
  met?: string[];
}
