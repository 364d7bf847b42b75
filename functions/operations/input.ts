import { decidePublishInput, type InputPublication, type InputPublished } from "../decisions/input.ts";
import type { Verb } from "./verb.ts";

/** Publishes a number that rules read. */
export const publishInput: Verb<InputPublication, InputPublished> = {
  kind: "publish-input",
  subjects: () => ({ holders: [], identity: null, claims: [] }),
  decide: decidePublishInput,
};
