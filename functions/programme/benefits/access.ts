import * as z from "zod";
import type { Wording } from "../kinds.ts";
import { benefitId } from "./named.ts";

/** A place, a sale or a line that is open to her: a lounge, an early sale, a telephone that is answered first. */
export const terms = z.strictObject({ kind: z.literal("access"), ...benefitId });
type Terms = z.infer<typeof terms>;

export const sentence = (given: Terms, wording: Wording) => wording.tongue.benefits.access(wording.say(given.name));
