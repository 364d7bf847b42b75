import * as z from "zod";
import { either } from "../words.ts";
import type { Moment } from "./moment.ts";

/** It happened in one of these cities: that of the venue, else that of the store. */
export const terms = z.strictObject({
  kind: z.literal("city"),
  in: z.array(z.string().min(1).max(100)).min(1).max(100),
});
type Terms = z.infer<typeof terms>;

export const sentence = (given: Terms) => `in ${either(given.in)}`;
export const holds = (given: Terms, { city }: Moment) => city !== null && given.in.includes(city);
export const missing = (given: Terms) => `It counts in ${either(given.in)}.`;
