/** What is wrong with which field, from zod's issues: a field that is not known is named itself, and a choice by what was meant. */
import * as z from "zod";

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

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
  return [faultOf(issue)];
}

const MISSING = "is missing";

/** Said of every shape that has no words of its own for what is wrong: zod's speak of its own types, not of JSON. */
z.config({ customError: (issue) => saysOf(issue) });

function saysOf(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? MISSING : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      if (issue.input === undefined) return MISSING;
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map((each) => JSON.stringify(each)).join(", ")}`;
    case "too_small":
      return atBound(issue, issue.inclusive === false ? "more than" : "at least", Number(issue.minimum));
    case "too_big":
      return atBound(issue, issue.inclusive === false ? "less than" : "at most", Number(issue.maximum));
    case "invalid_format":
      return `is not ${FORMATS[issue.format] ?? "of the form that it has here"}`;
    case "invalid_union":
      return issue.errors.length > 0 &&
        issue.errors.every(([first]) => first?.path.length === 0 && first.message === MISSING)
        ? MISSING
        : "is none of what it may be";
    case "invalid_key":
      return "has a name that is not allowed";
    default:
      return undefined;
  }
}

const TYPES: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const FORMATS: Record<string, string> = {
  email: "an e-mail address",
  url: "a URL",
  date: "a date, as 2026-02-28",
  datetime: "an instant, as 2026-02-28T12:00:00Z",
};

/** What is counted of what has a size. */
const SIZES: Record<string, { one: string; other: string }> = {
  string: { one: "character", other: "characters" },
  array: { one: "entry", other: "entries" },
  record: { one: "entry", other: "entries" },
};

function atBound({ origin, exact }: { origin: string; exact?: boolean }, how: string, bound: number): string {
  const size = SIZES[origin];
  const than = exact ? "exactly" : how;
  return size ? `must have ${than} ${bound} ${bound === 1 ? size.one : size.other}` : `must be ${than} ${bound}`;
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
