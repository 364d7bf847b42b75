import { claimName } from "../decisions/gift-card.ts";
import { decidePaymentBack, type PaymentBack, type PaymentBackStated } from "../decisions/payment-back.ts";
import { topUpEvent } from "../decisions/top-up.ts";
import { waitName } from "../decisions/waiting.ts";
import type { Verb } from "./verb.ts";

/** Takes back of a wallet or a gift card what its payment service took back of the payment, or gives it again. */
export const statePaymentBack: Verb<PaymentBack, PaymentBackStated> = {
  kind: "payment-back",
  subjects: ({ paid }) => {
    const event = topUpEvent(paid);
    return { holders: [paid, claimName(paid), event, waitName(event)], identity: null, claims: [] };
  },
  decide: decidePaymentBack,
};
