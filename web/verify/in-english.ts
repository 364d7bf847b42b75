/** What a check found, in English: for the tour, which is in English. The verify pages are given the words of their reader. */
import { tellerIn } from "../../functions/draws/said.ts";
import { en } from "../../functions/draws/tongues/en.ts";

export { stepSaid } from "../../functions/draws/verdict.ts";

export const told = tellerIn("en", en);
