/** What a check of a proof answers: its steps in words, and what no check of it can show. */

import { type EntropyMode, LABELS } from "../values/entropy.ts";
import { shown } from "./shape.ts";

/** One thing that was recomputed: its name, whether it agrees, and a sentence with the values. */
export type Step = { name: string; ok: boolean; says: string };

/** `ok` when every step is. `label` names how far the luck can be trusted; `unproven` is what the proof cannot show. */
export type Verdict = { ok: boolean; steps: Step[]; label: string | null; unproven: string[] };

/** A step that holds when `fault` is null, and then says `says`; otherwise it says the fault. */
export function step(name: string, fault: string | null, says: string): Step {
  return { name, ok: fault === null, says: sentence(fault ?? says) };
}

/** Step "manifest hash", "configuration hash": what a document hashes to is what was published. */
export function hashStep(of: string, hash: string, published: string): Step {
  const found = `the ${of}'s hash is ${hash}`;
  return step(
    `${of} hash`,
    published === hash ? null : `${found}, the proof says ${shown(published)}`,
    `${found}, as published`,
  );
}

/** What no proof shows of a document that it has the hash of. */
export function whenPublished(document: string): string {
  return `When the ${document} was published: compare its hash with the one in your receipt or in the public log`;
}

/** A label that is not the one of where the luck comes from, in a sentence; or null. */
export function faultOfLabel(label: string, mode: EntropyMode): string | null {
  const wanted = LABELS[mode];
  return label === wanted ? null : `the label is ${shown(label)}, and entropy ${mode} is "${wanted}"`;
}

/** The verdict over these steps. */
export function verdict(steps: Step[], { label, unproven }: { label: string | null; unproven: string[] }): Verdict {
  return { ok: steps.length > 0 && steps.every(({ ok }) => ok), steps, label, unproven };
}

/** "1 play", "2 plays". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
