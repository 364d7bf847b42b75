import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/** The most people that a venue's newest visits are searched for. */
export const PEOPLE_MAX = 100;

/**
 * So many members were at the venue within so many minutes, she among them, each shown by more than a position: friends
 * (a few in an hour), a swarm (many in three). Whoever came before it was complete checks in again for it; it is met once
 * a day, member and venue. That they are friends is not asked: that they are there is.
 */
export const terms = z.strictObject({
  kind: z.literal("together"),
  people: z.int().min(2).max(PEOPLE_MAX),
  minutes: z.int().min(1).max(1440),
});
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;
export const ofOthers = true;
export const sentence = (terms: Terms, { tongue }: Wording = PLAIN) => tongue.conditions.together.says(terms);
export const holds = ({ people, minutes }: Terms, { here }: Moment) => here !== null && here.people(minutes) >= people;

export function missing({ people, minutes }: Terms, { here }: Moment, { tongue }: Wording = PLAIN): string | null {
  if (!here) return null;
  const ahead = people - here.people(minutes);
  return ahead > 0 ? tongue.conditions.together.missing(ahead) : null;
}
