import * as z from "zod";
import type { VoucherGrant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { type Certain, calledEither } from "../words.ts";
import { priced, pricedSentence } from "./priced.ts";

const minor = z.int().min(1).max(1_000_000_00);
const list = (longest: number) => z.array(z.string().min(1).max(longest)).min(1).max(100);

/**
 * A code worth something at a store: money (with steps, the member chooses a multiple), a percentage up to a most, or the
 * cheapest or dearest of the goods for nothing, up to a most.
 */
export const terms = z
  .strictObject({
    ...priced,
    kind: z.literal("voucher"),
    valueMinor: minor.optional(),
    percent: z.int().min(1).max(100).optional(),
    free: z.enum(["cheapest", "dearest"]).optional(),
    /** The most that a percentage or a free piece takes off. */
    atMostMinor: minor.optional(),
    /** Its money may be used on several orders, a part on each. */
    inParts: z.boolean().default(false),
    /** Its codes are brought along by the merchant, and are its stock; absent: codes are made. */
    codes: z.literal("imported").optional(),
    stepsMax: z.int().min(1).max(1000).default(1),
    /** Where and for what it may be used; absent: at every store, for all goods. */
    only: z
      .strictObject({
        channels: list(40).optional(),
        stores: list(100).optional(),
        venues: list(100).optional(),
        categories: list(100).optional(),
        skus: list(100).optional(),
        leastMinor: minor.optional(),
      })
      .optional(),
    validDays: z.int().min(1).max(3660).default(365),
    /** Minutes for which it is good, instead of days. */
    validMinutes: z.int().min(1).max(1440).optional(),
    /** Good only at the venue where a check-in gave it. */
    here: z.literal(true).optional(),
    /** First and last good date, whatever the days say. */
    goodFrom: z.iso.date().optional(),
    goodUntil: z.iso.date().optional(),
  })
  .superRefine((given, context) => {
    const { valueMinor, percent, free, atMostMinor, inParts, codes, stock, stepsMax, here, cost, only } = given;
    const says = (message: string, ...path: string[]) => context.addIssue({ code: "custom", message, path });
    if ([valueMinor, percent, free].filter((worth) => worth !== undefined).length !== 1)
      says("a voucher is worth one of valueMinor, percent and free", "valueMinor");
    if (percent !== undefined && atMostMinor === undefined) says("name the most that it takes off", "atMostMinor");
    if (valueMinor !== undefined && atMostMinor !== undefined) says("money is its own most", "atMostMinor");
    if (valueMinor === undefined && inParts) says("only money is used in parts", "inParts");
    if (codes !== undefined && stock !== undefined) says("the codes that were imported are its stock", "stock");
    if (codes !== undefined && stepsMax > 1) says("a code that was imported has one worth", "stepsMax");
    if (here && cost) says("a check-in gives it, so that it has no price", "here");
    if (here && only?.venues) says("the venue is where it is given", "only", "venues");
    if (valueMinor === undefined && stepsMax > 1) says("only money has steps", "stepsMax");
  });
export type Voucher = z.infer<typeof terms>;

export const sentence = (given: Voucher, wording: Wording) =>
  pricedSentence(given, wording, { ...worthOf(given, wording), more: onlySentences(given, wording) });

/** A code that nobody could use is not sold. */
export const lastDate = ({ goodUntil }: Voucher): string | null => goodUntil ?? null;

export function gives(given: Voucher, steps: number): VoucherGrant[] {
  const { valueMinor, percent, free, atMostMinor, inParts, codes, only } = given;
  const { validDays, validMinutes, here, goodFrom, goodUntil } = given;
  return [
    {
      kind: "voucher",
      valueMinor: valueMinor === undefined ? null : valueMinor * steps,
      ...(percent === undefined ? {} : { percent: { percent, atMostMinor: atMostMinor ?? 0 } }),
      ...(free === undefined ? {} : { free: { which: free, atMostMinor: atMostMinor ?? null } }),
      ...(inParts ? { isInParts: true } : {}),
      ...(codes === undefined ? {} : { codes }),
      ...(only === undefined ? {} : { only }),
      validDays,
      ...(validMinutes === undefined ? {} : { validMinutes }),
      ...(here === undefined ? {} : { here }),
      ...(goodFrom === undefined ? {} : { from: goodFrom }),
      ...(goodUntil === undefined ? {} : { until: goodUntil }),
    },
  ];
}

function worthOf(
  { valueMinor, percent, free, atMostMinor, inParts }: Voucher,
  { money, tongue }: Wording,
): { what: string; aside: string | null } {
  const says = tongue.rewards.voucher;
  const aside = atMostMinor === undefined ? null : says.atMost(money(atMostMinor));
  if (percent !== undefined) return { what: says.percent(percent), aside };
  if (free !== undefined) return { what: says.free[free], aside };
  return { what: says.worth(money(valueMinor ?? 0)), aside: inParts ? says.inParts : null };
}

function onlySentences(given: Voucher, wording: Wording): string[] {
  const { only = {}, validDays, validMinutes, here, goodFrom, goodUntil } = given;
  const { channels, stores, venues, categories, skus, leastMinor } = only;
  const says = wording.tongue.rewards.voucher;
  const any = (names: string[], otherwise: Certain) => calledEither(names, wording, otherwise);
  return [
    ...(categories === undefined ? [] : [says.goods(any(categories, "goods"))]),
    ...(skus === undefined ? [] : [says.goods(any(skus, "goods"))]),
    ...(leastMinor === undefined ? [] : [says.fromMoney(wording.money(leastMinor))]),
    ...(channels === undefined ? [] : [says.channels(any(channels, "channels"))]),
    ...(stores === undefined ? [] : [says.stores(any(stores, "stores"))]),
    ...(venues === undefined ? [] : [says.venues(any(venues, "places"))]),
    ...(here === undefined ? [] : [says.here]),
    validMinutes === undefined ? wording.tongue.rewards.good(validDays) : says.minutes(validMinutes),
    ...(goodFrom === undefined ? [] : [says.from(goodFrom)]),
    ...(goodUntil === undefined ? [] : [says.until(goodUntil)]),
  ];
}
