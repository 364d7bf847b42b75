/** The words that every Shopify body is made of, as zod shapes, and the one way to read a body by a shape. */

import * as z from "zod";
import { EMAIL, PHONE } from "../../../values/member-ref.ts";
import { AMOUNT_MAX } from "../../../values/money.ts";
import { instantOf } from "../instant.ts";
import { minorOf } from "../money.ts";
import type { Customer, Malformed } from "./fact.ts";

// Shopify's numeric ids are unsigned 64-bit.
const DIGITS = /^[1-9]\d{0,19}$/;

/** A numeric id as its exact digits. */
export const numericId = z.union([z.int().positive(), z.string().regex(DIGITS)]).transform(String);

/** The two ways in which a resource says its id; `exactId` makes one of them. */
export const idFields = { id: numericId.nullish(), admin_graphql_api_id: z.string().nullish() };

/**
 * The digits of `gid://shopify/{resource}/{digits}`, else of `id`; null when there are neither. The gid goes first: it
 * was a string all the way, and the numeric id may have passed through a double before it was signed.
 */
export function exactId(
  resource: string,
  from: { id?: string | null | undefined; admin_graphql_api_id?: string | null | undefined },
): string | null {
  return digitsOfGid(resource, from.admin_graphql_api_id) ?? from.id ?? null;
}

/** The digits of a gid of this resource, or null. */
export function digitsOfGid(resource: string, gid: string | null | undefined): string | null {
  const prefix = `gid://shopify/${resource}/`;
  const digits = gid?.startsWith(prefix) ? gid.slice(prefix.length) : "";
  return DIGITS.test(digits) ? digits : null;
}

/** An RFC 3339 instant, as UTC. */
export const instant = z.string().transform((text, context) => {
  const utc = instantOf(text);
  if (utc === null) context.addIssue({ code: "custom", message: "is not an RFC 3339 instant" });
  return utc ?? z.NEVER;
});

/** A quantity of goods. */
export const quantity = z.int().min(0);

/** An amount in minor units of its currency. */
export interface Money {
  minor: number;
  currency: string;
}

/** The shop's side of a `…_set`, never below zero. The customer's side (presentment) is another currency. */
export const price = shopMoney(false);

/** The same, either side of zero. */
export const signedAmount = shopMoney(true);

function shopMoney(isSigned: boolean) {
  const amount = z.union([z.string(), z.number()]).transform(String);
  const money = z
    .object({ amount, currency_code: z.string() })
    .transform(({ amount, currency_code }, context): Money => {
      const minor = minorOf({ decimal: amount, currency: currency_code, isSigned });
      if (minor === null) context.addIssue({ code: "custom", message: "is not an amount of its currency" });
      return minor === null ? z.NEVER : { minor, currency: currency_code };
    });
  return z.object({ shop_money: money }).transform((set) => set.shop_money);
}

/** Whether a sum is one that an order of ours may have. */
export const isCountable = (sum: number): boolean => Math.abs(sum) <= AMOUNT_MAX;

/** The sum of the amounts' minor units; it may leave what is countable, and its users ask. */
export function sumOf(amounts: readonly { minor: number }[]): number {
  return amounts.reduce((so, amount) => so + amount.minor, 0);
}

/** The fields that name a person, wherever a body has them. */
export const personFields = { ...idFields, email: z.string().nullish(), phone: z.string().nullish() };

/**
 * A person's names from the places that may hold them, the first usable one of each. What is not an address or a number
 * is left out rather than refused: the other names still find her.
 */
export function customerOf(from: {
  externalId: string | null;
  emails: readonly (string | null | undefined)[];
  phones: readonly (string | null | undefined)[];
}): Customer {
  const email = from.emails.map((text) => text?.trim() ?? "").find((text) => EMAIL.test(text));
  const phone = from.phones.map((text) => text?.trim() ?? "").find((text) => PHONE.test(text));
  return {
    ...(from.externalId === null ? {} : { externalId: from.externalId }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** The body as the shape has it, or where it first differs. The reason tells the rule, never what stood there. */
export function readAs<Shape extends z.ZodType>(shape: Shape, body: unknown): { value: z.output<Shape> } | Malformed {
  const result = shape.safeParse(body);
  if (result.success) return { value: result.data };
  const issue = result.error.issues[0];
  return malformed(issue?.path ?? [], issue?.message ?? "cannot be read");
}

/** A malformed fact with the path as an RFC 6901 pointer. */
export function malformed(path: readonly PropertyKey[], reason: string): Malformed {
  const escaped = path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`);
  return { kind: "malformed", pointer: escaped.join(""), reason };
}
