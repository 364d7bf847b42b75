import * as z from "zod";
import { slug, words } from "../words.ts";

/** What every reward with a price has: whom it is for, what it costs, how many there are. */
export const priced = {
  id: slug,
  name: words,
  cost: z.strictObject({ unit: slug, amount: z.int().min(1).max(1_000_000_000) }),
  /** Pieces in all, ever; absent: no end. Its stock is an account with floor 0. */
  stock: z.int().min(0).max(1_000_000_000).optional(),
  /** How many one member may get in all; absent: any number. */
  perMember: z.int().min(1).max(1_000_000).optional(),
  /** Tiers that may have it; absent: everybody. */
  tiers: z.array(slug).min(1).max(20).optional(),
};
