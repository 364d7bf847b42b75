/** How deliveries of stores' platforms are answered: what was understood is 200, so that the platform goes on. */
import { problemOf, problemOfRefusal, problemResponse } from "../../edge/problem.ts";
import type { Ctx } from "../../edge/serve.ts";
import type { Performed } from "../../operations/verb.ts";

/** 200 for what was decided either way; 503 for what shall be sent again. */
export function answer(context: Ctx, performed: Performed): Response {
  switch (performed.kind) {
    case "answered":
      context.set("log", { ...context.get("log"), operation: performed.operation, replay: performed.isReplay });
      return new Response(performed.body, { status: 200, headers: { "content-type": "application/json" } });
    case "refused": {
      const problem = problemOfRefusal(performed.refusal);
      return problem.status === 503 || performed.refusal.refused === "store_unknown"
        ? problemResponse(problem)
        : understood(performed.refusal.refused);
    }
    case "key_reused":
    case "erased":
    case "too_many_refusals":
      return understood(performed.kind);
    default:
      return problemResponse(problemOf(performed.kind === "migrating" ? "migrating" : "outcome_unknown"));
  }
}

/** 200 for what nothing comes of, with why. */
export function understood(effect: string): Response {
  return new Response(JSON.stringify({ effect }), { status: 200, headers: { "content-type": "application/json" } });
}
