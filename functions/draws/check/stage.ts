/** A check as people follow it: nine stages, each with what went in, what came out, and whether it is what was published. */
import { isSaid, type Part, type Said, said } from "../said.ts";
import { countOf, type Step, stepSaid } from "../verdict.ts";

/** What stands over a stage before anything was computed: the page shows it without a script too. */
export type StageText = { id: string; title: Said; about: Said };

/** A value that a stage took or gave. Hex and JSON are for machines: shown folded, copied whole. */
export type Value = { name: Said; text: Part; form: "hex" | "json" | "words" };

/**
 * `agrees` and `differs` are findings. `absent`: the mode, or what was handed in, has nothing for this stage. `waiting`: it
 * will have, later. `unreached`: it needs what differs before it.
 */
export type State = "agrees" | "differs" | "absent" | "waiting" | "unreached";

/** A stage that was done: its state with the reason in a sentence, and every single comparison that it consists of. */
export type Stage = StageText & { state: State; says: Part; takes: Value[]; gives: Value[]; compared: Step[] };

/** What a stage is made of. `otherwise` is its state where nothing was compared; `says` its sentence where all agrees. */
export type Parts = {
  compared: Step[];
  says?: Part;
  otherwise?: { state: "absent" | "waiting"; because: Part };
  takes?: Value[];
  gives?: Value[];
};

/** A stage from its parts: it differs by the first comparison that does. */
export function stageOf(text: StageText, { compared, says, otherwise, takes = [], gives = [] }: Parts): Stage {
  const wrong = compared.filter(({ ok }) => !ok);
  const [first, ...others] = wrong;
  const shown = { ...text, takes, gives, compared };
  if (first) return { ...shown, state: "differs", says: [wrongSaid(first), ...more(others)] };
  if (compared.length === 0 && otherwise) return { ...shown, state: otherwise.state, says: otherwise.because };
  if (compared.length === 0) return { ...shown, state: "unreached", says: said("not.reached") };
  return {
    ...shown,
    state: otherwise?.state ?? "agrees",
    says: otherwise?.because ?? says ?? compared.map((step) => step.says),
  };
}

/** Bytes in hex. */
export function hexValue(name: Said, text: string): Value {
  return { name, form: "hex", text };
}

/** Canonical JSON, or whatever else a machine reads. */
export function jsonValue(name: Said, text: string): Value {
  return { name, form: "json", text };
}

/** Words, numbers and dates. */
export function wordsValue(name: Said, text: Part): Value {
  return { name, form: "words", text };
}

/** Steps by the stage that shows them. Those that nobody names go to `rest`, so that none is lost. */
export function byStage(
  steps: readonly Step[],
  { stages, rest }: { stages: Record<string, string>; rest: string },
): (stage: string) => Step[] {
  return (stage) => steps.filter(({ name }) => (stages[name.replace(/ \d+$/, "")] ?? rest) === stage);
}

/** A fault in the words of developers is among the comparisons; here it is said which of them it is. */
function wrongSaid({ name, says }: Step): Said {
  return isSaid(says) ? says : said("wrong.step", { step: stepSaid(name) });
}

function more(others: readonly Step[]): Part[] {
  return others.length === 0 ? [] : [countOf(others.length, "alsoWrong")];
}
