/** Units and tiers: how long they live, what they are worth, how they are reached, and what holds whatever the rules say. */
import type { BoundaryStep } from "../../boundary.ts";
import { amountsSaid } from "../amounts.ts";
import type { Amount } from "./conditions.ts";
import { ordinal, so, speech } from "./speech.ts";

const { both, capital, either } = speech;

/** Parts of the calendar that a length of time runs on to the end of. */
export type EndOf = "month" | "quarter" | "half-year" | "year";
/** A length of time, in one of these. */
export interface Lasting {
  days: number | null;
  months: number | null;
  years: number | null;
}

const lasting = ({ days, months, years }: Lasting) =>
  days !== null ? so(days, "day") : months !== null ? so(months, "month") : so(years ?? 0, "year");
const toEnd = (endOf: EndOf | null) => (endOf === null ? "" : `, to the end of that ${endOf}`);

/** How long units live, by kind. `units` is what they are called, as a sentence begins. */
export const expiry = {
  never: (units: string) => `${units} never expire.`,
  rolling: ({ units, endOf, ...length }: Lasting & { units: string; endOf: EndOf | null }) =>
    `${units} can be used for ${lasting(length)} after they became available${toEnd(endOf)}.`,
  calendar: ({ units, dates, atLeastDays }: { units: string; dates: string; atLeastDays: number }) =>
    `${units} can be used up to the next ${dates}${atLeastDays === 0 ? "" : ` that is at least ${atLeastDays} days away`}.`,
  sliding: ({ units, by, endOf, ...length }: Lasting & { units: string; by: string[]; endOf: EndOf | null }) =>
    `${units} can be used for ${lasting(length)} after ${either(by)}, whichever was last${toEnd(endOf)}.`,
  /** Activities that are no events. */
  activities: { earn: "you were given some", redeem: "you used some" },
};

/** From when units can be spent, by kind. */
export const pending = {
  days: ({ units, days }: { units: string; days: number }) =>
    `${units} become available ${so(days, "day")} after they were earned.`,
  dates: ({ units, dates }: { units: string; dates: string }) =>
    `${units} become available on the next ${dates} after they were earned.`,
  event: ({
    units,
    on,
    cancelOn,
    cancelAfterDays,
  }: Record<"units" | "on", string> & {
    cancelOn: string | null;
    cancelAfterDays: number | null;
  }) => {
    const ends = [
      ...(cancelOn === null ? [] : [`on "${cancelOn}"`]),
      ...(cancelAfterDays === null
        ? []
        : [`${cancelAfterDays === 1 ? "a day" : `${cancelAfterDays} days`} after they were earned`]),
    ];
    return `${units} become available on "${on}"${ends.length === 0 ? "" : `, and are taken back ${ends.join(" or ")}`}.`;
  },
};

export const units = {
  /** Money has no plural. */
  money: (name: string) => `Amounts of ${name}`,
  many: (name: string) => capital(name),
  membership: ({ units: one, money, months }: { units: string; money: string; months: number }) =>
    `${capital(one)} costs ${money} for ${months === 1 ? "a month" : `${months} months`}.`,
  membershipGives: (benefits: string[]) => `It gives: ${benefits.map(capital).join("; ")}.`,
  membershipGrace: (days: number) => `It stays valid for ${so(days, "day")} while its renewal is not paid.`,
  rounding: {
    down: (many: string) =>
      `${many} are whole: a fraction of what an order earns is carried to your next one, never lost.`,
    nearest: (many: string) => `${many} are whole: what an order earns is rounded to the nearest.`,
    up: (many: string) => `${many} are whole: what an order earns is rounded up.`,
  },
  returns: {
    "only-pending": (name: string) => `A refund takes back ${name} only while they are pending.`,
    "within-balance": (name: string) => `A refund takes back no more ${name} than you have.`,
  },
  grace: ({ many, days }: { many: string; days: number }) =>
    `${many} given back after they expired, because their reward was reversed, live on for ${so(days, "day")}.`,
  transferable: (many: string) => `${many} may be given to another member.`,
  notTransferable: (many: string) => `${many} cannot be given to another member.`,
  worth: ({ units: much, money, amount }: { units: string; money: string; amount: number }) =>
    `${much} ${amount === 1 ? "is" : "are"} worth ${money}.`,
};

/** What holds in every programme. */
export const terms = {
  basis: "What you earn is on goods after discounts, without tax and shipping.",
  refunds: "A refund takes back what the refunded part earned, exactly.",
  late: (days: number) =>
    days === 0
      ? "A purchase is recorded on the day on which it was made."
      : `A purchase can be recorded up to ${so(days, "day")} after it was made.`,
  /** How many check-ins are rewarded. */
  presence: ({ seconds, metres, minutes }: Record<"seconds" | "metres" | "minutes", string>) =>
    `A position shows that a member is at a venue while it is at most ${seconds} s old and exact to ${metres} m; a purchase there shows it for ${minutes} min.`,
  checkIns: ({ hour, day, device }: Record<"hour" | "day" | "device", string>) =>
    `Check-ins that are rewarded: at most ${hour} within an hour, ${day} within 24 hours, and ${device} within 24 hours on one device, whoever uses it.`,
  boundary: ({ zone, steps }: { zone: string; steps: string[] }) =>
    `A day begins at midnight in ${zone}, in this order: ${steps.join("; ")}.`,
  steps: {
    activate: "what was pending until this day can be used",
    redeem: "rewards that redeem themselves are redeemed, from what can be used on this day",
    review: "tiers are reviewed",
    occasions: "birthdays, anniversaries and renewals meet the rules",
    expire: "what had its last good day yesterday is posted as expired; it could not be used since midnight",
  } satisfies Record<BoundaryStep, string> as Record<BoundaryStep, string>,
};

/** How a level is held, as the document has it. */
export interface Holding {
  upgrade: "at-once" | "period-end";
  downgrade: "none" | "one" | "full";
  graceDays: number;
  /** Months that it is held; null: years. */
  months: number | null;
  /** Years after the one in which it was reached. */
  more: number;
  year: "calendar" | "membership";
}

const KEEPS = {
  none: "a level is never lost",
  one: "after that it falls by one level for each period that does not reach it",
  full: "after that it is the level that is reached then",
};

const nested = (said: string) => `(${said})`;

export const tiers = {
  group: ({ measured, held }: { measured: string; held: string | null }) =>
    held === null ? `measured by ${measured}` : `measured by ${measured}; ${held}`,
  held: ({ upgrade, downgrade, graceDays, months, more, year }: Holding) => {
    const begins = upgrade === "at-once" ? "a level begins at once" : "a level begins with the next period";
    if (downgrade === "none") return `${begins} and ${KEEPS.none}`;
    const until =
      months !== null
        ? `to the end of the ${months === 1 ? "month" : `${ordinal(months)} month`} after it was reached`
        : more === 0
          ? `to the end of its ${year} year`
          : `to the end of the ${more === 1 ? "" : `${ordinal(more)} `}${year} year after the one in which it was reached`;
    const grace = graceDays === 0 ? "" : ` and ${graceDays} days more`;
    return `${begins} and is kept ${until}${grace}; ${KEEPS[downgrade]}`;
  },
  /** A part of a measure in its window. */
  part: ({ measured, window, rollsOver }: { measured: string; window: string; rollsOver: boolean }) =>
    `${measured} ${window}${rollsOver ? ", what is beyond the level counting in the next" : ""}`,
  /** A list within another, of which all are needed where any of the other is, or any where all are. */
  nested,
  any: (parts: string[]) => parts.join(" or "),
  all: (parts: string[]) => parts.join(" and "),
  window: {
    lifetime: "since joining",
    rolling: (months: number) => (months === 1 ? "in a month" : `in ${months} months`),
    "calendar-year": "in a calendar year",
    "anniversary-year": "in a year of membership",
  },
  entered: (units: string) => `for those who have ${units}`,
  everybody: "for everybody",
  from: (given: { amounts: (Amount & { measured: string })[][]; needsAll: boolean }) => {
    const one = ({ counted }: Amount & { measured: string }) => counted;
    return `from ${amountsSaid(given, { one, both, either, nested })}`;
  },
  forLife: "for life",
  level: ({ way, forLife, benefits }: { way: string; forLife: string | null; benefits: string[] }) =>
    `${way}${forLife === null ? "" : `, ${forLife}`}${benefits.length > 0 ? `: ${benefits.join(", ")}` : ""}`,
};

/** What the next version of a programme changes, in whole sentences. */
export const changes = {
  begins: (says: string) => `New: ${says}`,
  ends: (says: string) => `No longer: ${says}`,
  becomes: ({ was, now }: { was: string; now: string }) => `From then on: ${now} Until then: ${was}`,
};
