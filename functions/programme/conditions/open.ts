import * as z from "zod";
import type { Moment } from "./moment.ts";

/** It happened at a venue within its opening hours. A venue whose hours nobody gave is taken to be open. */
export const terms = z.strictObject({ kind: z.literal("open") });

export const needs = ["venue"] as const;
export const sentence = () => "while the place is open";
export const holds = (_: unknown, { isOpen }: Moment) => isOpen !== false;
export const missing = () => "It counts while the place is open.";
