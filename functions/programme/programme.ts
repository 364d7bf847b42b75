/**
 * A programme: the whole sentence. One JSON document in typed words; no operator strings, no expression language, no
 * code. `readProgramme` names every fault by its JSON pointer.
 */

import * as z from "zod";
import { isZone } from "../values/day.ts";
import { attribute } from "./attribute.ts";
import { brand } from "./brand.ts";
import { campaign } from "./campaign.ts";
import { checkIns } from "./check-ins.ts";
import { contest } from "./draws/contest.ts";
import { pool } from "./draws/pool.ts";
import { ownEvents } from "./event.ts";
import { type Fault, faultsOf } from "./faults.ts";
import { holdout } from "./holdout.ts";
import { input } from "./input.ts";
import { metric } from "./metric.ts";
import { misfitsOf } from "./misfits/index.ts";
import { reward } from "./rewards/index.ts";
import { segment } from "./segment.ts";
import { tiers } from "./tiers.ts";
import { unit } from "./unit.ts";
import { byName, languageTag, slug, words } from "./words.ts";

export const programme = z.strictObject({
  /** Where editors find the JSON Schema: /programme.schema.json of any Tessera. */
  $schema: z.string().max(500).optional(),
  programme: slug,
  name: words,
  about: words,
  brand: brand.optional(),
  /** ISO 4217 code of the one currency that orders are in. */
  currency: z.string().regex(/^[A-Z]{3}$/, "a currency code of three capitals, as EUR"),
  /** IANA zone that says which day it is. */
  zone: z.string().refine(isZone, "an IANA time zone, as Europe/Berlin"),
  language: z.string().regex(languageTag).default("en"),
  /** Events older than this are refused `too_late`, in days. */
  lateDays: z.int().min(0).max(366).default(30),
  /** Days without a purchase after which a member is inactive, which is an event; absent: never. */
  inactiveAfterDays: z.int().min(1).max(3660).optional(),
  units: byName(unit).refine((units) => Object.keys(units).length > 0, "at least one unit"),
  metrics: byName(metric).prefault({}),
  /** Events of its own, which stores report. */
  events: ownEvents.prefault({}),
  attributes: byName(attribute).prefault({}),
  segments: byName(segment).prefault({}),
  inputs: byName(input).prefault({}),
  /** What people call the store's own words in sentences: categories, goods by their numbers, channels, stores, venues. */
  called: z.record(z.string().min(1).max(100), words).default({}),
  /** Groups of tiers; the first is the primary one. */
  tiers: tiers.default([]),
  campaigns: z.array(campaign).max(100).default([]),
  /** Members who are left out of every campaign that has no holdout of its own. */
  holdout: holdout.optional(),
  rewards: z.array(reward).max(500).default([]),
  surprises: z.array(pool).max(20).default([]),
  contests: z.array(contest).max(20).default([]),
  checkIns: checkIns.optional(),
});
export type Programme = z.infer<typeof programme>;

/** Reads a document: the programme, or every fault found in it. */
export function readProgramme(document: unknown): { programme: Programme } | { faults: Fault[] } {
  const read = readPublished(document);
  const faults = "faults" in read ? read.faults : misfitsOf(read.programme);
  return faults.length > 0 ? { faults } : read;
}

/**
 * Reads a document that was published, by its shape alone. What its parts are to each other was judged when it was published;
 * where the checker has learnt to refuse more since, it stands until the next version, and `npm run doctor` says what it is.
 */
export function readPublished(document: unknown): { programme: Programme } | { faults: Fault[] } {
  const parsed = programme.safeParse(document);
  return parsed.success ? { programme: parsed.data } : { faults: parsed.error.issues.flatMap(faultsOf) };
}
