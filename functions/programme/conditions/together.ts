import * as z from "zod";
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
export const sentence = ({ people, minutes }: Terms) => `when ${people} are there within ${lasting(minutes)}`;
export const holds = ({ people, minutes }: Terms, { here }: Moment) => here !== null && here.people(minutes) >= people;

export function missing({ people, minutes }: Terms, { here }: Moment): string | null {
  if (!here) return null;
  const ahead = people - here.people(minutes);
  return ahead > 0 ? `${ahead === 1 ? "One more" : `${ahead} more`} here, and it counts for all of you.` : null;
}

function lasting(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return count === 1 ? `${unit === "hour" ? "an" : "a"} ${unit}` : `${count} ${unit}s`;
}
