import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/** The most arrivals of a day that are told apart. */
const ARRIVALS_MAX = 500;

/** The first so many members who come to a venue on a day; the ledger says who was before whom. */
export const terms = z.strictObject({ kind: z.literal("arrival"), first: z.int().min(1).max(ARRIVALS_MAX) });
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;
export const ofOthers = true;
export const sentence = ({ first }: Terms, { tongue }: Wording = PLAIN) => tongue.conditions.arrival(first);
export const holds = ({ first }: Terms, { here }: Moment) => here !== null && here.arrival <= first;
