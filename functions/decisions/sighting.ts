/** What earlier check-ins say against one: of its device, and of its fix. Hints, so they cost points and refuse nothing. */
import type { CheckIns } from "../programme/check-ins.ts";
import type { Instant } from "../values/day.ts";
import type { Sighting, Sightings } from "../values/sightings.ts";
import type { Seen } from "./trust.ts";

/** Those who share a phone check in one after the other. */
const TOGETHER_MS = 600_000;
const DAY_MS = 86_400_000;

/** Others who used the device within ten minutes, and whether the fix was sent before: within a day, another's first. */
export function judgeSightings({ ofDevice, ofFix }: Sightings, now: Instant): Pick<Seen, "othersOnDevice" | "copied"> {
  const others = within(ofDevice, now, TOGETHER_MS).filter(({ isHers }) => !isHers);
  const same = within(ofFix, now, DAY_MS);
  const isAnothers = same.some(({ isHers }) => !isHers);
  return {
    othersOnDevice: new Set(others.map(({ member }) => member)).size,
    copied: isAnothers ? "from another" : same.length > 0 ? "from herself" : null,
  };
}

/** Whether a device was rewarded as often as one may be within 24 hours, whoever used it. */
export function isDeviceRewarded(
  { ofDevice }: Sightings,
  now: Instant,
  { rewardsPerDeviceMax }: Pick<CheckIns, "rewardsPerDeviceMax">,
): boolean {
  return within(ofDevice, now, DAY_MS).filter(({ isRewarded }) => isRewarded).length >= rewardsPerDeviceMax;
}

function within(sightings: Sighting[], now: Instant, milliseconds: number): Sighting[] {
  return sightings.filter(({ at }) => at > now - milliseconds && at <= now);
}
