/** POST /v1/email-proofs: a store that has verified an address says so. Writes nothing, takes no key. */
import { contract } from "../edge/contract.ts";
import { proofAnswer, proofBody, proofExample, proofOf } from "../edge/email-proof-shapes.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";

export const proveEmail = contract({
  id: "proveEmail",
  method: "post",
  path: "/v1/email-proofs",
  audience: { kind: "store", scope: "members" },
  title: "Vouch for an e-mail address",
  about:
    "The store has verified that the address is the person's, by a code that it sent or by her sign-in. The proof is good for a day, for free entries with this address.",
  body: proofBody,
  status: 200,
  answer: proofAnswer,
  refusals: [],
  isKeyless: true,
  example: proofExample,
});

export function mountEmailProofs(app: App): void {
  serveRead(app, proveEmail, async (asked) => {
    const { facts } = await read(asked, {});
    return proofOf(asked.body.email, { now: facts.now, secret: asked.ledger.secret });
  });
}
