import * as z from "zod";
import { slug, words } from "../words.ts";

/** What every reward has that is handed over: what it costs, how many there are, and whom it is for. */
export const priced = {
  id: slug,
  name: words,
  /** Absent: it cannot be bought; rules give it. */
  cost: z.strictObject({ unit: slug, amount: z.int().min(1).max(1_000_000_000) }).optional(),
  /** Pieces in all, ever; absent: no end. Its stock is an account with floor 0. */
  stock: z.int().min(0).max(1_000_000_000).optional(),
  /** How many one member may buy in all; absent: any number. */
  perMember: z.int().min(1).max(1_000_000).optional(),
  /** Tiers that may have it; absent: everybody. */
  tiers: z.array(slug).min(1).max(20).optional(),
  /** It redeems itself whenever a member has its cost: a stamp card. Absent: she asks for it. */
  automatic: z.literal(true).optional(),
};

/** "for 500 points", or nothing where it is not sold. */
export const priceSentence = ({
  cost,
  automatic,
}: {
  cost?: { unit: string; amount: number } | undefined;
  automatic?: true | undefined;
}) =>
  cost === undefined ? "" : ` for ${cost.amount} ${cost.unit}${automatic ? ", by itself as soon as she has them" : ""}`;

/** ", up to 10 at once", or nothing where one is. */
export const stepsSentence = ({ stepsMax }: { stepsMax: number }) =>
  stepsMax > 1 ? `, up to ${stepsMax} at once` : "";

/** Minor units of the programme's currency in words. */
export type Money = (minor: number) => string;
