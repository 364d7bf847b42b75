import * as z from "zod";
import { dayOfDate } from "../../values/day.ts";
import type { VoucherGrant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { priced, pricedSentence } from "./priced.ts";

/** Days for which a code is good whatever its dates say: it is good until the day of the event, however early it was had. */
const ANY_DAYS = 3660;

/**
 * A seat at an event of one day, in the programme's zone: a code to show at the door, good until that day is over. There are
 * `stock` of them; `offerHours` is how long one that came free is kept for whoever is first in line.
 */
export const terms = z
  .strictObject({
    ...priced,
    kind: z.literal("seat"),
    date: z.iso.date(),
    stock: priced.stock.unwrap(),
    offerHours: z.int().min(1).max(168).default(24),
  })
  .refine(({ automatic }) => automatic === undefined, { message: "a seat is asked for", path: ["automatic"] });
export type Seat = z.infer<typeof terms>;

export const sentence = (given: Seat, wording: Wording) => {
  const says = wording.tongue.rewards.seat;
  return pricedSentence(given, wording, {
    what: says.on(wording.day(dayOfDate(given.date))),
    more: [says.line(given.offerHours)],
  });
};
/** How long what came free is offered to one in line. */
export const offerHours = ({ offerHours: hours }: Seat): number => hours;
export const lastDate = ({ date }: Seat): string => date;
export const gives = ({ date }: Seat): VoucherGrant[] => [
  { kind: "voucher", valueMinor: null, validDays: ANY_DAYS, until: date },
];
