/**
 * Gift cards: a code made of the programme's secret and the store's id of the sale, and a public id made of the secret and
 * the code. Nothing of a code is stored: whoever has it finds the card, and the ledger alone does not find the code.
 */
import { hmacHex } from "./hash.ts";
import { codeFrom, readCode } from "./voucher-code.ts";

/** Signs a label under the programme's secret. */
type Signing = (label: string) => string;

/** Digits of a card's id: 128 bits. */
const ID_DIGITS = 32;

/** What a stored answer holds in place of a code; no request can contain it, since control characters are refused. */
export const SEALED_GIFT_CARD = "\u0001gift-card\u0001";

/** The code of the card that a store sold. */
export function giftCardCode(sign: Signing, { store, id }: { store: string; id: string }): string {
  return codeFrom(sign(`gift-card/${store}/${id}`));
}

/** The public id of the card with a code, as it was typed; of no card where it is no code. */
export function giftCardOf(sign: Signing, typed: string): string {
  return `gft_${sign(`gift-card-id/${readCode(typed) ?? ""}`).slice(0, ID_DIGITS)}`;
}

/** Signs with a secret. */
export function signing(secret: string): Signing {
  return (label) => hmacHex(secret, label);
}
