/** Stacking: which rules of a group apply together when several hold on one event. */
import * as z from "zod";
import type { Campaign, Rule } from "./campaign.ts";
import { effectEarns, effectUnit } from "./effects/index.ts";
import type { Wording } from "./kinds.ts";
import { type Unit, worthIn } from "./unit.ts";
import { slug } from "./words.ts";

/** sum: all of them · best: the one worth most for this event · exclusive: the first in the document. */
export const stacking = z.strictObject({ group: slug, mode: z.enum(["sum", "best", "exclusive"]).default("sum") });
export type Stacking = z.infer<typeof stacking>;

/** Whether a rule multiplies what others earn. */
export function multiplies({ effects }: Pick<Rule, "effects">): boolean {
  return effects.some(({ kind }) => kind === "multiply");
}

/** What is wrong with the groups of a document, by campaign and rule: what a shape alone cannot say. */
export function stackingFaults(
  campaigns: Pick<Campaign, "rules" | "stacking">[],
  units: Record<string, Unit>,
): { campaign: number; rule: number; says: string }[] {
  const first = new Map<string, { stacking: Stacking; rule: Rule; units: Set<string> }>();
  return campaigns.flatMap(({ rules, stacking: shared }, campaign) =>
    rules.flatMap((rule, index) => {
      const own = rule.stacking ?? shared;
      const fault = (says: string) => [{ campaign, rule: index, says }];
      if (multiplies(rule) && rule.effects.some(effectEarns)) return fault("a rule earns or multiplies, not both");
      if (!own || own.mode === "sum") return [];
      const earned = rule.effects.flatMap((effect) => effectUnit(effect) ?? []);
      if (own.mode === "best" && earned.length < rule.effects.length)
        return fault(`only what rules earn can be compared in the group "${own.group}"`);
      const known = first.get(own.group);
      if (!known) {
        first.set(own.group, { stacking: own, rule, units: new Set(earned) });
        return own.mode === "best" && !areComparable(new Set(earned), units) ? fault(INCOMPARABLE) : [];
      }
      if (known.stacking.mode !== own.mode)
        return fault(`the group "${own.group}" is ${known.stacking.mode}, not ${own.mode}`);
      if (multiplies(known.rule) !== multiplies(rule))
        return fault(`the group "${own.group}" has rules that earn or rules that multiply, not both`);
      for (const unit of earned) known.units.add(unit);
      return own.mode === "best" && !areComparable(known.units, units) ? fault(INCOMPARABLE) : [];
    }),
  );
}

const INCOMPARABLE = "different units can only be compared by what they are worth: give each a worth";

function areComparable(of: Set<string>, units: Record<string, Unit>): boolean {
  return of.size < 2 || [...of].every((unit) => units[unit] && worthIn(units[unit]));
}

/** How a rule stacks, in words; empty where it adds up. */
export function stackingSentence(given: Stacking | undefined, { tongue }: Wording): string {
  return !given || given.mode === "sum" ? "" : tongue.limits.stacking[given.mode];
}
