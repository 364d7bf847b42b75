import * as z from "zod";
import type { UnitsGrant } from "../../values/grant.ts";
import { highestOf } from "../by-tier.ts";
import type { Moment } from "../conditions/moment.ts";
import type { Told } from "../event.ts";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";

/** An order of a billion minor units then earns so few that millions of them fit the ledger. */
const MOST_PER_MINOR = 1_000;

/**
 * Earn units: `amount` for each `perMinor` of the basis or for each `perPieces` pieces of the lines that count (the
 * fraction is carried to the next time), or a flat `amount` where neither is there, of which an order carries the fraction
 * that a percent leaves. A tier may multiply, in whole percent:
 * 150 is one and a half times; of several tiers of hers, the one with the highest. Stamps, cash back and status credits are earned by it too: they are units.
 */
export const terms = z
  .strictObject({
    kind: z.literal("earn"),
    unit: slug,
    amount: z.int().min(1).max(1_000_000),
    perMinor: z.int().min(1).max(1_000_000).optional(),
    perPieces: z.int().min(1).max(1_000_000).optional(),
    percentByTier: z.record(slug, z.int().min(0).max(10_000)).optional(),
  })
  .refine(({ perMinor, perPieces }) => perMinor === undefined || perPieces === undefined, {
    message: "earn per money or per pieces, not both",
    path: ["perPieces"],
  })
  .refine(({ amount, perMinor }) => perMinor === undefined || amount <= MOST_PER_MINOR * perMinor, {
    message: `earn at most ${MOST_PER_MINOR} units per minor unit of money`,
    path: ["amount"],
  });
export type Earn = z.infer<typeof terms>;

export function sentence(
  { unit, amount, perMinor, perPieces, percentByTier }: Earn,
  { count, money, units, name, tongue }: Wording = PLAIN,
): string {
  const says = tongue.effects.earn;
  const much = units(amount, unit);
  const each =
    perMinor !== undefined
      ? says.perMoney({ units: much, money: money(perMinor) })
      : perPieces !== undefined
        ? says.perPieces({ units: much, pieces: perPieces, count: count(perPieces) })
        : much;
  const tiers = Object.entries(percentByTier ?? {}).map(([tier, percent]) =>
    says.inTier({
      more: percent > 100 ? count(percent - 100) : null,
      percent: count(percent),
      tier: name("tier", tier),
    }),
  );
  return tongue.comma([each, ...tiers]);
}

export const names = ({ unit, percentByTier }: Earn): Naming[] => [
  { what: "unit", name: unit, path: ["unit"] },
  ...Object.keys(percentByTier ?? {}).map((name): Naming => ({ what: "tier", name, path: ["percentByTier", name] })),
];

export const needs = ({ perMinor, perPieces }: Earn): Told[] => [
  ...(perMinor === undefined ? [] : ["money" as const]),
  ...(perPieces === undefined ? [] : ["lines" as const]),
];

export const earns = true;
export function gives(
  { unit, amount, perMinor, perPieces, percentByTier }: Earn,
  { tiers, rate }: Moment,
): UnitsGrant[] {
  const ofTier = highestOf(percentByTier, tiers);
  const percent = Math.max(0, (ofTier?.percent ?? 100) + rate(unit) - 100);
  const each = perMinor ?? perPieces;
  const hundredths = amount * percent;
  // Whole units for the event itself leave what is carried as it is.
  const exact =
    each === undefined && hundredths % 100 === 0
      ? { numerator: hundredths / 100, denominator: 0 }
      : { numerator: hundredths, denominator: (each ?? 1) * 100 };
  const per = perMinor !== undefined ? "money" : perPieces !== undefined ? "pieces" : "event";
  const why = {
    amount,
    percent,
    ...(ofTier ? { tier: ofTier.tier } : {}),
    ...(perMinor === undefined ? {} : { perMinor }),
    ...(perPieces === undefined ? {} : { perPieces }),
  };
  return [{ kind: "units", unit, per, ...exact, why }];
}
