/** Money in words. Amounts are integer minor units with their currency; nothing is computed from the words. */
import { numberFormat } from "./formats.ts";

/** "€40.00": minor units in a language's way of writing the currency. */
export function moneyText(minor: number, currency: string, language: string): string {
  const format = numberFormat(language, { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
