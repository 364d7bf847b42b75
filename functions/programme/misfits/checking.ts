/** What the checks of all parts share: the names that a document defines, and the faults found so far. */
import { type Condition, conditionFaults, conditionNames } from "../conditions/index.ts";
import { eventSentence, eventTerms } from "../event.ts";
import { type Fault, pointerOf } from "../faults.ts";
import type { Named, Naming } from "../kinds.ts";
import type { Programme } from "../programme.ts";
import { giftGrants, isHanded, type Reward } from "../rewards/index.ts";
import { staffWordingOf } from "../wording.ts";

type Path = PropertyKey[];

export interface Checking {
  given: Programme;
  faults: Fault[];
  fault(path: Path, says: string): void;
  /** Faults of names that the document does not define; `path` is where they stand. */
  need(kind: Named, name: string, path: Path): void;
  needAll(names: Naming[], path: Path): void;
  needEvent(name: string, path: Path): void;
  /** What begins ends after that. */
  ends(times: { from?: string | undefined; until?: string | undefined }, path: Path): void;
  /** A table by tier has a tier in it. */
  byTier(percentByTier: Record<string, number> | undefined, path: Path): void;
  /** Each part of a list is named once. */
  once(parts: { id: string }[], path: Path): void;
  /** A condition by itself, whatever it is asked about. */
  condition(condition: Condition, path: Path): void;
  /** Says that an event has not what is asked of it; null: it has. */
  lacks(on: string, misfit: string | null, path: Path): void;
  /** What a unit is of which one is had at a time; null: any number is. */
  single(unit: string): "badge" | "membership" | null;
  oneAtMost(given: { unit: string; amount: number }, path: Path): void;
  /** A reward that is given without being asked for, where the document has it. */
  gift(name: string, path: Path): Reward | undefined;
  /** How an event is called in a fault. */
  eventSaid(on: string): string;
}

/** A check of a document, without faults yet. */
export function checkingOf(given: Programme): Checking {
  const faults: Fault[] = [];
  const wording = staffWordingOf(given);
  const known = namesIn(given);
  const fault = (path: Path, says: string) => {
    faults.push({ pointer: pointerOf(path), says });
  };
  const need = (kind: Named, name: string, path: Path) => {
    if (!known[kind].has(name)) fault(path, `there is no ${kind} "${name}"`);
  };
  const needAll = (names: Naming[], path: Path) => {
    for (const { what, name, path: at } of names) need(what, name, [...path, ...at]);
  };
  const eventSaid = (on: string) => eventSentence(on, given.events, wording);
  const single = (unit: string) => {
    const { badge, membership } = given.units[unit] ?? {};
    return badge ? "badge" : membership ? "membership" : null;
  };
  return {
    given,
    faults,
    fault,
    need,
    needAll,
    needEvent(name, path) {
      if (!eventTerms(name, given.events)) fault(path, `there is no event "${name}"`);
    },
    ends({ from, until }, path) {
      if (from !== undefined && until !== undefined && Date.parse(until) <= Date.parse(from))
        fault([...path, "until"], "ends before it begins");
    },
    byTier(percentByTier, path) {
      if (percentByTier && Object.keys(percentByTier).length === 0)
        fault([...path, "percentByTier"], "says nothing of any tier");
    },
    once(parts, path) {
      const names = parts.map(({ id }) => id);
      for (const [index, name] of names.entries())
        if (names.indexOf(name) !== index) fault([...path, index, "id"], `"${name}" is named twice`);
    },
    condition(condition, path) {
      const before = faults.length;
      needAll(conditionNames(condition), path);
      if (faults.length > before) return;
      for (const { path: at, says } of conditionFaults(condition, given)) fault([...path, ...at], says);
    },
    lacks(on, misfit, path) {
      if (misfit !== null) fault(path, `${eventSaid(on)} has no ${misfit}`);
    },
    single,
    oneAtMost({ unit, amount }, path) {
      const is = single(unit);
      if (is !== null && amount > 1) fault(path, `"${unit}" is a ${is}: give 1 of it`);
    },
    gift(name, path) {
      const reward = given.rewards.find(({ id }) => id === name);
      if (!reward || !isHanded(reward)) fault(path, `"${name}" is no reward that can be handed over`);
      else if (giftGrants(reward).length === 0)
        fault(path, `"${name}" is given to who asks for it, and gives nothing by itself`);
      return reward;
    },
    eventSaid,
  };
}

function namesIn(given: Programme): Record<Named, Set<string>> {
  const ids = (parts: { id: string }[]) => new Set(parts.map(({ id }) => id));
  return {
    unit: new Set(Object.keys(given.units)),
    metric: new Set(Object.keys(given.metrics)),
    tier: ids(given.tiers.flatMap(({ levels }) => levels)),
    pool: ids(given.surprises),
    contest: ids(given.contests),
    reward: ids(given.rewards),
    campaign: ids(given.campaigns),
    rule: ids(given.campaigns.flatMap(({ rules }) => rules)),
    segment: new Set(Object.keys(given.segments)),
    attribute: new Set(Object.keys(given.attributes)),
    choice: new Set(Object.entries(given.attributes).flatMap(([name, terms]) => choicesOf(name, terms))),
    input: new Set(Object.keys(given.inputs)),
  };
}

function choicesOf(name: string, terms: Programme["attributes"][string]): string[] {
  return "choices" in terms ? terms.choices.map(({ id }) => `${name}: ${id}`) : [];
}
