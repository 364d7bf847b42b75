/** How the clock asks: as itself, under a key that state alone decides, so that the same tick twice is one act. */

import type { JsonObject } from "../values/json.ts";
import { perform } from "./perform.ts";
import type { Answering, Call, Ledger, Performed, Verb } from "./verb.ts";

/** A call of the clock. `body` is what the request hash covers: all that the act depends on. */
export function callOf<Request>(
  kind: string,
  { request, name, body }: { request: Request; name: string; body: JsonObject },
): Call<Request> {
  return { request, caller: { kind: "clock" }, key: `${kind}:${name}`, method: "TICK", path: kind, body };
}

/** Answers of the clock are its outcomes, for whoever reads the ledger. */
export const answering: Answering<object> = {
  status: 200,
  view: (outcome) => ({ ...outcome }) as JsonObject,
  refused: ({ refused, numbers }) => ({ status: 409, body: JSON.stringify({ code: refused, ...numbers }) }),
};

/** Does one act. True: it is done, by this tick or an earlier one; false: it is not due any more. Throws when nobody knows. */
export async function act<Request, Outcome extends object>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  asked: { request: Request; name: string; body: JsonObject },
): Promise<boolean> {
  return isDone(await perform(ledger, verb, callOf(verb.kind, asked), answering), verb.kind);
}

/** Whether it was done. Throws for what must not happen to the clock: a reused key, an unknown outcome. */
export function isDone(performed: Performed, kind: string): boolean {
  switch (performed.kind) {
    case "answered":
      return performed.status < 400;
    case "refused":
      return false;
    case "unknown":
      throw performed.fault;
    default:
      throw new Error(`${kind}: ${performed.kind}`);
  }
}
