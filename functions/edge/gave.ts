/** What rules gave because of a request, as contracts show it; voucher codes stay sealed until the answer leaves. */
import type { Effects } from "../decisions/rules.ts";
import type { JsonObject } from "../values/json.ts";
import { earned, messages, surprises, tickets } from "./shapes.ts";
import { earnedView } from "./views.ts";
import { vouchers, vouchersView } from "./voucher-view.ts";

/** The fields of an answer. */
export const gave = { earned, vouchers, surprises, tickets, messages };

/** Nothing, for examples. */
export const GAVE_NOTHING: JsonObject = { earned: [], vouchers: [], surprises: [], tickets: [], messages: [] };

/** The fields of an answer, and what it says besides. */
export function gaveView({
  earned: given,
  gifts,
  surprises: plays,
  tickets: entries,
  messages: told,
  notApplied: _,
  memberPrices: __,
  ...rest
}: Effects & object): JsonObject {
  return {
    ...(rest as JsonObject),
    earned: given.filter(({ amount }) => amount > 0).map(earnedView),
    vouchers: vouchersView(gifts),
    surprises: plays.map((play) => ({ ...play })),
    tickets: entries.map((entry) => ({ ...entry })),
    messages: told.map((message) => ({ ...message })),
  };
}
