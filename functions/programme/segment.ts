/** Segments: members chosen by conditions about themselves, judged whenever it is asked who is in one; nothing is stored. */
import * as z from "zod";
import { condition, conditionSentence } from "./conditions/index.ts";
import { PLAIN, type Wording } from "./kinds.ts";
import { words } from "./words.ts";

export const segment = z.strictObject({ name: words, when: z.array(condition).min(1).max(20) });
export type Segment = z.infer<typeof segment>;

/** Who is in a segment, in words. */
export function segmentSentence({ when }: Segment, wording: Wording = PLAIN): string {
  return wording.tongue.conditions.all(when.map((given) => conditionSentence(given, wording)));
}
