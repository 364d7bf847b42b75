import { filled } from "./words.ts";

/** What the page says of a play, in its language; what stands in braces is put in. */
export interface RevealWords {
  skip: string;
  number: string;
  away: string;
  due: string;
  late: string;
  won: string;
  consolation: string;
  form: string;
  stockOut: string;
  capped: string;
  lost: string;
  failed: string;
}

/** What a play turned out to be. */
export function outcomeText(
  { state, prize }: { state: string; prize: { name: string } | null },
  words: Pick<RevealWords, "won" | "consolation" | "form" | "stockOut" | "capped" | "lost">,
): string {
  if (prize && state === "awaiting_form") return filled(words.form, { prize: prize.name });
  if (prize) return filled(state === "won" ? words.won : words.consolation, { prize: prize.name });
  if (state === "capped") return words.capped;
  return state === "stock_out" ? words.stockOut : words.lost;
}
