/** POST /v1/staff/email-proofs: staff confirm an address, of somebody at the counter or on a postcard. Writes nothing, takes no key. */
import { contract } from "../edge/contract.ts";
import { proofAnswer, proofBody, proofExample, proofOf } from "../edge/email-proof-shapes.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { MAY } from "./roles.ts";

export const confirmEmail = contract({
  id: "confirmEmail",
  method: "post",
  path: "/v1/staff/email-proofs",
  audience: { kind: "staff", roles: MAY.vouch },
  title: "Confirm an e-mail address",
  about:
    "Who asks has shown that the address is hers. The proof is good for a day, for free entries with this address.",
  body: proofBody,
  status: 200,
  answer: proofAnswer,
  refusals: [],
  isKeyless: true,
  example: proofExample,
});

export function mountEmailProofs(app: App): void {
  serveRead(app, confirmEmail, async (asked) => {
    const { facts } = await read(asked, {});
    return proofOf(asked.body.email, { now: facts.now, secret: asked.ledger.secret });
  });
}
