/**
 * Everything that this shop's server asks the loyalty engine, and all that another shop would copy: seven requests of the
 * public API, each a function. A shop elsewhere sends the same with `fetch` and its key; here `ask` leaves out the network.
 *
 *   she signs in      POST /v1/member-sessions       a token of an hour, for the elements on the pages
 *   she fills a cart  POST /v1/quotes                what it earns, what her tier and her vouchers take off
 *   she redeems       POST /v1/redemptions           points become a voucher
 *   she pays          POST /v1/purchases             the order earns; the voucher is used in the same request
 *   she asks why      GET  /v1/purchases/{order}     what it earned, and what refunds took back, in words
 *   she returns it    POST /v1/purchases/{order}/refunds
 *
 * Each write carries an Idempotency-Key that was made before it was sent, so that a double click, a reload or a lost answer
 * is one order, one redemption, one refund.
 */

import type { App, Ctx } from "../../../edge/serve.ts";
import type { JsonObject } from "../../../values/json.ts";
import type { Language } from "../../../values/language.ts";
import { type Asked, askAsStore, readAsMember, readAsStore } from "../ask.ts";

/** A line of an order, as the engine is told it. */
export interface OrderLine {
  line: string;
  sku: string;
  name: string;
  category: string;
  quantity: number;
  unitMinor: number;
}

/** What the shop uses of POST /v1/quotes. */
export interface CartQuote {
  memberPrices: { line: string; memberMinor: number }[];
  discount: { percent: number; discountMinor: number } | null;
  earns: { unit: string; amount: number }[];
  vouchers: { voucher: string; reward: string; amountMinor: number }[];
  rewards: {
    reward: string;
    name: string;
    unit: string;
    costs: number;
    missing: number;
    discountMinor: number | null;
  }[];
}

/** What the shop uses of GET /v1/purchases/{order}. */
export interface OrderStory {
  order: string;
  member: string;
  totalMinor: number;
  earned: { says: string }[];
  refunds: {
    refund: string;
    amountMinor: number;
    lines: { line: string; quantity: number }[];
    takenBack: { says: string }[];
  }[];
}

/** A problem, as the engine says it: see /problems. */
export interface Problem {
  code: string;
}

const NOTHING_QUOTED: CartQuote = { memberPrices: [], discount: null, earns: [], vouchers: [], rewards: [] };

/** The engine as this shop's server sees it, for one request of a browser; what it says, it says in the page's language. */
export function loyaltyOf(app: App, context: Ctx, language?: Language) {
  return {
    /** A token for a customer whom the shop has signed in: it opens her own account, for an hour, and no other. */
    async tokenFor(member: string): Promise<{ token: string; expiresAt: string }> {
      const body = { member: { id: member } };
      return (
        await askAsStore<{ token: string; expiresAt: string }>(app, context, { path: "/v1/member-sessions", body })
      ).answer;
    },

    /** What a cart would earn and what may be taken off it. Writes nothing, so that a cart may ask as often as it likes. */
    async quote(member: string | null, currency: string, lines: OrderLine[]): Promise<CartQuote> {
      const body: JsonObject = {
        ...(member === null ? {} : { member: { id: member } }),
        currency,
        channel: "web",
        lines: lines.map(({ name: _, ...line }) => line),
      };
      const { status, answer } = await askAsStore<CartQuote>(app, context, { path: "/v1/quotes", body, language });
      // A shop sells on while its loyalty engine is away.
      return status === 200 ? answer : NOTHING_QUOTED;
    },

    /** Her vouchers with their codes: what she would read on her own page, asked with her own token. */
    async vouchersOf(member: string): Promise<{ id: string; code: string; name: string }[]> {
      const { token } = await this.tokenFor(member);
      const path = "/v1/me/vouchers";
      return (
        await readAsMember<{ data: { id: string; code: string; name: string }[] }>(app, context, {
          path,
          token,
          language,
        })
      ).answer.data;
    },

    /** Spends her units on a reward. `key` was in the form that she sent. */
    redeem(member: string, reward: string, key: string): Promise<Asked<{ voucher?: { id: string } } & Problem>> {
      return askAsStore(app, context, { path: "/v1/redemptions", key, body: { member: { id: member }, reward } });
    },

    /** Reports an order that was paid. Its number is the key: the same order twice is one order. */
    report(purchase: JsonObject & { order: string }): Promise<Asked<Problem>> {
      return askAsStore(app, context, { path: "/v1/purchases", key: purchase.order, body: purchase });
    },

    /** What became of an order; null where the engine knows none of that number. */
    async story(order: string): Promise<OrderStory | null> {
      const { status, answer } = await readAsStore<OrderStory>(app, context, `/v1/purchases/${order}`, language);
      return status === 200 ? answer : null;
    },

    /** Gives lines or money of an order back: the engine takes back what they earned, to the exact unit. */
    refund(order: string, refund: JsonObject & { refund: string }): Promise<Asked<Problem>> {
      return askAsStore(app, context, { path: `/v1/purchases/${order}/refunds`, key: refund.refund, body: refund });
    },
  };
}
