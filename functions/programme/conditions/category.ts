import * as z from "zod";
import type { Moment } from "./moment.ts";

/** Only lines of these categories count; it holds when there is at least one. */
export const terms = z.strictObject({
  kind: z.literal("category"),
  in: z.array(z.string().min(1).max(100)).min(1).max(100),
});
type Terms = z.infer<typeof terms>;

export const sentence = (given: Terms) => `on ${given.in.join(" or ")}`;
export const counts = (given: Terms, category: string | null) => category !== null && given.in.includes(category);
export const holds = (given: Terms, moment: Moment) => moment.categories.some((category) => counts(given, category));
