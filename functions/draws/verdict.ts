/** What a check of a proof answers: its steps, and what no check of it can show. */

import { type EntropyMode, LABELS } from "../values/entropy.ts";
import { type Part, type Said, said } from "./said.ts";
import { shown } from "./shape.ts";
import type { CountedId, SentenceId } from "./tongues/en.ts";

/** Acts of the public log, and what is compared of each. */
export type Act = Named<"act", "freeze-contest" | "seal-contest" | "draw-contest" | "opening" | "settlement">;
type OfAct = Named<"act", "record" | "log" | "papers" | "changes">;
type Named<Kind extends string, Id extends string> = `${Kind}.${Id}` extends SentenceId ? Id : never;

/** Names of steps; of an act of the log with the act before it. */
export type StepName =
  | (SentenceId extends infer Id ? (Id extends `step.${infer Name}` ? Exclude<Name, "of act" | "rank"> : never) : never)
  | `rank ${number}`
  | `${Act} ${OfAct}`;

/**
 * One thing that was recomputed: its name, whether it agrees, and what was found. What differs is a text for developers, which names
 * fields and hashes, or a sentence where it is somebody's own.
 */
export type Step = { name: StepName; ok: boolean; says: Part };

/** `ok` when every step is. `label` names how far the luck can be trusted; `unproven` is what the proof cannot show. */
export type Verdict = { ok: boolean; steps: Step[]; label: string | null; unproven: Said[] };

/** A step that holds when `fault` is null, and then says `says`; otherwise it says the fault. */
export function step(name: StepName, fault: string | Said | null, says: Said | null): Step {
  return { name, ok: fault === null, says: typeof fault === "string" ? sentence(fault) : (fault ?? says ?? "") };
}

/** The name of a step in words. */
export function stepSaid(name: StepName): Said {
  const [act = "", what = ""] = name.split(" ");
  if (act === "rank") return said("step.rank", { rank: what });
  return isAct(act) && isOfAct(what)
    ? said("step.of act", { act: said(`act.${act}`), what: said(`act.${what}`) })
    : said(`step.${name as Exclude<StepName, `rank ${number}` | `${Act} ${OfAct}`>}`);
}

function isAct(name: string): name is Act {
  return ["freeze-contest", "seal-contest", "draw-contest", "opening", "settlement"].includes(name);
}

function isOfAct(name: string): name is OfAct {
  return ["record", "log", "papers", "changes"].includes(name);
}

/** Step "manifest hash", "configuration hash": what a document hashes to is what was published. */
export function hashStep(of: "manifest" | "configuration", hash: string, published: string): Step {
  return step(
    `${of} hash`,
    published === hash ? null : `the ${of}'s hash is ${hash}, the proof says ${shown(published)}`,
    said(`${of}.hash`, { hash }),
  );
}

/** A label that is not the one of where the luck comes from, in a sentence; or null. */
export function faultOfLabel(label: string, mode: EntropyMode): string | null {
  const wanted = LABELS[mode];
  return label === wanted ? null : `the label is ${shown(label)}, and entropy ${mode} is "${wanted}"`;
}

/** The verdict over these steps. */
export function verdict(steps: Step[], { label, unproven }: { label: string | null; unproven: Said[] }): Verdict {
  return { ok: steps.length > 0 && steps.every(({ ok }) => ok), steps, label, unproven };
}

/** A number of things. */
export function countOf(count: number, of: CountedId): Part {
  return { count, of };
}

/** "1 play", "2 plays", in a text for developers. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
