/** Problems as the document shows them. */
import { problemOf } from "../../functions/edge/problem.ts";
import { type ProblemCode, problems } from "../../functions/edge/problems.ts";
import type { JsonObject } from "../../functions/values/json.ts";

/** Codes of conflicts that were not decided: nothing was stored, the key stays free. */
const UNDECIDED: ProblemCode[] = ["version_changed", "not_due", "contest_not_frozen"];

/** A problem as it is sent, without the numbers of a case. */
export function exampleOfProblem(code: ProblemCode): JsonObject {
  const { status } = problems[code];
  const isDecided = (status === 409 && !UNDECIDED.includes(code)) || code === "key_reused" || code === "erased";
  const errors = code === "invalid" ? [{ pointer: "/member", says: "is missing" }] : [];
  return JSON.parse(problemOf(code, { errors, isSameKeySafe: !isDecided }).body) as JsonObject;
}

export const problemSchema: JsonObject = {
  type: "object",
  description: "RFC 9457. Further fields are the numbers that explain the case.",
  required: ["type", "title", "status", "detail", "code", "same_key_safe"],
  properties: {
    type: { type: "string", format: "uri-reference", description: "a page about this code" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "what helps" },
    code: { type: "string", description: "what to branch on" },
    same_key_safe: {
      type: "boolean",
      description:
        "true: nothing was stored, the same key may be sent again; false: this answer is the key's, or belongs to another request",
    },
    errors: {
      type: "array",
      description: "what is wrong with which field",
      items: {
        type: "object",
        required: ["pointer", "says"],
        properties: {
          pointer: {
            type: "string",
            description: "JSON Pointer (RFC 6901) into the body; /query/… and /path/… name parameters",
          },
          says: { type: "string" },
        },
      },
    },
  },
};
