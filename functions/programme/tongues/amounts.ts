/** Amounts of which all or any are needed; those of a list within are needed the other way round, and stand in brackets. */
export function amountsSaid<Amount>(
  { amounts, needsAll }: { amounts: Amount[][]; needsAll: boolean },
  {
    one,
    both,
    either,
    nested,
  }: {
    one(amount: Amount): string;
    both(said: string[]): string;
    either(said: string[]): string;
    nested(said: string): string;
  },
): string {
  const [outer, inner] = needsAll ? [both, either] : [either, both];
  return outer(amounts.map((list) => (list.length === 1 ? list.map(one).join("") : nested(inner(list.map(one))))));
}
