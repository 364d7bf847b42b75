/** Conditions, by kind: as they stand after the event of a rule, and what would make them hold. */
import type { Trust } from "../../conditions/trust.ts";
import { ordinal, so, speech } from "./speech.ts";

const { either, quoted } = speech;

export interface Bounds {
  atLeast: string | null;
  atMost: string | null;
}

/** An amount as it is counted ("3 orders"), and without what is counted ("3"). */
export interface Amount {
  counted: string;
  bare: string;
}

const bounds = ({ atLeast, atMost }: Bounds) =>
  [...(atLeast === null ? [] : [`at least ${atLeast}`]), ...(atMost === null ? [] : [`at most ${atMost}`])].join(
    " and ",
  );

const among = (names: string[]) => `for members of ${either(names.map(quoted))}`;
const inTiers = (names: string[]) => `for members in ${either(names)}`;

function lasting(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? "a minute" : `${minutes} minutes`;
  return minutes === 60 ? "an hour" : so(minutes / 60, "hour");
}

export const conditions = {
  /** When it counts, where it did not now: after the condition's own words. */
  counts: (when: string) => `It counts ${when}.`,
  /** What a rule asks for, where nothing says what would help. */
  applies: (when: string[]) => `It applies ${when.join(", ")}.`,
  "age-band": ({ from, to }: { from: number | null; to: number | null }) =>
    to === null
      ? `for members of ${from} years or more`
      : from === null
        ? `for members of at most ${to} years`
        : `for members of ${from} to ${to} years`,
  amount: {
    says: (money: string) => `of at least ${money}`,
    missing: (money: string) => `Add ${money} more of goods that count.`,
  },
  any: (parts: string[]) => parts.join(" or "),
  arrival: (first: number) =>
    first === 1 ? "for whoever comes to a place first on a day" : `for the first ${first} who come to a place on a day`,
  attribute: {
    choices: ({ choices, name }: { choices: string[]; name: string }) =>
      `for members who say ${either(choices.map(quoted))} to "${name}"`,
    "yes-no": ({ isYes, name }: { isYes: boolean; name: string }) =>
      `for members who say ${isYes ? "yes" : "no"} to "${name}"`,
    bounds: ({ name, ...given }: Bounds & { name: string }) => `for members who say ${bounds(given)} to "${name}"`,
  },
  category: {
    says: (goods: string) => `of ${goods}`,
    missing: (goods: string) => `Add something of ${goods}.`,
  },
  channel: (channels: string) => `in ${channels}`,
  city: (cities: string[]) => `in ${either(cities)}`,
  data: {
    values: ({ field, values }: { field: string; values: string }) => `with "${field}" ${values}`,
    bounds: ({ field, ...given }: Bounds & { field: string }) => `with "${field}" ${bounds(given)}`,
  },
  "day-of-month": (days: (number | "last")[]) =>
    `on the ${either(days.map((day) => (day === "last" ? "last day" : ordinal(day))))} of a month`,
  evidence: {
    says: (ways: string[]) => `when presence is shown by ${either(ways)}`,
    ways: {
      gps: "a device's position",
      qr: "the counter's code",
      nfc: "a tap",
      purchase: "a purchase there",
      staff: "somebody at the counter",
    },
  },
  holds: {
    says: ({ units, isOne }: { units: string; isOne: boolean }) =>
      `for members who have ${isOne ? "" : "at least "}${units}`,
    missing: (units: string) => `${units} more and it counts.`,
  },
  hour: ({ from, to }: { from: string; to: string }) => `between ${from} and ${to}`,
  input: ({ name, ...given }: Bounds & { name: string }) => `while ${name} is ${bounds(given)}`,
  joined: {
    anyTime: "for members who have joined",
    since: (days: number) => `for those who have been members for ${days} days or more`,
    firstDays: (days: number) => `in the first ${days} days of membership`,
    between: ({ from, to }: { from: number; to: number }) => `from day ${from} to day ${to} of membership`,
    join: "Join first.",
    wait: (days: number) => `It counts in ${days} days.`,
  },
  mayor: ({ days, of }: { days: number; of: number }) =>
    `for whoever was at a place on the most of the last ${of} days, on ${days} at least`,
  metric: {
    /** `measured` is what is counted, which the amounts say too. */
    says: ({
      atLeast,
      atMost,
      when,
    }: {
      measured: string;
      atLeast: Amount | null;
      atMost: Amount | null;
      when: string;
    }) => `for members with ${bounds({ atLeast: atLeast?.counted ?? null, atMost: atMost?.counted ?? null })} ${when}`,
    none: ({ counted, when }: Amount & { measured: string; when: string }) => `for members with ${counted} ${when}`,
    missing: ({ counted, when }: Amount & { measured: string; when: string }) => `${counted} ${when} and it counts.`,
    days: (days: number) => `within ${days === 1 ? "the day" : so(days, "day")}`,
  },
  month: {
    says: (months: string[]) => `in ${either(months)}`,
    names: {
      january: "January",
      february: "February",
      march: "March",
      april: "April",
      may: "May",
      june: "June",
      july: "July",
      august: "August",
      september: "September",
      october: "October",
      november: "November",
      december: "December",
    },
  },
  not: (part: string) => `except ${part}`,
  nth: {
    is: (which: number) => `for the ${which === 1 ? "first" : ordinal(which)} time`,
    every: (each: number) => `every ${each === 1 ? "" : `${ordinal(each)} `}time`,
    first: (times: number) => `for the first ${times} times`,
    missing: (ahead: number) => `${ahead === 1 ? "The next one counts" : `${ahead} more and it counts`}.`,
  },
  open: { says: "while the place is open", missing: "It counts while the place is open." },
  segment: among,
  sku: {
    says: (goods: string) => `of ${goods}`,
    missing: (goods: string) => `Add ${goods}.`,
  },
  store: (stores: string) => `at ${stores}`,
  tier: {
    says: inTiers,
    missing: (names: string[]) => `It is ${inTiers(names)}.`,
  },
  together: {
    says: ({ people, minutes }: { people: number; minutes: number }) =>
      `when ${people} are there within ${lasting(minutes)}`,
    friends: ({ people, minutes }: { people: number; minutes: number }) =>
      `when ${people} are there within ${lasting(minutes)}, she and friends of hers`,
    missing: (ahead: number) => `${ahead === 1 ? "One more" : `${ahead} more`} here, and it counts for all of you.`,
    missingFriends: (ahead: number) =>
      `${ahead === 1 ? "One more friend" : `${ahead} more friends`} of yours here, and it counts for all of you.`,
  },
  trust: {
    low: "however little shows that you are there",
    ok: "when it is likely that you are there",
    high: "when it is as good as certain that you are there",
  } satisfies Record<Trust, string> as Record<Trust, string>,
  venue: (places: string) => `at ${places}`,
  visit: {
    is: (which: number) => `the ${which === 1 ? "first" : ordinal(which)} time at a place`,
    every: (each: number) => `every ${each === 1 ? "" : `${ordinal(each)} `}time at a place`,
    missing: (ahead: number) =>
      `${ahead === 1 ? "Your next visit here counts" : `${ahead} more visits here and it counts`}.`,
  },
  "week-of-month": (weeks: (number | "last")[]) =>
    `in the ${either(weeks.map((week) => (week === "last" ? "last" : ordinal(week))))} week of a month`,
  weekday: {
    says: (days: string[]) => `on ${either(days)}`,
    names: {
      sunday: "Sundays",
      monday: "Mondays",
      tuesday: "Tuesdays",
      wednesday: "Wednesdays",
      thursday: "Thursdays",
      friday: "Fridays",
      saturday: "Saturdays",
    },
  },
  /** Who is in a segment. */
  all: (parts: string[]) => parts.join(" and "),
};
