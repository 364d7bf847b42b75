import { claimName } from "../decisions/gift-card.ts";
import { decidePaymentBack, type PaymentBack, type PaymentBackStated } from "../decisions/payment-back.ts";
import type { Verb } from "./verb.ts";

/** Takes back of a wallet or a gift card what its payment service took back of the payment, or gives it again. */
export const statePaymentBack: Verb<PaymentBack, PaymentBackStated> = {
  kind: "payment-back",
  subjects: ({ paid }) => ({ holders: [paid, claimName(paid)], identity: null, claims: [] }),
  decide: decidePaymentBack,
};
