/**
 * What laws ask of a contest's document, as data: one row a rule, with where it was read and when. The sources are
 * secondary ones and the table is not complete: somebody who may give legal advice has to look at a promotion.
 */

/** When the rows were taken from their sources. */
export const LAW_AS_OF = "2026-11-22";

export type Asks =
  /** A way in without buying that weighs as much as buying once. */
  | { kind: "free-entry" }
  /** A registration where all prizes together are worth more than so many US cents, so many days before the opening. */
  | { kind: "filing"; aboveUsdMinor: number; daysBefore: number | null }
  /** A question of skill before a prize is handed over. */
  | { kind: "skill-question" }
  /** Nobody spends points for tickets. */
  | { kind: "no-points-for-tickets" }
  /** Every way in gives as many tickets as any other. */
  | { kind: "equal-tickets" }
  /** Nobody younger enters. */
  | { kind: "least-age"; age: number }
  /** Records are kept for so many months at least. */
  | { kind: "retention"; months: number }
  /** Prizes have their value in US dollars, for tax.ts. */
  | { kind: "usd-values" };

export interface Law {
  /** Where it holds; null: it is asked of every contest here. */
  region: string | null;
  asks: Asks;
  /** The rule in a sentence. */
  says: string;
  source: string;
}

export const laws: Law[] = [
  {
    region: null,
    asks: { kind: "free-entry" },
    says: "A prize and chance for something one pays is a lottery: there has to be a free way in that weighs as much.",
    source: "woobox.com, thecrimsonmarket.com and nationalsweepstakes.com on consideration and free entry",
  },
  {
    region: "US-NY",
    asks: { kind: "filing", aboveUsdMinor: 500_000, daysBefore: 30 },
    says: "New York has contests with prizes above USD 5,000 registered and bonded 30 days before they open.",
    source: "promotionactivators.com; NY General Business Law 369-e",
  },
  {
    region: "US-FL",
    asks: { kind: "filing", aboveUsdMinor: 500_000, daysBefore: 7 },
    says: "Florida has contests with prizes above USD 5,000 registered and bonded 7 days before they open.",
    source: "promotionactivators.com; Florida Statutes 849.094",
  },
  {
    region: "US-RI",
    asks: { kind: "filing", aboveUsdMinor: 50_000, daysBefore: null },
    says: "Rhode Island has contests of retail shops with prizes above USD 500 registered (a repeal was before its parliament in 2024).",
    source: "promotionactivators.com; outcome of the 2024 bill not verified",
  },
  {
    region: "US-RI",
    asks: { kind: "retention", months: 6 },
    says: "Rhode Island has the names of winners of more than USD 25 kept for six months.",
    source: "promotionactivators.com",
  },
  {
    region: "US",
    asks: { kind: "least-age", age: 13 },
    says: "Data of children under 13 may be collected in the United States with their parents' consent only.",
    source: "COPPA, 16 CFR part 312",
  },
  {
    region: "US",
    asks: { kind: "usd-values" },
    says: "Prizes of winners in the United States are reported for tax by their value in dollars.",
    source: "mondaq.com 1754700, reedsmith.com",
  },
  {
    region: "CA",
    asks: { kind: "skill-question" },
    says: "In Canada a prize of pure chance is unlawful: winners answer a question of skill first.",
    source: "mondaq.com 23467; Criminal Code, section 206",
  },
  {
    region: "AU-NSW",
    asks: { kind: "no-points-for-tickets" },
    says: "In New South Wales members of a loyalty programme may not redeem points for entry into a draw.",
    source: "Liquor and Gaming NSW, guide to trade promotions (an older edition)",
  },
  {
    region: "AU-SA",
    asks: { kind: "equal-tickets" },
    says: "In South Australia every ticket has the same chance.",
    source: "austlii.edu.au, Lotteries Regulations (SA)",
  },
  {
    region: "AU-QLD",
    asks: { kind: "filing", aboveUsdMinor: 0, daysBefore: null },
    says: "Queensland approves electronic draw systems.",
    source: "gadens.com on the approvals that New South Wales and South Australia dropped in 2021 and 2020",
  },
];

/** US cents from which on the prizes that one winner has in a year are reported, by year. From 2027 on it is indexed: the last one known holds until somebody enters it. */
export const US_TAX_FROM: { year: number; usdMinor: number; source: string }[] = [
  {
    year: 2026,
    usdMinor: 200_000,
    source: "mondaq.com 1754700, reedsmith.com: Form 1099-MISC for payments after 2025-12-31",
  },
  { year: 2025, usdMinor: 60_000, source: "the same, for payments before 2026" },
];

/** The threshold of a year, in US cents. */
export function usTaxFrom(year: number): number {
  const known = US_TAX_FROM.find((row) => row.year <= year) ?? US_TAX_FROM.at(-1);
  if (!known) throw new Error("the table of thresholds is empty");
  return known.usdMinor;
}
