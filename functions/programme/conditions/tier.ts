import * as z from "zod";
import type { Naming } from "../kinds.ts";
import { slug } from "../words.ts";
import type { Moment } from "./moment.ts";

/** The member is in one of these tiers of whichever group, as known at the read. */
export const terms = z.strictObject({ kind: z.literal("tier"), in: z.array(slug).min(1).max(20) });
type Terms = z.infer<typeof terms>;

export const names = (given: Terms): Naming[] => given.in.map((name) => ({ what: "tier", name, path: ["in"] }));
export const sentence = (given: Terms) => `for members in ${given.in.join(" or ")}`;
export const holds = (given: Terms, moment: Moment) => moment.tiers.some((tier) => given.in.includes(tier));
