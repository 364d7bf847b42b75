/** Stacking: of the rules that hold on one event, those that are applied together. */
import type { NotApplied } from "../programme/not-applied.ts";
import type { RuleOf } from "./limits.ts";

/** What a rule is worth for the event, as an exact fraction; the denominator is positive. */
export interface Worth {
  numerator: bigint;
  denominator: bigint;
}

/** The rules that stay, in their order; those left out of a group are told. Rules that are worth the same: the first. */
export function stacked<Of extends RuleOf>(
  given: Of[],
  worthOf: (of: Of) => Worth,
): { applied: Of[]; notApplied: NotApplied[] } {
  const winners = new Map<string, Of>();
  for (const of of given) {
    const { group, mode } = of.rule.stacking ?? { group: "", mode: "sum" };
    const known = winners.get(group);
    if (mode !== "sum" && (!known || (mode === "best" && isMore(worthOf(of), worthOf(known))))) winners.set(group, of);
  }
  const applied: Of[] = [];
  const notApplied: NotApplied[] = [];
  for (const of of given) {
    const { group, mode } = of.rule.stacking ?? { group: "", mode: "sum" };
    const winner = winners.get(group);
    if (mode === "sum" || !winner || winner === of) applied.push(of);
    else notApplied.push({ rule: of.rule.id, because: { kind: "stacking", mode, applied: winner.rule.id } });
  }
  return { applied, notApplied };
}

/** Sum of worths. */
export function addedUp(worths: Worth[]): Worth {
  return worths.reduce(
    (sum, { numerator, denominator }) => ({
      numerator: sum.numerator * denominator + numerator * sum.denominator,
      denominator: sum.denominator * denominator,
    }),
    { numerator: 0n, denominator: 1n },
  );
}

function isMore(a: Worth, b: Worth): boolean {
  return a.numerator * b.denominator > b.numerator * a.denominator;
}
