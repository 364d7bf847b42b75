import * as z from "zod";
import type { Wording } from "../kinds.ts";
import { benefitId } from "./named.ts";

/** Something that the store gives on her birthday. */
export const terms = z.strictObject({ kind: z.literal("birthday-gift"), ...benefitId });
type Terms = z.infer<typeof terms>;

export const sentence = (given: Terms, wording: Wording) =>
  wording.tongue.benefits["birthday-gift"](wording.say(given.name));
