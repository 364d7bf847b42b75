/** What a verb is, how it is called and what comes of it. */
import type { Client } from "@libsql/client/web";
import type { Step } from "../database/steps.ts";
import type { Subjects } from "../database/subjects.ts";
import type { Decided } from "../decisions/decision.ts";
import type { Facts, Given } from "../decisions/facts.ts";
import type { Programme } from "../programme/programme.ts";
import type { Instant } from "../values/day.ts";
import type { Json, JsonObject } from "../values/json.ts";
import type { Refusal } from "../values/refusal.ts";
import type { Caller } from "./caller.ts";
import type { BeaconSources } from "./relays.ts";

/** What a verb needs to be performed. */
export interface Verb<Request, Outcome> {
  kind: string;
  /** An act of the programme (publish, freeze, draw): its record has a zero salt, so that everybody can open it. */
  isPublic?: true;
  /** What it reads: holders by public id, the member, natural keys that are taken once. */
  subjects(
    request: Request,
    caller: Caller,
    /** Signs a label under the programme's secret, for what is found by its HMAC. */
    secret: (label: string) => string,
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

/** Checkpoints of the log by mail. `send` answers whether a mail has left. */
export interface CheckpointMail {
  to: string[];
  everyHours: number;
  send(mail: { to: string; subject: string; text: string; html: string }): Promise<boolean>;
}

/** Where writes go and what only the outside can give. */
export interface Ledger {
  client: Client;
  /** Signs codes, tags and draw secrets. */
  secret: string;
  /** Fixed by tests, seeds and imports; null: the database's clock. */
  now: Instant | null;
  /** How many migrations the database says it has; absent: as many as this code was written for. A restore that is not done hides them. */
  schemaVersion?: number;
  /** Where checkpoints of the log are sent; absent or null: nowhere. */
  witness?: string | null;
  /** Who gets them by mail; absent or null: nobody. */
  checkpointMail?: CheckpointMail | null;
  /** Whether endpoints may be on this machine: a demo or tests, never a live environment. */
  hasLocalEndpoints?: boolean;
  /** The id that an operation had, where a history is done again; absent: nothing is. */
  again?(operation: { actor: string; key: string }): string | null;
  /** The salts of an operation's record and of its papers, 32 bytes as hex, where nothing of a history is luck: a seed; absent: they are drawn. */
  salts?(operation: string): string;
  /** Documents that were read before, by version. */
  documents: Map<number, Programme>;
  /** Where beacons come from; absent: the public relays, judged here. */
  beacons?: BeaconSources;
  /** Whether a document may fix the result of a draw beforehand: tests only, and never a live environment. */
  hasFixedDraws?: boolean;
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
