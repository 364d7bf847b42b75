/** Rules and campaigns: what is given on an event, within which limits, and why it was not. */
import { LABELS } from "../../../values/entropy.ts";
import { so, speech, timesText } from "./speech.ts";

const { both, capital, comma, either, quoted } = speech;

/** The calendar periods of limits. */
export type Period = "day" | "week" | "month" | "year" | "lifetime";

const PERIODS: Record<Period, string> = {
  day: "a day",
  week: "a week",
  month: "a month",
  year: "a year",
  lifetime: "in all",
};

const apart = (count: number, one: string) =>
  count === 1 ? `${one === "hour" ? "an" : "a"} ${one}` : `${count} ${one}s`;

/** Effects, by kind: what a rule gives. */
export const effects = {
  "cash-back": ({ percent, unit }: { percent: number; unit: string }) =>
    `${percent}% of what you spend back as ${unit}`,
  earn: {
    perMoney: ({ units, money }: { units: string; money: string }) => `${units} for each ${money} spent`,
    perPieces: ({ units, pieces, count }: { units: string; pieces: number; count: string }) =>
      `${units} for each ${pieces === 1 ? "piece" : `${count} pieces`}`,
    /** What a tier makes of it: so many percent more; null: so many percent of it. */
    inTier: ({ more, percent, tier }: { more: string | null; percent: string; tier: string }) =>
      more === null ? `${percent}% of that in ${tier}` : `${more}% more in ${tier}`,
  },
  "member-price": {
    percent: (percent: string) => `a price of ${percent}% less`,
    money: (money: string) => `a price of ${money} each`,
  },
  message: (text: string) => `the message "${text}"`,
  multiply: ({ percent, unit, rules }: { percent: string; unit: string; rules: string[] | null }) =>
    `${percent}% of the ${unit} that ${rules ? `${both(rules.map(quoted))} would give` : "other rules would give"}`,
  reward: (name: string) => `"${name}" as a gift`,
  surprise: (name: string) => `one play of the surprise "${name}"`,
  tickets: ({ amount, count, contest }: { amount: number; count: string; contest: string }) =>
    `${count} ${amount === 1 ? "ticket" : "tickets"} in the draw "${contest}"`,
};

/** What limits rules and campaigns. */
export const limits = {
  cap: {
    interval: ({ count, of }: { count: number; of: "day" | "hour" | "minute" }) => `at least ${apart(count, of)} apart`,
    times: ({ times, count, per }: { times: number; count: string; per: Period }) =>
      `at most ${timesText({ times, count })} ${PERIODS[per]}`,
    amount: ({ units, per }: { units: string; per: Period }) => `at most ${units} ${PERIODS[per]}`,
  },
  budget: {
    units: ({ unit, units }: { unit: string; units: string }) => `${unit} only as long as its budget of ${units} lasts`,
    money: ({ unit, money }: { unit: string; money: string }) =>
      `${unit} only as long as its budget worth ${money} lasts`,
  },
  holdout: (percent: number) => `without ${percent}% of members, to measure what it does`,
  stacking: {
    best: "only where nothing else of its group is worth more",
    exclusive: "only where nothing before it in its group applies",
  },
  moderated: "once our staff have accepted it",
};

export const rules = {
  /** `when` are conditions, `gives` effects, and `limits` what limits them. */
  says: ({ event, when, gives, limits: within }: Record<"when" | "gives" | "limits", string[]> & { event: string }) =>
    `${["On", event, ...(when.length > 0 ? [comma(when)] : [])].join(" ")}: ${comma([both(gives), ...within])}.`,
  campaign: (shared: string[]) => `The whole campaign: ${comma(shared)}.`,
  ends: (instant: string) => `It ends ${instant}.`,
};

/** Why a rule on an event gave nothing, or not all it might. */
export const notApplied = {
  holdout: (campaign: string) => `the member is held out of the campaign "${campaign}", to measure what it does`,
  interval: (cap: string) => `it gives again ${cap}`,
  cap: (cap: string) => `nothing is left of ${cap}`,
  budget: ({ campaign, unit }: { campaign: string; unit: string }) =>
    `the budget of the campaign "${campaign}" has no ${unit} left`,
  had: (unit: string) => `the member has "${unit}" already`,
  gone: "none is left of what it gives",
  closed: "what it gives is not open to the member now",
  best: (rule: string) => `of its group only the rule worth most applies: "${rule}"`,
  exclusive: (rule: string) => `of its group only the first rule applies: "${rule}"`,
};

/** Odds of surprises, and where luck comes from. */
export const odds = {
  line: ({ chance, days, items, count }: { chance: string; days: number; items: number; count: string }) =>
    `${chance} per play ${days === 1 ? "while prizes last" : "while that day's prizes last"}; ${count} ${items === 1 ? "prize" : "prizes"} in all`,
  noWin: ({ chance, instead }: { chance: string; instead: string | null }) =>
    `${chance} per play${instead === null ? "" : `; it gives ${instead}`}`,
  chance: ({ part, whole }: { part: string; whole: string }) => `${part} in ${whole}`,
  about: ({ whole, exact }: { whole: string; exact: string }) => `about 1 in ${whole} (${exact})`,
  prize: ({ name, says }: { name: string; says: string }) => `${capital(name)}: ${says}.`,
  none: (says: string) => `No win: ${says}.`,
  plays: ({ plays, count }: { plays: number; count: string }) =>
    `Each member has ${plays === 1 ? "one play" : `at most ${count} plays`} a day, and the odds are the same for every play.`,
  /** How many prizes one member may win on a day of the surprise. */
  wins: ({ wins, count }: { wins: number; count: string }) =>
    `Each member wins ${wins === 1 ? "one prize" : `at most ${count} prizes`} a day; what a play hits beyond that gives what a play without a prize gives.`,
  free: (how: string) => `One play a day is free: ${how}`,
  /** How far luck can be trusted. */
  labels: LABELS,
  /** Who could still cheat, after the label. */
  luck: {
    commit: "a secret that the operator committed to beforehand decides; whoever runs the programme knew it.",
    drand: "a public beacon that nobody can know beforehand decides.",
    manual: (source: string) => `numbers of a public draw decide, named beforehand: ${source}`,
    fixed: "everybody could know the result beforehand.",
  },
};

/** Benefits, by kind. */
export const benefits = {
  access: (name: string) => `access to ${name}`,
  "birthday-gift": (name: string) => `${name} on your birthday`,
  "free-delivery": {
    any: "free delivery",
    from: (money: string) => `free delivery from ${money}`,
  },
  own: (name: string) => name,
  rate: ({ percent, unit }: { percent: string; unit: string }) => `${percent}% of the ${unit} that rules earn`,
  /** What a rule or a reward gives by tier. */
  earns: (percent: number) => `earns ${percent}%`,
  off: (percent: number) => `${percent}% off`,
};

/** Rewards, by kind, and what they cost. */
export const rewards = {
  /** A tier that is called as its discount is null: once is enough. */
  "discount-level": (levels: { percent: number; tier: string | null }[]) =>
    `a discount by tier: ${levels.map(({ percent, tier }) => `${percent}%${tier === null ? "" : ` in ${tier}`}`).join(", ")}`,
  donation: ({ money, charity }: { money: string; charity: string }) => `${money} for ${charity}`,
  "free-delivery": "free delivery, once",
  partner: ({ count, points, partner }: { count: string; points: string; partner: string }) =>
    `${count} ${points} with ${partner}`,
  seat: {
    on: (day: string) => `a seat on ${day}`,
    line: (hours: number) =>
      `with a waiting list once they are gone, whose offers stand for ${hours === 1 ? "an hour" : `${hours} hours`}`,
  },
  "points-as-money": {
    says: (money: string) => `${money} off an order`,
    upTo: (most: string) => `up to ${most} at once`,
    between: ({ least, most }: { least: string; most: string }) => `from ${least} to ${most} at once`,
  },
  product: "yours",
  /** Besides a product: it is sent. */
  sent: "sent to you",
  /** Days for which its code is good, the one on which it is had not counted. */
  good: (days: number) => `good for ${so(days, "day")}`,
  /** Days within which a thing that a rule gives is fetched. */
  collect: (days: number) => `to be collected within ${so(days, "day")}`,
  surprise: (name: string) => `one play of the surprise "${name}"`,
  tickets: effects.tickets,
  voucher: {
    percent: (percent: number) => `a voucher of ${percent}%`,
    free: { cheapest: "a voucher for the cheapest of the goods", dearest: "a voucher for the dearest of the goods" },
    worth: (money: string) => `a voucher worth ${money}`,
    atMost: (money: string) => `at most ${money}`,
    inParts: "to be used in parts",
    goods: (goods: string) => `for ${goods}`,
    fromMoney: (money: string) => `from ${money}`,
    channels: (channels: string) => `in ${channels} only`,
    stores: (stores: string) => `at ${stores} only`,
    venues: (places: string) => `at ${places} only`,
    here: "at the place where it is given",
    minutes: (minutes: number) => `for ${minutes === 1 ? "a minute" : `${minutes} minutes`}`,
    from: (date: string) => `from ${date}`,
    until: (date: string) => `until ${date}`,
  },
  /** What it is for its price; `aside` is said between both. */
  priced: ({ what, aside, price }: { what: string; aside: string | null; price: string }) =>
    `${what}${aside === null ? "" : `, ${aside},`} for ${price}`,
  given: ({ what, aside }: { what: string; aside: string | null }) => comma(aside === null ? [what] : [what, aside]),
  price: ({
    units,
    follows,
    also,
    isAutomatic,
  }: {
    units: string;
    follows: { input: string; min: string; max: string } | null;
    also: string[];
    isAutomatic: boolean;
  }) =>
    [
      units,
      follows === null ? "" : `, following "${follows.input}" between ${follows.min} and ${follows.max}`,
      ...also.map((each) => ` and ${each}`),
      isAutomatic ? ", by itself as soon as you have them" : "",
    ].join(""),
  upTo: (count: string) => `up to ${count} at once`,
  tiers: (names: string[]) => `for members in ${either(names)}`,
  segments: (names: string[]) => `for members of ${either(names.map(quoted))}`,
  /** For whom it is there only while inputs are as conditions say. */
  only: (conditions: string[]) => `only ${both(conditions)}`,
  /** What it waits for, with the input as it is now; null: nobody published it. */
  awaits: ({ only, value }: { only: string; value: string | null }) =>
    value === null ? `${only}, which nobody has said yet` : `${only}; it is ${value} now`,
  perPeriod: ({ times, count, per }: { times: number; count: string; per: "day" | "month" | "year" }) =>
    `at most ${timesText({ times, count })} a ${per}`,
  perMember: (given: { times: number; count: string }) => `at most ${timesText(given)} in all`,
  stock: ({ pieces, count }: { pieces: number; count: string }) =>
    pieces === 1 ? "while the only one is there" : `while the ${count} last`,
  from: (instant: string) => `from ${instant}`,
  until: (instant: string) => `until ${instant}`,
};
