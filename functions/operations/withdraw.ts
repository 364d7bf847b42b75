import type { Publication, Published } from "../decisions/publish.ts";
import { publish } from "./publish.ts";
import type { Verb } from "./verb.ts";

/** Publishes what is in force again, at once, so that nothing that was scheduled before ever comes into force. */
export const withdraw: Verb<Publication, Published> = { ...publish, kind: "withdraw" };
