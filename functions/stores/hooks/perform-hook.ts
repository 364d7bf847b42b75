import { problemOfRefusal } from "../../edge/problem.ts";
import { perform } from "../../operations/perform.ts";
import type { Ledger, Performed, Verb } from "../../operations/verb.ts";
import type { Json, JsonObject } from "../../values/json.ts";

/** A platform's delivery to a store, whose signature was checked. */
export interface Told {
  platform: "shopify" | "stripe";
  ledger: Ledger;
  store: string;
  /** By which it is recorded once. */
  key: string;
}

/** Performs what a delivery tells; `kept` is what its papers keep of it: normalised facts, about a person never her names. */
export function performHook<Request, Outcome extends object>(
  { platform, ledger, store, key }: Told,
  verb: Verb<Request, Outcome>,
  request: Request,
  kept: object,
): Promise<Performed> {
  return perform(
    ledger,
    verb,
    {
      request,
      caller: { kind: "hook", store },
      key,
      method: "POST",
      path: `/hooks/${platform}/${store}`,
      body: JSON.parse(JSON.stringify(kept)) as Json,
    },
    { status: 200, view: (outcome) => ({ ...outcome }) as JsonObject, refused: problemOfRefusal },
  );
}
