/**
 * Holdouts: members who are left out of a campaign, so that what it does can be measured against them. Who is one follows
 * from names alone: nothing is drawn or stored, another version of the document changes nothing, and a larger share keeps
 * everybody who was in the smaller one.
 */
import * as z from "zod";
import { sha256Hex } from "../values/hash.ts";
import type { Campaign } from "./campaign.ts";
import type { Wording } from "./kinds.ts";
import type { Programme } from "./programme.ts";

/** Whole percent of members; a campaign's own stands in place of the programme's, and 0 is nobody. */
export const holdout = z.strictObject({ percent: z.int().min(0).max(100) });
export type Holdout = z.infer<typeof holdout>;

/** Digits of the hash that are compared, and how many values they have: 48 bits, exact in a number. */
const DIGITS = 12;
const VALUES = 2 ** 48;

/** Whether a member is held out of a campaign. The programme's own holdout is the same members in every campaign. */
export function isHeldOut(
  given: Pick<Programme, "programme" | "holdout">,
  campaign: Campaign,
  member: string,
): boolean {
  const { percent } = campaign.holdout ?? given.holdout ?? { percent: 0 };
  const name = campaign.holdout ? campaign.id : "";
  const hash = sha256Hex(`tessera-holdout/1\n${given.programme}\n${name}\n${member}`);
  return Number.parseInt(hash.slice(0, DIGITS), 16) * 100 < percent * VALUES;
}

/** The metric of a member that counts, by month, the events on which a campaign would have given her something. */
export function holdoutMetric(campaign: string): string {
  return `holdout:${campaign}`;
}

/** A holdout in words. */
export function holdoutSentence({ percent }: Holdout, { tongue }: Wording): string {
  return tongue.limits.holdout(percent);
}
