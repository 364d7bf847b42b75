/** A payment as stores report it, wherever money comes in. */
import * as z from "zod";
import type { Payment } from "../decisions/payment.ts";
import { idText } from "./shapes.ts";

export const payment = z
  .strictObject({ reference: idText("the payment's own name, as the store's payment service has it") })
  .describe("it brings money in once, whatever for");

/** The payment that a body tells of. */
export function paymentOf(paid: { amountMinor: number; currency: string; payment: z.output<typeof payment> }): Payment {
  return { amountMinor: paid.amountMinor, currency: paid.currency, reference: paid.payment.reference };
}
