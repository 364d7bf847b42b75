/** Money in words. Amounts are integer minor units with their currency; nothing is computed from the words. */

/** "€40.00": minor units in a language's way of writing the currency. */
export function moneyText(minor: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
