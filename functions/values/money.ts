/** Money in words. Amounts are integer minor units with their currency; nothing is computed from the words. */

/**
 * Currencies whose minor unit is not a hundredth, as CLDR 47 has them. Runtimes carry different tables (RSD has 0 digits in
 * workerd and 2 in Node 24), and an amount must read the same wherever it is shown or converted.
 */
const NO_DIGITS =
  "AFN ALL BIF CLP COP DJF GNF HUF IDR IQD IRR ISK JPY KMF KPW KRW LAK LBP MGA MMK PKR PYG RWF SLL SOS SYP UGX VND VUV XAF XOF XPF YER";
const DIGITS = new Map<string, number>([
  ...NO_DIGITS.split(" ").map((code): [string, number] => [code, 0]),
  ...["BHD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code): [string, number] => [code, 3]),
]);

/** Digits after the decimal point that a currency's minor unit stands for. */
export function digitsOf(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/** "€40.00": minor units in a language's way of writing the currency. */
export function moneyText(minor: number, currency: string, language: string): string {
  const digits = digitsOf(currency);
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}
