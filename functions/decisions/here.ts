/** Who is at a venue at the moment of a check-in: whose visit it is, after how many others, and who is the mayor. */

import type { Rule } from "../programme/campaign.ts";
import { rulesOf, runsAt } from "../programme/campaign.ts";
import { isOfOthers, partsOf } from "../programme/conditions/index.ts";
import { MAYOR_DAYS } from "../programme/conditions/mayor.ts";
import type { Here } from "../programme/conditions/moment.ts";
import type { Programme } from "../programme/programme.ts";
import type { Day, Instant } from "../values/day.ts";
import { CONFIRMED_FROM, type Visits } from "../values/visits.ts";

const MINUTE_MS = 60_000;

/** What is known of visits at a check-in that counts as one. */
export function hereOf(
  { daysHere, visits, others, confirmed, mayor }: Visits,
  { at, day, score }: { at: Instant; day: Day; score: number },
): Here {
  const isToday = daysHere.some((one) => one.day === day);
  const days =
    recent(
      daysHere.map((one) => one.day).filter((one) => one !== day),
      day,
    ) + 1;
  const before = others.find((one) => one.day === day)?.people ?? 0;
  return {
    visit: visits + (isToday ? 0 : 1),
    arrival: before + 1,
    days,
    // Whoever is the mayor stays so until somebody has more days.
    isMayor: mayor === null || mayor.isHerself || days > recent(mayor.days, day),
    people: (minutes, among) =>
      score < CONFIRMED_FROM
        ? 0
        : 1 +
          confirmed.filter(
            (one) => one.at > at - minutes * MINUTE_MS && one.at <= at && (among === "all" || one.isFriend),
          ).length,
  };
}

/** The rules on check-ins that run at an instant, with what their campaigns share. */
export function checkInRules({ campaigns }: Programme, at: Instant): Rule[] {
  return campaigns
    .filter((campaign) => runsAt(campaign, at))
    .flatMap(rulesOf)
    .filter(({ on }) => on === "check-in");
}

/** Whether a rule asks who else is there: those who come at once are then counted one after the other. */
export function asksOfOthers({ when }: Rule): boolean {
  return when.some(isOfOthers);
}

/** Whether several people meet a rule together, so that whoever came first meets it later. */
export function isMetTogether({ when }: Rule): boolean {
  return when.flatMap(partsOf).some(({ kind }) => kind === "together");
}

function recent(days: Day[], day: Day): number {
  return days.filter((one) => one > day - MAYOR_DAYS && one <= day).length;
}
