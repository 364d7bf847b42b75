import type { Publication, Published } from "../decisions/publish.ts";
import { publish } from "./publish.ts";
import type { Verb } from "./verb.ts";

/** Publishes an old version's document as a new version: history is never rewritten. */
export const rollback: Verb<Publication, Published> = { ...publish, kind: "rollback" };
