import * as z from "zod";
import type { Wording } from "../kinds.ts";
import { benefitId } from "./named.ts";

/** A store's own: free parking, flexible cancellation. The store knows what it means by its id. */
export const terms = z.strictObject({ kind: z.literal("own"), ...benefitId });
type Terms = z.infer<typeof terms>;

export const sentence = (given: Terms, wording: Wording) => wording.tongue.benefits.own(wording.say(given.name));
