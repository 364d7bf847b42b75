/**
 * A contract stands above its handler and is the only place where a field is described: the request is parsed by it, the
 * reference is made from it.
 */
import type * as z from "zod";
import type { Scope } from "../operations/caller.ts";
import type { Role } from "../values/holder.ts";
import type { Json } from "../values/json.ts";
import type { ProblemCode } from "./problems.ts";
import { memberRef } from "./shapes.ts";

export type Audience =
  | { kind: "store"; scope: Scope }
  | { kind: "member" }
  | { kind: "staff"; roles: Role[] }
  | { kind: "public" };

export interface Contract<
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
> {
  /** operationId of the reference. */
  id: string;
  method: "get" | "post" | "put" | "delete";
  /** With parameters in Hono's form: /v1/purchases/:order */
  path: string;
  audience: Audience;
  title: string;
  about: string;
  body?: Body;
  query?: Query;
  /** What the answer is, where it is not JSON. */
  type?: "text/plain";
  status: 200 | 201 | 202;
  answer: Answer;
  /** Where it is not JSON. */
  answerType?: string;
  /** The refusals it can give beyond those of every call of its audience, in the order in which they are checked. */
  refusals: ProblemCode[];
  example: { body?: Json; answer: Json };
  /** True for a POST that writes no operation and takes no key. */
  isKeyless?: boolean;
  /** True where a browser may ask from another origin (edge/cross-origin.ts): such a route reads no cookie and writes nothing. */
  isCrossOrigin?: true;
  /** True where the body may be CSV or JSON lines instead (edge/lines.ts). */
  takesLines?: boolean;
  /** True where the body may be a text/csv instead, which is then its `csv`. */
  takesCsv?: boolean;
  /** Largest body, in bytes; absent: that of every request (edge/body.ts). */
  bodyBytesMax?: number;
  /** True where the body names a member, by a code that she shows or otherwise: said by its shape. */
  namesMember?: boolean;
  /** True where the body may be left out: each of its fields is optional. */
  isBodyOptional?: boolean;
}

/** What a call can be answered with besides success, in the order in which it is checked: its own refusals and those of every such call. */
export function problemsOf({
  method,
  path,
  audience,
  query,
  isKeyless,
  namesMember,
  refusals,
}: Contract): ProblemCode[] {
  const isPost = method !== "get";
  const isWrite = isPost && isKeyless !== true;
  const when = (holds: boolean, ...codes: ProblemCode[]) => (holds ? codes : []);
  return [
    ...new Set<ProblemCode>([
      ...when(audience.kind !== "public", "unauthenticated"),
      ...when(audience.kind !== "public" || isPost, "too_many_requests"),
      ...when(isWrite, "key_missing", "key_invalid"),
      ...when(isPost, "unsupported_media_type", "too_large", "malformed"),
      ...when(isPost || query !== undefined || path.includes(":"), "invalid"),
      "outcome_unknown",
      "migrating",
      ...when(audience.kind === "store" || audience.kind === "staff", "forbidden"),
      ...when(isWrite, "key_reused", "erased"),
      ...when(namesMember === true, "member_code_refused"),
      ...when(namesMember === true && isWrite, "member_code_used"),
      ...refusals,
      ...when(isWrite, "too_many_refusals"),
      "fault",
    ]),
  ];
}

/** Whether a member is named in a body, by a code that she shows or otherwise. */
function hasMember(body: z.ZodType | undefined): boolean {
  const { member } = (body as z.ZodObject | undefined)?.shape ?? {};
  return member === memberRef || (member as z.ZodOptional | undefined)?.def?.innerType === memberRef;
}

/** Every contract that was mounted, for the reference. */
export const contracts: Contract[] = [];

/** Which contract writes operations of which kind: what an operation in the ledger was asked as. */
export const writers: { kind: string; contract: Contract }[] = [];

/** Declares a contract. */
export function contract<Body extends z.ZodType, Answer extends z.ZodType, Query extends z.ZodType>(
  given: Contract<Body, Answer, Query>,
): Contract<Body, Answer, Query> {
  const declared = hasMember(given.body) ? { ...given, namesMember: true } : given;
  contracts.push(declared);
  return declared;
}
