import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/** The most people that a venue's newest visits are searched for. */
export const PEOPLE_MAX = 100;

/**
 * So many members were at the venue within so many minutes, she among them, each shown by more than a position: friends
 * (a few in an hour), a swarm (many in three). Whoever came before it was complete checks in again for it; it is met once
 * a day, member and venue. That they are there is asked; that they are friends of hers only where `friends` says so, who have
 * accepted each other and do not hide from each other (decisions/friend.ts), whether or not they let friends see who is near.
 */
export const terms = z.strictObject({
  kind: z.literal("together"),
  people: z.int().min(2).max(PEOPLE_MAX),
  minutes: z.int().min(1).max(1440),
  /** Whether only she and her friends count. */
  friends: z.literal(true).optional(),
});
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;
export const ofOthers = true;
export const sentence = (terms: Terms, { tongue }: Wording = PLAIN) =>
  terms.friends ? tongue.conditions.together.friends(terms) : tongue.conditions.together.says(terms);
export const holds = ({ people, minutes, friends }: Terms, { here }: Moment) =>
  here !== null && here.people(minutes, friends ? "friends" : "all") >= people;

export function missing(
  { people, minutes, friends }: Terms,
  { here }: Moment,
  { tongue }: Wording = PLAIN,
): string | null {
  if (!here) return null;
  const ahead = people - here.people(minutes, friends ? "friends" : "all");
  if (ahead <= 0) return null;
  return friends ? tongue.conditions.together.missingFriends(ahead) : tongue.conditions.together.missing(ahead);
}
