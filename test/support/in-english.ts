import { tellerIn } from "../../functions/draws/said.ts";
import { en } from "../../functions/draws/tongues/en.ts";

/** What a check says, in English. */
export const told = tellerIn("en", en);
