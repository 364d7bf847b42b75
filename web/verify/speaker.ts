import type { Part } from "../../functions/draws/said.ts";
import type { ScriptWords } from "../../functions/public/verify/phrases/index.ts";

/** How the page speaks: its own words, and what a check says in them. */
export interface Speaker {
  words: ScriptWords;
  tell: (part: Part) => string;
}
