/** What a check of a proof answers: its steps in words, and what no check of it can show. */

/** One thing that was recomputed: its name, whether it agrees, and a sentence with the values. */
export type Step = { name: string; ok: boolean; says: string };

/** `ok` when every step is. `label` names how far the luck can be trusted; `unproven` is what the proof cannot show. */
export type Verdict = { ok: boolean; steps: Step[]; label: string | null; unproven: string[] };

/** A step that holds when `fault` is null, and then says `says`; otherwise it says the fault. */
export function step(name: string, fault: string | null, says: string): Step {
  return { name, ok: fault === null, says: sentence(fault ?? says) };
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
