/** The languages in which the engine speaks, each the same things in its own order of words. */
import { en, type Tongue } from "./en/index.ts";

export type { EndOf, Holding, Lasting } from "./en/terms.ts";
export { en, type Tongue };

const TONGUES: Readonly<Record<string, Tongue>> = { en };

/** What the engine says in a language; English where it does not speak it. */
export function tongueOf(language: string): Tongue {
  return TONGUES[language] ?? TONGUES[language.slice(0, 2)] ?? en;
}
