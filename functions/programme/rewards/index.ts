/** Every reward kind, one file each: the shape of its terms, the sentence a merchant reads, and what it gives. */
import * as z from "zod";
import type { Grant } from "../../values/grant.ts";
import * as input from "../conditions/input.ts";
import { finderOf, type Kind, type Naming, termsOf, type Wording } from "../kinds.ts";
import * as discountLevel from "./discount-level.ts";
import * as donation from "./donation.ts";
import * as freeDelivery from "./free-delivery.ts";
import type { FulfilledBy } from "./fulfilment.ts";
import * as partner from "./partner.ts";
import * as pointsAsMoney from "./points-as-money.ts";
import { whileSentence } from "./priced.ts";
import * as product from "./product.ts";
import * as seat from "./seat.ts";
import * as surprise from "./surprise.ts";
import * as tickets from "./tickets.ts";
import * as units from "./units.ts";
import * as voucher from "./voucher.ts";

export const kinds = [
  discountLevel,
  donation,
  freeDelivery,
  partner,
  pointsAsMoney,
  product,
  seat,
  surprise,
  tickets,
  units,
  voucher,
] as const;
export const reward = z.discriminatedUnion("kind", termsOf(kinds));
export type Reward = z.infer<typeof reward>;
/** A reward that is handed over, by a store or as a grant; a discount level only holds. */
export type HandedReward = Exclude<Reward, { kind: "discount-level" }>;
/** A reward that is bought with units. */
export type PricedReward = HandedReward & { cost: NonNullable<HandedReward["cost"]> };

interface RewardKind extends Kind {
  sentence(given: never, wording: Wording): string;
  /** What she collects it with where a rule gives it; absent: what it gives anyhow. */
  collects?(given: never): Grant[];
  /** Who brings it to her; absent or null: it is handed over. */
  fulfilledBy?(given: never): FulfilledBy | null;
  /** Hours for which a piece that came free is offered to whoever is first in line; absent: nobody waits for one. */
  offerHours?(given: never): number;
  /** The last date on which it can be had; absent or null: none follows from what it is. */
  lastDate?(given: never): string | null;
  /** How much money so many units are; absent: it does not pay. */
  paysWith?(given: never): { amount: number; minor: number };
  /** What a number of steps of it gives when it is handed over; absent: it is not handed over. */
  gives?(given: never, steps: number): Grant[];
}
const kindOf = finderOf<RewardKind>(kinds);

/** Whether a reward is handed over. */
export function isHanded(given: Reward): given is HandedReward {
  return kindOf(given).gives !== undefined;
}

/** Whether a reward can be bought. */
export function isPriced(given: Reward): given is PricedReward {
  return isHanded(given) && given.cost !== undefined;
}

/** Whether the codes of a reward are brought along by the merchant. */
export function isImported(given: Reward): boolean {
  return given.kind === "voucher" && given.codes === "imported";
}

/** Whether there are only so many of a reward: pieces of a stock, or codes that were brought along. */
export function hasPieces(given: HandedReward): boolean {
  return given.stock !== undefined || isImported(given);
}

/** The fewest steps of it that can be had at once. */
export function stepsMin(given: HandedReward): number {
  return "stepsMin" in given ? given.stepsMin : 1;
}

/** Who brings it to the member; null: it is handed over on the spot. */
export function fulfilledBy(given: HandedReward): FulfilledBy | null {
  return kindOf(given).fulfilledBy?.(given as never) ?? null;
}

/** How much money so many units of it are; null: it does not pay. */
export function paysWith(given: HandedReward): { amount: number; minor: number } | null {
  return kindOf(given).paysWith?.(given as never) ?? null;
}

/** Hours for which a piece that came free is offered to whoever is first in line; null: nobody waits for one. */
export function offerHoursOf(given: HandedReward): number | null {
  return kindOf(given).offerHours?.(given as never) ?? null;
}

/** The last date on which it can be had because of what it is (YYYY-MM-DD, in the programme's zone); null: none. */
export function lastDateOf(given: HandedReward): string | null {
  return kindOf(given).lastDate?.(given as never) ?? null;
}

/** The most steps of it that can be had at once. */
export function stepsMax(given: HandedReward): number {
  return "stepsMax" in given ? given.stepsMax : 1;
}

/** What a number of steps of it gives. */
export function rewardGrants(given: HandedReward, steps: number): Grant[] {
  return kindOf(given).gives?.(given as never, steps) ?? [];
}

/** Whether a member may undo it for a moment: neither a play that is raised nor a code that was brought along, and shown, comes back. */
export function isUndoable(given: HandedReward): boolean {
  return !isImported(given) && rewardGrants(given, stepsMin(given)).every(({ kind }) => kind !== "play");
}

/** What it gives where a rule gives it: nobody stands at the counter, so that a thing is a voucher for it. */
export function giftGrants(given: HandedReward): Grant[] {
  return kindOf(given).collects?.(given as never) ?? rewardGrants(given, 1);
}

/** A reward in words. */
export function rewardSentence(given: Reward, wording: Wording): string {
  return kindOf(given).sentence(given as never, wording);
}

/** For whom a reward is, how often and how many there are, in words; empty where nothing limits it. */
export function limitsSentence(given: Reward, wording: Wording): string {
  if (!isHanded(given)) return "";
  const { count, name, tongue } = wording;
  const { perMember, perPeriod, stock, tiers, segments, while: conditions } = given;
  const says = tongue.rewards;
  return tongue.comma([
    ...(tiers ? [says.tiers(tiers.map((tier) => name("tier", tier)))] : []),
    ...(segments ? [says.segments(segments.map((segment) => name("segment", segment)))] : []),
    ...(conditions ? [whileSentence(conditions, wording)] : []),
    ...(perPeriod
      ? [says.perPeriod({ times: perPeriod.limit, count: count(perPeriod.limit), per: perPeriod.per })]
      : []),
    ...(perMember === undefined ? [] : [says.perMember({ times: perMember, count: count(perMember) })]),
    ...(stock === undefined ? [] : [says.stock({ pieces: stock, count: count(stock) })]),
  ]);
}

/** What a reward names of the document. */
export function rewardNames(given: Reward): Naming[] {
  const priced: Naming[] = isHanded(given)
    ? [
        ...(given.cost ? [{ what: "unit" as const, name: given.cost.unit, path: ["cost", "unit"] }] : []),
        ...(given.cost?.also ?? []).map(({ unit }, index) => ({
          what: "unit" as const,
          name: unit,
          path: ["cost", "also", index, "unit"],
        })),
        ...(given.cost?.follows
          ? [{ what: "input" as const, name: given.cost.follows.input, path: ["cost", "follows", "input"] }]
          : []),
        ...(given.tiers ?? []).map((name) => ({ what: "tier" as const, name, path: ["tiers"] })),
        ...(given.segments ?? []).map((name, index) => ({ what: "segment" as const, name, path: ["segments", index] })),
        ...(given.while ?? []).flatMap((condition, index) =>
          input.names(condition).map(({ path, ...named }) => ({ ...named, path: ["while", index, ...path] })),
        ),
      ]
    : [];
  return [...priced, ...(kindOf(given).names?.(given as never) ?? [])];
}
