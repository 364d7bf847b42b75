/** The seed's hands: every verb goes through `perform`, as a request would, with a fixed clock and a key that never changes. */
import { tick } from "../../functions/clock/index.ts";
import { problemOfRefusal } from "../../functions/edge/problem.ts";
import type { Caller } from "../../functions/operations/caller.ts";
import { perform } from "../../functions/operations/perform.ts";
import type { Ledger, Verb } from "../../functions/operations/verb.ts";
import type { Programme } from "../../functions/programme/programme.ts";
import type { Instant } from "../../functions/values/day.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";

export interface Doing<Outcome> {
  key: string;
  now: Instant;
  caller?: Caller;
  path?: string;
  /** The body as a caller would send it; absent: the request itself. */
  body?: Json;
  view?(outcome: Outcome): JsonObject;
}

export interface Hands {
  /** What the programme signs with. */
  secret: string;
  /** Performs a verb once per key, also over several runs, and answers its view. Rejects when it was refused: a seed asks for nothing that it may not have. */
  do<Request, Outcome>(verb: Verb<Request, Outcome>, request: Request, doing: Doing<Outcome>): Promise<JsonObject>;
  /** Lets the clock do what was due at an instant. */
  letTimePass(now: Instant): Promise<void>;
}

/**
 * Hands on a database; `again` has the ids of operations that are done again. Salts follow from ids: the people are invented, and
 * what the log's heads decide (a contest's draw) comes out the same.
 */
export function handsOn({ client, secret, again }: Pick<Ledger, "client" | "secret" | "again">): Hands {
  const documents = new Map<number, Programme>();
  const salts = (operation: string) => hmacHex(secret, `seed/salts\n${operation}`);
  const ledgerAt = (now: Instant): Ledger => ({ client, secret, now, documents, salts, ...(again ? { again } : {}) });
  return {
    secret,
    async do(verb, request, { key, now, caller = { kind: "operator" }, path = `/seed/${verb.kind}`, body, view }) {
      const performed = await perform(
        ledgerAt(now),
        verb,
        {
          request,
          caller,
          key: `seed/${key}`,
          method: "POST",
          path,
          body: body ?? (JSON.parse(JSON.stringify(request)) as Json),
        },
        {
          status: 201,
          view: view ?? ((outcome) => ({ ...outcome }) as JsonObject),
          refused: problemOfRefusal,
        },
      );
      if (performed.kind !== "answered" || performed.status !== 201)
        throw new Error(`seed/${key} (${verb.kind}) was not done: ${JSON.stringify(performed)}`);
      return JSON.parse(performed.body) as JsonObject;
    },
    letTimePass: (now) => tick(ledgerAt(now)),
  };
}
