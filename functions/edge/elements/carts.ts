/** Quotes of carts as elements ask for them: what each earns, and the one thing that is worth saying beside it. */
import * as z from "zod";
import type { Quoted } from "../../decisions/quote.ts";
import type { Carts, CartsQuoted } from "../../decisions/quote-carts.ts";
import type { Wording } from "../../programme/kinds.ts";
import type { Programme } from "../../programme/programme.ts";
import { say } from "../../programme/words.ts";
import { listFormat } from "../../values/formats.ts";
import type { Json, JsonObject } from "../../values/json.ts";
import type { Language } from "../../values/language.ts";
import { AMOUNT_MAX } from "../../values/money.ts";
import { phrasesFor } from "../phrases/index.ts";
import { amount, idText, text } from "../shapes.ts";
import { elementPhrasesFor } from "./phrases/index.ts";
import { apart, spokenIn } from "./spoken.ts";

/** Products on a page, each asked about as a cart of its own. */
const CARTS_MAX = 50;
/** Lines of one cart. */
const LINES_MAX = 100;

const line = z
  .strictObject({
    sku: text("your number of the goods", 100),
    category: text("category of the goods", 100).optional(),
    quantity: z.int().min(1).max(1_000_000).default(1),
    unitMinor: amount.describe("price of one piece, in minor units"),
  })
  .refine(({ quantity, unitMinor }) => quantity * unitMinor <= AMOUNT_MAX, "a line is worth at most a billion");

export const cartsBody = z.strictObject({
  store: idText("the store's id: sto_…"),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe("of the prices; the programme's where absent"),
  lang: z.string().max(35).optional().describe("language of the page, a BCP 47 tag; the programme's where absent"),
  carts: z
    .array(
      z.strictObject({
        lines: z.array(line).min(1).max(LINES_MAX),
        discountMinor: amount.default(0).describe("off the goods"),
      }),
    )
    .min(1)
    .max(CARTS_MAX)
    .describe("each quoted alone: the products of a page, or the one cart"),
});

const earns = z.array(z.strictObject({ unit: z.string(), amount: z.int() }));

export const cartsAnswer = z.strictObject({
  data: z
    .array(
      z.strictObject({
        earns,
        says: z.string().nullable().describe("what it earns, in the language of the page; null: nothing"),
        nudge: z
          .strictObject({
            kind: z.enum(["voucher", "reward", "reached", "missing", "earns"]),
            id: z.string().nullable().describe("the voucher or the reward; null: there is none to take"),
            says: z.string(),
          })
          .nullable()
          .describe(
            "the best thing to say beside a cart: a voucher that she has, a reward in reach, one that this cart reaches, what is missing",
          ),
      }),
    )
    .describe("in the order of the carts"),
});

export const cartsExample: { body: Json; answer: Json } = {
  body: { store: "sto_shop", lang: "en", carts: [{ lines: [{ sku: "MUG-1", quantity: 2, unitMinor: 2000 }] }] },
  answer: {
    data: [
      {
        earns: [{ unit: "points", amount: 80 }],
        says: "Earn 80 points",
        nudge: { kind: "missing", id: "coffee", says: "260 points to Coffee" },
      },
    ],
  },
};

/** The carts of a body, for a member or for a visitor. */
export function cartsOf({ store, currency, carts }: z.output<typeof cartsBody>, member: Carts["member"]): Carts {
  return {
    store,
    member,
    currency: currency ?? null,
    carts: carts.map(({ lines, discountMinor }) => ({
      discountMinor,
      lines: lines.map(({ category = null, ...rest }, index) => ({ ...rest, line: String(index + 1), category })),
    })),
  };
}

/** Quotes in words, for a member or for a visitor. */
export function cartsView(
  { quoted, programme }: CartsQuoted,
  { page, isMember }: { page: string | undefined; isMember: boolean },
): JsonObject {
  const { wording, language } = spokenIn(programme, page);
  const phrases = elementPhrasesFor(language);
  return {
    data: quoted.map((quote) => {
      const earned = sumsOf(quote);
      const units = listFormat(language).format(
        earned.map(({ unit, amount }) => apart(wording.units(amount, unit), language)),
      );
      const { earns, membersEarn, cartEarnsMembers } = phrases;
      const isNothing = earned.length === 0;
      return {
        earns: earned,
        says: isNothing ? null : isMember ? earns(units) : membersEarn(units),
        nudge: isMember
          ? nudgeFor(quote, { programme, wording, language, units: isNothing ? null : units })
          : isNothing
            ? null
            : { kind: "earns", id: null, says: cartEarnsMembers(units) },
      };
    }),
  };
}

/** What rules earn, by unit. */
function sumsOf({ earned }: Quoted): { unit: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { unit, amount } of earned) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums].map(([unit, amount]) => ({ unit, amount }));
}

/** The best thing to say: what costs her nothing first, then what she can have, then what is near. */
function nudgeFor(
  { vouchers, rewards, earned, nudge }: Quoted,
  {
    programme,
    wording,
    language,
    units,
  }: { programme: Programme; wording: Wording; language: Language; units: string | null },
): JsonObject | null {
  const phrases = elementPhrasesFor(language);
  const nameOf = (reward: string) =>
    apart(say(programme.rewards.find(({ id }) => id === reward)?.name ?? reward, language), language);
  const [voucher] = vouchers;
  if (voucher?.amountMinor)
    return { kind: "voucher", id: voucher.voucher, says: phrases.voucherTakes(wording.money(voucher.amountMinor)) };
  const inReach = rewards.filter(({ missing }) => missing === 0);
  const [best] = [...inReach].sort((a, b) => (b.discountMinor ?? 0) - (a.discountMinor ?? 0));
  if (best) {
    const costs = apart(wording.units(best.costs, best.unit), language);
    const says =
      best.discountMinor === null
        ? phrases.rewardReady(nameOf(best.reward), costs)
        : phrases.rewardTakes(wording.money(best.discountMinor), costs);
    return { kind: "reward", id: best.reward, says };
  }
  if (nudge) {
    const earns = earned.filter(({ unit }) => unit === nudge.unit).reduce((sum, { amount }) => sum + amount, 0);
    return earns >= nudge.missing && units !== null
      ? { kind: "reached", id: nudge.reward, says: phrases.cartReaches(units, nameOf(nudge.reward)) }
      : {
          kind: "missing",
          id: nudge.reward,
          says: phrasesFor(language).home.missing(
            apart(wording.units(nudge.missing, nudge.unit), language),
            nameOf(nudge.reward),
          ),
        };
  }
  return units === null ? null : { kind: "earns", id: null, says: phrases.cartEarns(units) };
}
