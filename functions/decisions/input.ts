/**
 * Publishing an input: stock, season or demand as a number that rules may read. It is a count of the programme itself,
 * so that everything decided under one number is decided again when it changes in between.
 */
import type { Programme } from "../programme/programme.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { expectProgramme } from "./paused.ts";

export interface InputPublication {
  input: string;
  value: number;
  /** Which store says so; null: staff. */
  store: string | null;
}

export interface InputPublished {
  operation: string;
  input: string;
  value: number;
  /** What it was; null: nobody had published it, and the document has none to begin with. */
  before: number | null;
}

/** Refusals, in order: input_unknown (also for one that other stores publish; nothing stored), input_outside_limits (stored). */
export function decidePublishInput(
  facts: Facts,
  { input, value, store }: InputPublication,
  given: Given,
): Decided<InputPublished> {
  const { programme } = facts.current;
  const terms = Object.hasOwn(programme.inputs, input) ? programme.inputs[input] : undefined;
  const mayPublish = store === null || terms?.stores === undefined || terms.stores.includes(store);
  if (!terms || !mayPublish) return cannotDecide("input_unknown", {}, "/input");
  const { min, max } = terms;
  if (value < min || value > max) return refuse("input_outside_limits", { value, min, max });
  const draft = draftOf(facts);
  const before = inputValue(draft, programme, input);
  const change = (metric: string, to: number) =>
    draft.count({ holder: PROGRAMME, metric, bucket: 0, amount: to - draft.counted(PROGRAMME, metric) });
  change(valueMetric(input), value);
  change(publishedMetric(input), facts.now);
  draft.change(expectProgramme(draft, facts));
  return { written: draft.written(null), outcome: { operation: given.operation, input, value, before } };
}

/** An input as it is now; null: nobody published it, and the document has none to begin with. */
export function inputValue(draft: Draft, { inputs }: Programme, name: string): number | null {
  if (draft.counted(PROGRAMME, publishedMetric(name)) > 0) return draft.counted(PROGRAMME, valueMetric(name));
  return inputs[name]?.initial ?? null;
}

const PROGRAMME = "programme";
const valueMetric = (input: string) => `input:${input}`;
/** The instant of the last publication: tells 0 from never. */
const publishedMetric = (input: string) => `input-at:${input}`;
