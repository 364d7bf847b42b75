/** What is wrong with which field, from zod's issues: a field that is not known is named itself, and a choice by what was meant. */
import type * as z from "zod";

type Issue = z.core.$ZodIssue;

export interface Fault {
  /** JSON pointer (RFC 6901) into the document. */
  pointer: string;
  says: string;
}

/** Characters of an unknown field's name in a pointer. */
const NAME_MAX = 100;

/** An issue as faults, each at the field that it is about. */
export function faultsOf(issue: Issue): Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      ...faultOf({ path: [...issue.path, key.slice(0, NAME_MAX)], message: "" }),
      says: "is not a field",
    }));
  }
  const meant = issue.code === "invalid_union" ? branchMeant(issue.errors) : undefined;
  if (meant) return meant.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }));
  return [{ ...faultOf(issue), ...(isMissing(issue) ? { says: "is missing" } : {}) }];
}

/** Nothing was given, and the shape has no words of its own for it: zod's speak of undefined, which no JSON has. */
function isMissing(issue: Issue): boolean {
  if (issue.code === "invalid_type") return issue.message.endsWith("received undefined");
  return (
    issue.code === "invalid_union" &&
    issue.message === "Invalid input" &&
    issue.errors.length > 0 &&
    issue.errors.every(([first]) => first !== undefined && first.path.length === 0 && isMissing(first))
  );
}

/** The only choice whose fields are all known, or undefined where that does not say which one was meant. */
function branchMeant(branches: Issue[][]): Issue[] | undefined {
  const fitting = branches.filter((issues) =>
    issues.every(({ code, path }) => code !== "unrecognized_keys" && path.length > 0),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The pointer and the words of one zod issue. */
function faultOf(issue: { path: PropertyKey[]; message: string }): Fault {
  return { pointer: pointerOf(issue.path), says: issue.message };
}

/** A path as a JSON pointer. */
export function pointerOf(path: PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
