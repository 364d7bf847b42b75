import * as z from "zod";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";
import type { Moment } from "./moment.ts";

/** The member is in one of these segments, as known at the read. */
export const terms = z.strictObject({ kind: z.literal("segment"), in: z.array(slug).min(1).max(20) });
type Terms = z.infer<typeof terms>;

export const ofMember = () => true;
export const names = (given: Terms): Naming[] =>
  given.in.map((name, index) => ({ what: "segment", name, path: ["in", index] }));
export const sentence = (given: Terms, { name, tongue }: Wording = PLAIN) =>
  tongue.conditions.segment(given.in.map((segment) => name("segment", segment)));
export const holds = (given: Terms, { who }: Moment) => given.in.some((segment) => who.isIn(segment));
