import * as z from "zod";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";
import type { Moment } from "./moment.ts";

/** The member is in one of these tiers of whichever group, as known at the read. */
export const terms = z.strictObject({ kind: z.literal("tier"), in: z.array(slug).min(1).max(20) });
type Terms = z.infer<typeof terms>;

export const ofMember = () => true;
export const names = (given: Terms): Naming[] =>
  given.in.map((name, index) => ({ what: "tier", name, path: ["in", index] }));
export const sentence = (given: Terms, { name, tongue }: Wording = PLAIN) =>
  tongue.conditions.tier.says(given.in.map((tier) => name("tier", tier)));
export const holds = (given: Terms, moment: Moment) => moment.tiers.some((tier) => given.in.includes(tier));
export const missing = (given: Terms, _: Moment, { name, tongue }: Wording) =>
  tongue.conditions.tier.missing(given.in.map((tier) => name("tier", tier)));
