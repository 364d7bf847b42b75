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
  /** Segments of which a member must be in one to have it; absent: everybody. */
  segments: z.array(slug).min(1).max(20).optional(),
};

/** "for 500 points", or nothing where it is not sold. */
export const priceSentence = ({ cost }: { cost?: { unit: string; amount: number } | undefined }) =>
  cost === undefined ? "" : ` for ${cost.amount} ${cost.unit}`;
