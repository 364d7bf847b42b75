import * as z from "zod";

/** What a check-in needs. A demo position (chosen from a list) is accepted in a demo programme only. */
export const checkIns = z.strictObject({
  /** A fix counts as gps when it is no older, in seconds … */
  fixAgeSecondsMax: z.int().min(1).max(600).default(30),
  /** … and no coarser, in metres. */
  accuracyMetresMax: z.int().min(1).max(1000).default(100),
  /** One member is rewarded at so many venues at most within an hour … */
  rewardsPerHourMax: z.int().min(1).max(100).default(5),
  /** … and within 24. */
  rewardsPerDayMax: z.int().min(1).max(100).default(8),
  demoPositions: z.boolean().default(false),
});
export type CheckIns = z.infer<typeof checkIns>;

/** The policy of a programme that says nothing of check-ins. */
export const USUAL_CHECK_INS: CheckIns = checkIns.parse({});
