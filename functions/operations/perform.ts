/**
 * The one shape of a write: facts → decision → commit. One read batch, a pure decision, one write batch; whatever fails
 * on the way is asked again of the ledger, so that a key is answered once and for ever.
 */
import type { Client } from "@libsql/client/web";
import { bytesToHex } from "@noble/hashes/utils.js";
import { commit, stepsOf } from "../database/commit.ts";
import { type Earlier, type FactRows, readFacts, type Subjects } from "../database/facts.ts";
import type { OperationRow, Step } from "../database/steps.ts";
import type { Decided } from "../decisions/decision.ts";
import type { Facts, Given, Version } from "../decisions/facts.ts";
import { type Programme, readProgramme } from "../programme/programme.ts";
import { nameOf } from "../values/account.ts";
import { dayOf, type Instant } from "../values/day.ts";
import { hmacHex, sha256Hex } from "../values/hash.ts";
import { asKind } from "../values/holder.ts";
import { idFrom } from "../values/id.ts";
import { canonicalBody } from "../values/jcs.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { recordHashOf } from "../values/record.ts";
import { isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import type { Written } from "../values/written.ts";
import { actorOf, authorise, type Caller, credentialsOf } from "./caller.ts";

/** How many schema migrations this code was written for. */
export const SCHEMA_VERSION = 1;

/** Refusals that one member may have stored in a day; beyond it nothing is stored. */
const REFUSALS_PER_DAY = 200;

/** How long a write tries again before it says that it does not know, in milliseconds. */
const PATIENCE_MS = 5_000;
const PAUSE_MIN_MS = 5;
const PAUSE_MAX_MS = 500;

/** What a verb needs to be performed. */
export interface Verb<Request, Outcome> {
  kind: string;
  /** An act of the programme (publish, freeze, draw): its record has a zero salt, so that everybody can open it. */
  isPublic?: true;
  /** What it reads: holders by public id, the member, natural keys that are taken once. */
  subjects(
    request: Request,
    caller: Caller,
  ): Omit<Subjects, "occurredAt"> & { member?: string; once?: string[]; occurredAt?: Instant };
  /** Further reads of rarer tables, in the same batch; their rows are `facts.more`, in the same order. */
  reads?(request: Request): Step[];
  /** What of the body is hashed and kept in papers; absent: all of it. For a body that holds what must not be stored. */
  kept?(body: Json, secret: (label: string) => string): Json;
  decide(facts: Facts, request: Request, given: Given): Decided<Outcome>;
}

/** One request to a verb, already parsed; `body` is the JSON as sent. */
export interface Call<Request> {
  request: Request;
  caller: Caller;
  key: string;
  method: string;
  path: string;
  body: Json;
}

/** How it is answered: status and exact body, stored as they are, so that a replay is byte-equal for ever. */
export interface Answering<Outcome> {
  status: number;
  view(outcome: Outcome): JsonObject;
  /** The problem of a refusal that was decided. */
  refused(refusal: Refusal): { status: number; body: string };
}

/** Where writes go and what only the outside can give. */
export interface Ledger {
  client: Client;
  /** Signs codes, tags and draw secrets. */
  secret: string;
  /** Fixed by tests, seeds and imports; null: the database's clock. */
  now: Instant | null;
  /** Documents that were read before, by version. */
  documents: Map<number, Programme>;
}

export type Performed =
  /** Decided and stored: an outcome, or (from 400 on) a refusal. */
  | { kind: "answered"; operation: string; status: number; body: string; isReplay: boolean }
  /** Not decided and not stored: the key stays free. */
  | { kind: "refused"; refusal: Refusal }
  | { kind: "key_reused" }
  | { kind: "erased" }
  | { kind: "too_many_refusals" }
  | { kind: "migrating" }
  /** Nobody knows whether it was written: the same key is safe. */
  | { kind: "unknown"; fault: unknown };

/** Performs a verb exactly once per actor and key. Throws only for a fault of ours. */
export async function perform<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  call: Call<Request>,
  answering: Answering<Outcome>,
): Promise<Performed> {
  const asked = askedOf(ledger, verb, call);
  const deadline = Date.now() + PATIENCE_MS;
  let before: string | null = null;

  for (let attempt = 0; ; attempt++) {
    if (attempt > 0) await pause(attempt);
    const rows = await readFacts(ledger.client, {
      subjects: asked.subjects,
      actor: asked.actor,
      keys: [call.key],
      knownVersions: [...ledger.documents.keys()],
      now: ledger.now,
      isRetry: attempt > 0,
      more: verb.reads?.(call.request) ?? [],
    }).catch(transportFault);
    if (rows instanceof TransportFault) {
      if (rows.isSchemaMissing) return { kind: "migrating" };
      if (Date.now() >= deadline) return { kind: "unknown", fault: rows.cause };
      continue;
    }
    const judged = judge(ledger, verb, asked, rows, answering);
    if (judged.kind === "stands") return judged.performed;
    const committed = await commit(ledger.client, stepsOf(judged.written, judged.operation, ledger.now));
    if (committed.isCommitted) return judged.performed;
    const { step, fault } = committed;
    const seen = `${step}\n${versionsOf(judged.facts)}`;
    if (step !== null && seen === before && !isBusy(fault)) {
      throw new Error(`${verb.kind}: step ${step} failed twice on unchanged facts`, { cause: fault });
    }
    before = seen;
    if (Date.now() >= deadline) return { kind: "unknown", fault };
  }
}

/** A call with what it reads and how it is known. */
export interface Asked<Request> {
  call: Call<Request>;
  actor: string;
  requestHash: string;
  subjects: Subjects;
  /** The member, where she is named by id. */
  member: string | null;
  /** The natural keys among its claims that it takes itself. */
  once: string[];
}

/** What a call to a verb asks for. */
export function askedOf<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  sent: Call<Request>,
): Asked<Request> {
  const secret = (label: string) => hmacHex(ledger.secret, label);
  const call = verb.kept ? { ...sent, body: verb.kept(sent.body, secret) } : sent;
  return { call, actor: actorOf(call.caller), requestHash: hashOf(call), ...subjectsOf(verb, call) };
}

/** What is read for a request: what its verb names, its credential and the programme. */
export function subjectsOf<Request, Outcome>(
  verb: Verb<Request, Outcome>,
  { request, caller }: Pick<Call<Request>, "request" | "caller">,
): { subjects: Subjects; once: string[]; member: string | null } {
  const { once = [], member, ...named } = verb.subjects(request, caller);
  const subjects: Subjects = {
    ...named,
    holders: ["programme", ...credentialsOf(caller), ...(member === undefined ? [] : [member]), ...named.holders],
    claims: [...named.claims, ...once],
    occurredAt: named.occurredAt ?? null,
  };
  return { subjects, once, member: member ?? null };
}

/** What one attempt comes to: an answer that stands, or what has to be committed before `performed` is true. */
export type Judged =
  | { kind: "stands"; performed: Performed }
  | { kind: "write"; facts: Facts; written: Written; operation: OperationRow; performed: Performed };

/** One attempt on facts that were read: earlier answers first, then the decision. Pure but for the ids and salt it draws. */
export function judge<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  { call, actor, requestHash, subjects, member, once }: Asked<Request>,
  rows: FactRows,
  answering: Answering<Outcome>,
): Judged {
  const stands = (performed: Performed): Judged => ({ kind: "stands", performed });
  if (rows.schemaVersion !== SCHEMA_VERSION) return stands({ kind: "migrating" });
  const denied = authorise(rows.holders, call.caller);
  if (denied) return stands({ kind: "refused", refusal: denied });
  const earlier = rows.earlier.get(call.key);
  if (earlier) return stands(earlier.requestHash === requestHash ? replayOf(earlier) : { kind: "key_reused" });

  const facts = factsOf(rows, ledger, member);
  const given = givenFor(ledger, facts.now, { actor, requestHash, occurredAt: subjects.occurredAt ?? facts.now });
  const taken = once.map((name) => rows.claims.get(name)).find((known) => known !== undefined);
  if (taken?.requestHash === requestHash) return stands(replayOf(taken));
  const decided = taken ? refuse("duplicate", { operation: taken.operation }) : verb.decide(facts, call.request, given);
  if (isRefusal(decided) && !decided.isDecided) return stands({ kind: "refused", refusal: decided });
  if (isRefusal(decided) && refusalsToday(facts) >= REFUSALS_PER_DAY) return stands({ kind: "too_many_refusals" });

  const written = expectingStaff(isRefusal(decided) ? refusalWritten(facts) : decided.written, facts, call.caller);
  const answer = isRefusal(decided)
    ? answering.refused(decided)
    : { status: answering.status, body: JSON.stringify(answering.view(decided.outcome)) };
  return {
    kind: "write",
    facts,
    written,
    operation: operationOf({ verb, call, facts, given, written, answer, actor, requestHash }),
    performed: {
      kind: "answered",
      operation: given.operation,
      status: answer.status,
      body: answer.body,
      isReplay: false,
    },
  };
}

/** SHA-256 of method, path and canonical JSON of the body as it was sent. */
export function hashOf({ method, path, body }: Pick<Call<unknown>, "method" | "path" | "body">): string {
  return sha256Hex(`${method}\n${path}\n${canonicalBody(body)}`);
}

function replayOf({ operation, papers }: Earlier): Performed {
  if (!papers) return { kind: "erased" };
  const { status, answer } = papers;
  return { kind: "answered", operation, status, body: answer, isReplay: true };
}

function refusalWritten(facts: Facts): Written {
  const member = facts.member?.publicId ?? null;
  const metrics = member === null ? [] : [{ holder: member, metric: "refusals", bucket: facts.today, amount: 1 }];
  return { postings: [], holders: [], metrics, claims: [], records: {}, member };
}

/** A staff member's own row is expected, so that a role taken away in between is seen before anything is written. */
function expectingStaff(written: Written, { holders }: Facts, caller: Caller): Written {
  const staff = caller.kind === "staff" ? holders.get(caller.staff) : undefined;
  if (!staff || written.holders.some(({ publicId }) => publicId === staff.publicId)) return written;
  const { version, ...row } = staff;
  return { ...written, holders: [...written.holders, { ...row, expected: version, isChanged: false, before: null }] };
}

function refusalsToday({ member, metrics, today }: Facts): number {
  const row = metrics.find(
    ({ holder, metric, bucket }) => holder === member?.publicId && metric === "refusals" && bucket === today,
  );
  return row?.amount ?? 0;
}

/** Facts from rows: documents parsed once per isolate, the member found. Throws a fault when nothing was published. */
export function factsOf(rows: FactRows, ledger: Ledger, member: string | null): Facts {
  const versions = new Map<number, Version>();
  for (const { version, effectiveAt, document } of rows.versions) {
    versions.set(version, { version, effectiveAt, programme: documentOf(ledger, version, document) });
  }
  const find = (which: "isCurrent" | "isAtEvent") =>
    versions.get(rows.versions.find((row) => row[which])?.version ?? -1);
  const current = find("isCurrent") ?? [...versions.values()][0] ?? NOTHING_PUBLISHED;
  const memberId = member ?? rows.identified.find((found) => found !== null) ?? null;
  const named = memberId === null ? undefined : rows.holders.get(memberId);
  const owner = [...rows.holders.values()].find(({ kind }) => kind === "member");
  const known = named ?? (memberId === null ? owner : undefined);
  return {
    now: rows.now,
    today: dayOf(rows.now, current.programme.zone),
    current,
    atEvent: find("isAtEvent") ?? current,
    newestVersion: rows.newestVersion,
    identified: rows.identified,
    holders: rows.holders,
    accounts: rows.accounts,
    metrics: rows.metrics,
    claims: new Map([...rows.claims].map(([name, { operation, requestHash }]) => [name, { operation, requestHash }])),
    member: known?.kind === "member" ? asKind(known, "member") : null,
    more: rows.more,
  };
}

/** Before the first version there is a programme without words, under which nothing can happen but a publication. */
const NOTHING_PUBLISHED: Version = {
  version: 0,
  effectiveAt: 0,
  programme: {
    programme: "unpublished",
    name: "Unpublished",
    about: "Nothing was published yet.",
    currency: "XXX",
    zone: "UTC",
    language: "en",
    lateDays: 0,
    units: {},
    metrics: {},
    campaigns: [],
    rewards: [],
    surprises: [],
    contests: [],
  },
};

/** A programme version, parsed once per database. Throws a fault when it was neither known nor read, or does not read. */
export function documentOf({ documents }: Pick<Ledger, "documents">, version: number, text: string | null): Programme {
  const known = documents.get(version);
  if (known) return known;
  if (text === null) throw new Error(`programme version ${version} was neither known nor read`);
  const read = readProgramme(JSON.parse(text));
  if ("faults" in read) throw new Error(`programme version ${version} does not read: ${JSON.stringify(read.faults)}`);
  documents.set(version, read.programme);
  return read.programme;
}

/** What this attempt is given: luck, and secrets by label. */
export function givenFor(
  { secret }: Ledger,
  now: Instant,
  { actor, requestHash, occurredAt }: Pick<Given, "actor" | "requestHash" | "occurredAt">,
): Given {
  const luck = () => crypto.getRandomValues(new Uint8Array(10));
  return {
    id: (noun) => idFrom(noun, now, luck()),
    operation: idFrom("op", now, luck()),
    occurredAt,
    actor,
    requestHash,
    secret: (label) => hmacHex(secret, label),
  };
}

function operationOf({
  verb,
  call,
  facts,
  given,
  written,
  answer,
  actor,
  requestHash,
}: {
  verb: Pick<Verb<never, never>, "kind" | "isPublic">;
  call: Call<unknown>;
  facts: Facts;
  given: Given;
  written: Written;
  answer: { status: number; body: string };
  actor: string;
  requestHash: string;
}): OperationRow {
  const salt = bytesToHex(verb.isPublic ? new Uint8Array(16) : crypto.getRandomValues(new Uint8Array(16)));
  const recordHash = recordHashOf(salt, {
    id: given.operation,
    kind: verb.kind,
    actor,
    member: written.member,
    occurredAt: given.occurredAt,
    recordedAt: facts.now,
    version: facts.atEvent.version,
    claims: [...written.claims].sort(),
    postings: written.postings.map(({ from, to, amount, reason, why }) => ({
      from: nameOf(from),
      to: nameOf(to),
      unit: from.unit,
      amount,
      reason,
      why,
    })),
    request: requestHash,
    answer: sha256Hex(answer.body),
  });
  return {
    id: given.operation,
    kind: verb.kind,
    actor,
    key: call.key,
    requestHash,
    member: written.member,
    programmeVersion: facts.atEvent.version,
    occurredAt: given.occurredAt,
    recordedAt: facts.now,
    recordHash,
    salt,
    // What was refused needs no words: they may be of a person who was never opened, whom no erasure could find.
    request: answer.status < 400 ? JSON.stringify(call.body) : "{}",
    status: answer.status,
    answer: answer.body,
  };
}

function versionsOf({ holders, accounts }: Facts): string {
  return JSON.stringify([[...holders.values()].map(({ publicId, version }) => [publicId, version]), accounts]);
}

function isBusy(fault: unknown): boolean {
  return fault instanceof Error && /SQLITE_BUSY/.test(String((fault as { code?: unknown }).code ?? fault.message));
}

/** The database did not answer, or not in time: nothing is known. A fault of ours is thrown on. */
export class TransportFault {
  readonly cause: Error;
  constructor(cause: Error) {
    this.cause = cause;
  }
  get isSchemaMissing(): boolean {
    return /no such (table|column)/.test(this.cause.message);
  }
}

/** What a failed read means: the database did not answer or was busy. A statement that it refuses is a fault of ours, thrown on. */
export function transportFault(error: unknown): TransportFault {
  const names = ["LibsqlError", "LibsqlBatchError", "TimeoutError", "AbortError", "TypeError", "SyntaxError"];
  if (!(error instanceof Error) || !names.includes(error.name)) throw error;
  const fault = new TransportFault(error);
  if (error.name === "LibsqlBatchError" && !fault.isSchemaMissing && !isBusy(error)) throw error;
  return fault;
}

async function pause(attempt: number): Promise<void> {
  const longest = Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS * 2 ** attempt);
  await new Promise((resume) => setTimeout(resume, Math.random() * longest));
}
