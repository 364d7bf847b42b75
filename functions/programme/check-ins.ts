import * as z from "zod";

/** What a check-in needs. A demo position (chosen from a list) is accepted in a demo programme only. */
export const checkIns = z.strictObject({
  /** A fix counts as gps when it is no older, in seconds … */
  fixAgeSecondsMax: z.int().min(1).max(600).default(30),
  /** … and no coarser, in metres. */
  accuracyMetresMax: z.int().min(1).max(1000).default(100),
  /** A purchase at the venue shows that she was there for so many minutes after it. */
  purchaseMinutesMax: z.int().min(1).max(1440).default(60),
  /** One member is rewarded at so many venues at most within an hour … */
  rewardsPerHourMax: z.int().min(1).max(100).default(5),
  /** … and within 24. */
  rewardsPerDayMax: z.int().min(1).max(100).default(8),
  /** One device is rewarded so often at most within 24, whoever uses it. */
  rewardsPerDeviceMax: z.int().min(1).max(100).default(12),
  /** What showed that she was there, and what spoke against it, is kept for so many days … */
  evidenceDaysMax: z.int().min(2).max(365).default(30),
  /** … the place for so many, at least those in which a mayor's are counted: 13 months … */
  placeDaysMax: z.int().min(61).max(3660).default(396),
  /** … who tapped a tag, for so many … */
  tapDaysMax: z.int().min(1).max(30).default(7),
  /** … and tags of a device and of a fix for so many hours: what looks back on them asks for a day. */
  sightingHoursMax: z.int().min(24).max(168).default(48),
  demoPositions: z.boolean().default(false),
});
export type CheckIns = z.infer<typeof checkIns>;

/** The policy of a programme that says nothing of check-ins. */
export const USUAL_CHECK_INS: CheckIns = checkIns.parse({});
