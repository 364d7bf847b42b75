import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/** It happened at a venue within its opening hours. A venue whose hours nobody gave is taken to be open. */
export const terms = z.strictObject({ kind: z.literal("open") });

export const needs = ["venue"] as const;
export const sentence = (_: unknown, { tongue }: Wording = PLAIN) => tongue.conditions.open.says;
export const holds = (_: unknown, { isOpen }: Moment) => isOpen !== false;
export const missing = (_: unknown, __: Moment, { tongue }: Wording = PLAIN) => tongue.conditions.open.missing;
