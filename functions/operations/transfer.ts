import { decideTransfer, type Transfer, type Transferred } from "../decisions/transfer.ts";
import { canonicalJson } from "../values/jcs.ts";
import type { Json } from "../values/json.ts";
import type { Verb } from "./verb.ts";

/** Gives units of a member to another. Of whom, the papers keep a tag: they are the giver's. */
export const transfer: Verb<Transfer, Transferred> = {
  kind: "transfer",
  subjects: ({ member, to }) => ({ holders: [to], member, identity: null, claims: [] }),
  kept: (body, secret) => withoutRecipient(body, secret),
  decide: decideTransfer,
};

/** Digits of the tag that stands for a recipient: no two are the same by chance. */
const TAG_DIGITS = 32;

function withoutRecipient(body: Json, secret: (label: string) => string): Json {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return body;
  return { ...body, to: `tag ${secret(`transfer-to/${canonicalJson(body.to ?? null)}`).slice(0, TAG_DIGITS)}` };
}
