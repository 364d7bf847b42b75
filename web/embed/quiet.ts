/** How often a nudge may speak: what is remembered is when, on this device, and nothing about anybody. */

const NAME = "tessera:nudge";
/** After "not now", it is quiet for two weeks. */
const DISMISSED_MS = 14 * 86_400_000;
/** Within a day it speaks in at most three visits to the cart; reloading a page is the same visit. */
const TIMES_PER_DAY = 3;
const DAY_MS = 86_400_000;
const VISIT_MS = 1_800_000;

interface Spoken {
  dismissedAt: number;
  times: number[];
}

/** Whether it may speak now. Where nothing can be remembered, it may. */
export function maySpeak(now = Date.now()): boolean {
  const { dismissedAt, times } = remembered();
  if (now - dismissedAt < DISMISSED_MS) return false;
  const today = times.filter((at) => now - at < DAY_MS);
  return today.length < TIMES_PER_DAY || now - (today.at(-1) ?? 0) < VISIT_MS;
}

/** It spoke. */
export function spoke(now = Date.now()): void {
  const { dismissedAt, times } = remembered();
  if (now - (times.at(-1) ?? 0) < VISIT_MS) return;
  remember({ dismissedAt, times: [...times.filter((at) => now - at < DAY_MS), now] });
}

/** She does not want to hear it. */
export function dismissed(now = Date.now()): void {
  remember({ ...remembered(), dismissedAt: now });
}

function remembered(): Spoken {
  try {
    const { dismissedAt, times } = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return { dismissedAt: Number(dismissedAt) || 0, times: Array.isArray(times) ? times.map(Number) : [] };
  } catch {
    return { dismissedAt: 0, times: [] };
  }
}

function remember(spoken: Spoken): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(spoken));
  } catch {
    // A browser that lets no page keep anything.
  }
}
