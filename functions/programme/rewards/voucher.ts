import * as z from "zod";
import type { VoucherGrant } from "../../values/grant.ts";
import type { Wording } from "../kinds.ts";
import { calledEither } from "../words.ts";
import { priced, priceSentence, stepsSentence } from "./priced.ts";

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
  `a voucher ${worthSentence(given, wording)}${priceSentence(given, wording)}${stepsSentence(given, wording)}${onlySentence(given, wording)}`;

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

function worthSentence({ valueMinor, percent, free, atMostMinor, inParts }: Voucher, { money }: Wording): string {
  const most = atMostMinor === undefined ? "" : `, at most ${money(atMostMinor)}`;
  if (percent !== undefined) return `of ${percent} %${most}`;
  if (free !== undefined) return `for the ${free} of the goods${most}`;
  return `worth ${money(valueMinor ?? 0)}${inParts ? ", to be used in parts" : ""}`;
}

function onlySentence({ only = {}, validMinutes, here, goodFrom, goodUntil }: Voucher, wording: Wording): string {
  const { channels, stores, venues, categories, skus, leastMinor } = only;
  const any = (names: string[], otherwise: string) => calledEither(names, wording, otherwise);
  return [
    categories === undefined ? "" : `, for ${any(categories, "certain goods")}`,
    skus === undefined ? "" : `, for ${any(skus, "certain goods")}`,
    leastMinor === undefined ? "" : `, from ${wording.money(leastMinor)}`,
    channels === undefined ? "" : `, in ${any(channels, "certain channels")} only`,
    stores === undefined ? "" : `, at ${any(stores, "certain stores")} only`,
    venues === undefined ? "" : `, at ${any(venues, "certain places")} only`,
    here === undefined ? "" : ", at the place where it is given",
    validMinutes === undefined ? "" : `, for ${validMinutes === 1 ? "a minute" : `${validMinutes} minutes`}`,
    goodFrom === undefined ? "" : `, from ${goodFrom}`,
    goodUntil === undefined ? "" : `, until ${goodUntil}`,
  ].join("");
}
