/** What Tessera counts of every member for limits of its own, whatever the document; no metric of a document is called so. */

/** Refusals that were stored, by day. */
export const REFUSALS = "refusals";
/** Codes that were not the counter's, by day. */
export const WRONG_CODES = "wrong-codes";
/** What she won in prizes, in US cents, by month. */
export const PRIZES_USD = "prizes-usd";
/** Her tax forms, by month. */
export const TAX_FORMS = "tax-forms";

export const OWN_METRICS: readonly string[] = [REFUSALS, WRONG_CODES, PRIZES_USD, TAX_FORMS];
