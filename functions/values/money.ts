/** Money in words. Amounts are integer minor units with their currency; nothing is computed from the words. */
import { numberFormat } from "./formats.ts";

/** Largest amount of money or units in one request: a billion, so that products stay exact and sums stay far below 2^53. */
export const AMOUNT_MAX = 1_000_000_000;

/**
 * Currencies whose minor unit is not a hundredth (ISO 4217, list one of 2026). Intl is not asked: runtimes carry different
 * tables (RSD has 0 digits in workerd and 2 in Node 24), and an amount must read the same wherever it is shown or converted.
 */
const OTHER_DIGITS: Record<number, string> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};
const DIGITS = new Map(
  Object.entries(OTHER_DIGITS).flatMap(([digits, codes]) =>
    codes.split(" ").map((code) => [code, Number(digits)] as const),
  ),
);

/** Digits after the decimal point that a currency's minor unit stands for. */
export function digitsOf(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/** "€40.00": minor units in a language's way of writing the currency. */
export function moneyText(minor: number, currency: string, language: string): string {
  const digits = digitsOf(currency);
  const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return numberFormat(language, style).format(minor / 10 ** digits);
}
