/** Why units moved, without a full stop: "2 points per €1.00 on €40.00 = 80 points". */
import { so, speech } from "./speech.ts";

const { both } = speech;

const goods = (pieces: number) => so(pieces, "piece");

/** Part of a unit that is kept from one time to the next: how much of which one. */
export interface Fraction {
  fraction: string;
  one: string;
}

/** What a rule gave, in parts that are said already; null: there is nothing to be said of it. */
export interface Earning {
  rule: string | null;
  /** What it adds to what other rules earn, in percent. */
  more: number | null;
  rate: string;
  /** In percent of the rate, and by which tier. */
  percent: number | null;
  tier: string | null;
  on: string | null;
  carriedBefore: Fraction | null;
  /** All that was given, where the rate does not say it. */
  result: string | null;
  rounding: "down" | "nearest" | "up";
  /** What was left, and of what. */
  cut: { left: string; by: "budget" | "limit" } | null;
  repaid: string | null;
  waits: boolean;
  carriedAfter: Fraction | null;
}

const ROUNDED = { down: "", up: ", rounded up", nearest: ", rounded to the nearest" };

export const earned = {
  perMoney: ({ units, money }: { units: string; money: string }) => `${units} per ${money}`,
  perPieces: ({ units, pieces }: { units: string; pieces: number }) => `${units} for ${goods(pieces)}`,
  pieces: goods,
  /** What a fraction is a fraction of. */
  one: (unit: string) => `a ${unit}`,
  says: ({ rule, more, rate, percent, tier, on, result, cut, repaid, waits, ...given }: Earning) => {
    const { carriedBefore, carriedAfter, rounding } = given;
    return [
      rule === null ? "" : `${rule}: `,
      more === null ? "" : `${more}% more of `,
      rate,
      percent === null ? "" : ` × ${percent}%${tier === null ? "" : ` in ${tier}`}`,
      on === null ? "" : ` on ${on}`,
      carriedBefore === null ? "" : `, with ${carriedBefore.fraction} of ${carriedBefore.one} kept from before`,
      result === null ? "" : ` = ${result}${ROUNDED[rounding]}`,
      cut === null
        ? ""
        : `, cut to the ${cut.left} that ${cut.by === "budget" ? "the campaign's budget" : "a limit"} left`,
      repaid === null ? "" : `, of which ${repaid} repaid what you owed`,
      waits ? ", once it is accepted" : "",
      carriedAfter === null ? "" : `; ${carriedAfter.fraction} of ${carriedAfter.one} is carried to your next purchase`,
    ].join("");
  },
  /** What a rule was that the document has no more. */
  unnamed: "earned",
};

export const refunded = {
  cancelled: ({ units, event }: { units: string; event: string | null }) =>
    `${units} taken back: ${event ?? "nothing was heard in time"}`,
  money: ({ units, money }: { units: string; money: string }) => `${units} taken back because ${money} was refunded`,
  notAccepted: ({ units, event }: { units: string; event: string }) =>
    `${units} taken back because ${event} was not accepted`,
  undone: ({ units, event }: { units: string; event: string }) => `${units} taken back because ${event} was undone`,
  forgiven: (amount: string) => `; ${amount} of them are forgiven`,
  owed: (amount: string) => `; ${amount} of them were used already and are owed: what you earn next repays them`,
};

export const moved = {
  forgiven: {
    "only-pending": (units: string) => `${units} forgiven: a refund takes back only what is still pending`,
    "within-balance": (units: string) => `${units} forgiven: a refund takes back no more than you have`,
  },
  /** What a reward was that the document has no more. */
  aReward: "a reward",
  exchanged: (reward: string) => `exchanged for ${reward}`,
  exchangedByItself: (reward: string) => `exchanged by itself for ${reward}`,
  setAside: (reward: string) => `set aside for ${reward}`,
  handedOver: (reward: string) => `${reward} was handed over`,
  released: { lapsed: "given back: the time to use it ran out", unused: "given back: it was not used" },
  reversed: {
    takenBack: (because: string) => `taken back: ${because}`,
    givenBack: (because: string) => `given back: ${because}`,
    refund: (reward: string) => `${reward} was undone, because a purchase behind it was refunded`,
    exchange: "the exchange was reversed",
    grace: (day: string) => `; they had expired, and can be used until ${day}`,
  },
  adjusted: {
    taken: (code: string | null) => `taken by our staff${code === null ? "" : `: ${code}`}`,
    given: (code: string | null) => `given by our staff${code === null ? "" : `: ${code}`}`,
  },
  expired: (day: string) => `${day} was the last good day`,
  erased: "lapsed when the account was erased",
  accepted: (rule: string) => `${rule}: accepted, and can be used from now on`,
  activated: (event: string | null) => `can be used from now on${event === null ? "" : `: ${event}`}`,
  ticketsTaken: (units: string) => `${units} taken back because the purchase was refunded`,
  won: (units: string) => `won: ${units}`,
  toppedUp: ({ units, isRepaid }: { units: string; isRepaid: boolean }) =>
    `${units} paid in${isRepaid ? ", which repaid what you owed" : ""}`,
  topUpTaken: (units: string) => `${units} taken back: the payment was`,
  membershipEnded: (units: string) => `${units} ended: it was cancelled`,
  membership: ({ units, day, isGrace }: { units: string; day: string; isGrace: boolean }) =>
    `${units} until ${day}${isGrace ? ", while its payment is awaited" : ""}`,
  giftCard: ({ units, isRepaid }: { units: string; isRepaid: boolean }) =>
    `${units} from a gift card${isRepaid ? ", which repaid what you owed" : ""}`,
  giftCardTaken: (units: string) => `${units} of a gift card taken back: its payment was`,
  merged: {
    repaid: "repaid what your other account owed, which became one with this",
    brought: "brought along from your other account, which became one with this",
  },
  transferred: {
    given: "given to another member",
    received: ({ isRepaid }: { isRepaid: boolean }) =>
      `received from another member${isRepaid ? ", which repaid what you owed" : ""}`,
  },
  budget: ({ amount, budget }: { amount: string; budget: string }) => `${amount} of the budget of "${budget}"`,
  stock: (units: string) => `${units} put in stock`,
};

/** Why a level came or went. */
export const levels = {
  undone: (tier: string) => `${tier} is lost: what had reached it was taken back`,
  removed: (tier: string) => `${tier} is no tier of the programme any more`,
  ended: ({ tier, day }: { tier: string; day: string }) => `${tier} ended: ${day} was its last day`,
  /** What counts for a level that floats is no longer enough. */
  floated: ({ tier, counts }: { tier: string; counts: string[] }) =>
    `${tier} ended${counts.length === 0 ? "" : `: what counts for it now is ${both(counts)}`}`,
  givesWay: ({ tier, to }: { tier: string; to: string }) => `${tier} gives way to ${to}`,
  by: ({ tier, unit, until }: { tier: string; unit: string; until: string | null }) =>
    `${tier} by your ${unit}${yoursUntil(until)}`,
  fell: ({ tier, reached, until }: Came) => `${tier} from now on${because(reached)}${yoursUntil(until)}`,
  renewed: ({ tier, reached, until }: Came) => `${tier} kept${because(reached)}${yoursUntil(until)}`,
  reached: ({ tier, reached, until }: Came) => `${tier} reached${because(reached)}${yoursUntil(until)}`,
};

/** A level that is hers: by which amounts, and until which day (null: without an end). */
export interface Came {
  tier: string;
  reached: string[];
  until: string | null;
}

const because = (reached: string[]) => (reached.length === 0 ? "" : `: ${both(reached)}`);
const yoursUntil = (day: string | null) => (day === null ? "" : `, yours until ${day}`);

/** Amounts of metrics in whys and standings: "30 orders". */
export const metricAmounts = {
  orders: ({ amount, count }: { amount: number; count: string }) => `${count} ${amount === 1 ? "order" : "orders"}`,
  "check-ins": ({ amount, count }: { amount: number; count: string }) =>
    `${count} ${amount === 1 ? "check-in" : "check-ins"}`,
  tenure: ({ amount, count }: { amount: number; count: string }) =>
    `${count} ${amount === 1 ? "day" : "days"} as a member`,
  other: ({ count, metric }: { count: string; metric: string }) => `${count} of ${metric}`,
  /** What tickets are called. */
  ticket: (amount: number): string => (amount === 1 ? "ticket" : "tickets"),
};
