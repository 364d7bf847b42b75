/** Shapes that several contracts share, each field described once. */
import * as z from "zod";
import { EMAIL, PHONE } from "../values/member-ref.ts";
import { AMOUNT_MAX } from "../values/money.ts";

const ascii = /^[\x21-\x7e]+$/;

export const amount = z.int().min(0).max(AMOUNT_MAX);
export const idText = (about: string) =>
  z.string().regex(ascii, "visible ASCII characters").min(1).max(100).describe(about);
export const text = (about: string, max = 200) => z.string().min(1).max(max).describe(about);
export const instant = z.iso
  .datetime({ offset: true })
  .describe("RFC 3339 instant")
  .transform((value) => Date.parse(value));

/** How a person is known, whichever door she came in by. */
export const phone = z.string().regex(PHONE, "an international number, as +31 20 123 4567");
export const email = z.email({ pattern: EMAIL }).max(254);

export const memberRef = z
  .union(
    [
      z.strictObject({ id: z.string().regex(/^mem_[0-9a-z]{26}$/) }),
      z.strictObject({ email }),
      z.strictObject({ phone }),
      z.strictObject({ externalId: idText("the store's own id of the person") }),
      z.strictObject({
        memberCode: idText(
          "what her phone shows, as it was scanned, or the nine letters under it: once in its half minute",
        ),
      }),
    ],
    { error: "an object with exactly one of id, email, phone, externalId, memberCode" },
  )
  .describe("who: exactly one of id, email, phone, externalId, memberCode");

/** An amount of money in minor units. */
export const money = z.strictObject({ amountMinor: z.int(), currency: z.string() });

export const balance = z.strictObject({
  available: z.int().describe("can be spent now"),
  pending: z.int().describe("earned, not yet spendable"),
  held: z.int().describe("set aside for redemptions"),
  debt: z.int().describe("owed; the next earnings repay it first"),
});
export const balances = z.record(z.string(), balance).describe("by unit");

export const standing = z
  .strictObject({
    tier: z.string(),
    has: z.int().describe("what the measure says"),
    next: z.strictObject({ tier: z.string(), missing: z.int() }).nullable(),
  })
  .nullable();

const way = z.strictObject({
  metric: z.string(),
  has: z.int(),
  needs: z.int(),
  missing: z.int(),
  says: z.string().describe("what is missing, in words"),
  by: z.string().nullable().describe("last day of the window; null: it moves on with the months, or has no end"),
  together: z
    .int()
    .describe(
      "ways with the same number belong together: where needsAll, any of them is enough; else all of them are needed",
    ),
});
export const standings = z
  .array(
    z.strictObject({
      group: z.string(),
      groupName: z.string().nullable(),
      tier: z.string(),
      name: z.string(),
      until: z
        .string()
        .nullable()
        .describe("last day on which the tier is surely hers; null: for as long as she reaches it, or for life"),
      rise: z
        .strictObject({ tier: z.string(), name: z.string(), on: z.string() })
        .nullable()
        .describe("a higher tier that is reached and begins on a later day; null: none"),
      next: z
        .strictObject({
          tier: z.string(),
          name: z.string(),
          needsAll: z.boolean().describe("whether all ways are needed, or any is enough; see together"),
          ways: z.array(way),
        })
        .nullable(),
      risk: z
        .strictObject({
          tier: z.string(),
          name: z.string(),
          on: z.string().describe("first day in the lower tier"),
          needsAll: z.boolean().describe("whether all of what is missing is needed, or any is enough"),
          missing: z.array(way).describe("what would keep the tier"),
        })
        .nullable()
        .describe("what she would lose, when, if she did nothing more; null: nothing"),
    }),
  )
  .describe("every group of tiers, the primary one first");

export const why = z.record(z.string(), z.unknown()).describe("the rule and the numbers that explain the amount");

export const earned = z.array(
  z.strictObject({
    unit: z.string(),
    amount: z.int(),
    rule: z.string(),
    availableOn: z.string().nullable().describe("first good day; waits: when an event comes; null: at once"),
    expiresOn: z.string().nullable().describe("last good day; null: never"),
    why,
  }),
);
export const surprises = z
  .array(
    z.strictObject({
      id: z.string(),
      state: z.string(),
      pool: z.string(),
      revealAt: z.string().optional().describe("when the beacon that decides it is due; absent: it can be revealed"),
    }),
  )
  .describe("plays that were raised");
export const tickets = z
  .array(z.strictObject({ contest: z.string(), amount: z.int(), entry: z.string() }))
  .describe("tickets in contests");

export const messages = z
  .array(
    z.strictObject({
      message: z.string().describe("its id in the programme: a store's own template"),
      rule: z.string(),
      says: z.record(z.string(), z.string()).describe("by language"),
    }),
  )
  .describe("what rules tell the member; Tessera sends nothing");

export const memberPrices = z
  .array(
    z.strictObject({
      line: z.string(),
      rule: z.string(),
      unitMinor: z.int().describe("what a piece was sent at"),
      memberMinor: z.int().describe("what a piece costs her"),
    }),
  )
  .describe("lines that rules make cheaper for this member, each at its lowest price");

/** What may have paid an order besides money. */
export const payment = z.enum(["redemption", "voucher", "gift-card"]);

export const stampCards = z
  .array(
    z.strictObject({
      reward: z.string().describe("the reward that a full card is"),
      unit: z.string(),
      has: z.int().describe("stamps on it that can be used"),
      needs: z.int().describe("stamps that fill it"),
      filled: z.int().describe("cards filled so far"),
      justFilled: z.int().describe("of them, how many this request filled"),
      waits: z
        .string()
        .nullable()
        .describe("the refusal that keeps a full card waiting, as stock_exhausted; null: nothing does"),
    }),
  )
  .describe("one card for each reward that redeems itself; what is over begins the next");

/** Most rows of one page. */
const PAGE_MAX = 200;
const limit = z.coerce.number().int().min(1).max(PAGE_MAX).default(50).describe("rows of a page, at most 200");

/** The query of a list whose rows are numbered. */
export const numberedPage = z.strictObject({
  limit,
  cursor: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .nullable()
    .default(null)
    .describe("next_cursor of the page before"),
});

/** The query of a list whose rows have names. */
export const namedPage = z.strictObject({
  limit,
  cursor: z.string().regex(ascii).max(200).nullable().default(null).describe("next_cursor of the page before"),
});

/** A page of a list. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ data: z.array(row), next_cursor: z.string().nullable().describe("null: that was all") });
