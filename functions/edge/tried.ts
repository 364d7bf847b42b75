import type { Tried } from "../operations/dry-run.ts";
import { Problem } from "./problem.ts";
import { problems } from "./problems.ts";

/** The outcome of a dry run; a refusal is thrown as its problem. Problems: those of the verb, migrating, outcome_unknown. */
export function outcomeOf<Outcome>(tried: Tried<Outcome>): Outcome {
  switch (tried.kind) {
    case "decided":
      return tried.outcome;
    case "refused": {
      const { refused, numbers, pointer } = tried.refusal;
      throw new Problem(refused, numbers, pointer === undefined ? [] : [{ pointer, says: problems[refused].title }]);
    }
    case "migrating":
      throw new Problem("migrating");
    case "unknown":
      throw new Problem("outcome_unknown");
  }
}
