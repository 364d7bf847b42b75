/** "€40.00" from minor units, in a language's way of writing the currency. */
export function moneyText(minor: number, { currency, language }: { currency: string; language: string }): string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
