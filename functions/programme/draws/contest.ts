/**
 * Contests: a prize draw over tickets, on a schedule. Rounds open and close by the clock; each is drawn once. What a law
 * asks of the document is in law.ts.
 */
import * as z from "zod";
import { slug, words } from "../words.ts";
import { asked, textAsked, wordsAsked } from "./asked.ts";
import { contestPrize } from "./contest-prize.ts";
import { region } from "./region.ts";

/** Characters of official rules: about ten pages. */
const RULES_MAX = 30_000;

const regions = z.array(region).max(300);

export const contest = z.strictObject({
  id: slug,
  name: words,
  /** weekly: closes each week on `closes` in the programme's zone · once: opens and closes at given instants. */
  schedule: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("weekly"),
      weekday: z.enum(["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "24-hour time, as 23:59"),
    }),
    z.strictObject({ kind: z.literal("once"), opens: z.iso.datetime(), closes: z.iso.datetime() }),
  ]),
  /** Prizes from the first rank down; as many winners as prizes. */
  prizes: z.array(contestPrize).min(1).max(100),
  /** How many stand by after the winners, from the same ranking. */
  alternates: z.int().min(0).max(100).default(3),
  /** The official rules, which are part of what `rulesHash` is of. */
  rules: textAsked(RULES_MAX, "people enter under official rules that they can read."),
  /** Who runs it. */
  sponsor: z.strictObject(
    { name: words, address: words },
    { error: asked("rules say who runs a prize draw, and from where.") },
  ),
  /** Where complaints go: an address that a person reads. */
  disputes: wordsAsked("rules say whom to turn to with a complaint."),
  eligibility: z.strictObject(
    {
      /** Age when the round opens, in whole years; 0: any. */
      minAge: z
        .int({ error: asked("rules say from which age one may enter; 0 is any.") })
        .min(0)
        .max(120),
      /** Where those who may enter live. */
      regions: regions.min(1),
      /** Parts of those where it is void. */
      voidIn: regions.default([]),
      /** Whether those who work for the programme, and their households, may not win. */
      staffExcluded: z.boolean().default(true),
    },
    { error: asked("rules say who may enter: from which age, and where.") },
  ),
  /** A way in without buying, once per person and round; absent: there is none. */
  freeEntry: z
    .strictObject({
      tickets: z.int().min(1).max(10_000),
      /** How it is asked for, in words. */
      how: words,
    })
    .optional(),
  /** Whether points may be spent for tickets. */
  pointsForTickets: z.boolean().default(false),
  /** Days that a winner has to claim a prize, each to its end in the programme's zone. */
  claim: z.strictObject(
    { days: z.int().min(1).max(365) },
    { error: asked("rules say until when a prize has to be claimed.") },
  ),
  /** Where winners answer a question of arithmetic before they have their prize. */
  skillQuestionIn: regions.default([]),
  /** Under what number it is registered, by region. */
  filings: z.record(region, z.string().min(1).max(200)).default({}),
  /** How long entries, the draw and claims are kept for whoever audits them. */
  retentionMonths: z.int().min(1).max(240).default(36),
});
export type Contest = z.infer<typeof contest>;
