/** Events, as they stand after "on", and what metrics count. */
import type { EventName } from "../../event.ts";
import { so, speech } from "./speech.ts";

const { either } = speech;

/** Goods, stores and channels of which a metric counts, each said already. */
export interface Counted {
  goods: string[];
  stores: string | null;
  channels: string | null;
}

const only = (before: "of" | "on", { goods, stores, channels }: Counted) =>
  [
    ...goods.map((each) => ` ${before} ${each}`),
    ...(stores === null ? [] : [` at ${stores}`]),
    ...(channels === null ? [] : [` in ${channels}`]),
  ].join("");

/** How many: a number and how it is written, and whether it is so many more. */
export interface Many {
  amount: number;
  count: string;
  isMore: boolean;
}

const many = ({ amount, count, isMore }: Many) => (amount === 0 ? "no" : isMore ? `${count} more` : count);

export const events = {
  names: {
    purchase: "a purchase",
    "check-in": "a check-in",
    "top-up": "a top-up",
    refund: "a refund",
    membership: "a membership that was bought, renewed or changed, or has ended",
    referral: "a referral",
    review: "a review",
    photo: "a photo",
    share: "something shared",
    comment: "a comment",
    link: "a link",
    like: "a like",
    follow: "a follow",
    survey: "a survey that was answered",
    feedback: "feedback",
    profile: "a profile field that was filled in",
    "paid-on-time": "a payment on time",
    "late-delivery": "a late delivery",
    device: "a device's report",
    custom: "an event of the store's own",
    "tier-reached": "a tier that was reached",
    "card-filled": "a card that was filled",
    "badge-earned": "a badge that was earned",
    "prize-won": "a prize that was won",
    birthday: "a birthday",
    anniversary: "an anniversary of joining",
    renewal: "a membership that was renewed",
    inactivity: "a long time without a purchase",
  } satisfies Record<EventName, string> as Record<EventName, string>,
  /** Inactivity, where the document says after how many days it begins. */
  inactive: (days: number) => `${so(days, "day")} without a purchase`,
  /** One that the document names, or that nobody knows any more. */
  own: (name: string) => `"${name}"`,
};

/** Amounts of what metrics count: "3 more orders of drinks". */
export const counted = {
  spend: ({ money, isMore, ...of }: { money: string; isMore: boolean } & Counted) =>
    `${money} ${isMore ? "more " : ""}spent${only("on", of)}`,
  orders: (given: Many & Counted) => `${many(given)} ${given.amount === 1 ? "order" : "orders"}${only("of", given)}`,
  "check-ins": (given: Many) => `${many(given)} ${given.amount === 1 ? "check-in" : "check-ins"}`,
  earned: ({ units, isMore }: { units: string; isMore: boolean }) => `${units}${isMore ? " more" : ""}`,
  tenure: (given: Many) => `${many(given)} ${given.amount === 1 ? "day" : "days"} as a member`,
  events: ({ of, ...given }: Many & { of: string[] }) =>
    `${many(given)} ${given.amount === 1 ? "event" : "events"} (${either(of)})`,
  /** What the document does not count any more. */
  other: ({ metric, ...given }: Many & { metric: string }) => `${many(given)} of "${metric}"`,
};

/** What metrics count, as it stands after "measured by": "your orders". */
export const measured = {
  spend: (of: Counted) => `what you spend${only("on", of)}`,
  orders: (of: Counted) => `your orders${only("of", of)}`,
  "check-ins": "your check-ins",
  earned: (unit: string) => `the ${unit} that you earn`,
  tenure: "your days as a member",
  events: (of: string[]) => `how often there is ${either(of)}`,
  other: (metric: string) => `"${metric}"`,
};
