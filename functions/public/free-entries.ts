/** POST /v1/contests/{id}/free-entries: a way into a round for whoever has a verified e-mail address, member or not. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { provenBy, provenFields } from "../edge/email-proof-shapes.ts";
import { entryAnswer, entryExample, entryRefusals, saidFields } from "../edge/free-entry-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { enterFree } from "../operations/enter-free.ts";

export const enterContest = contract({
  id: "enterContest",
  method: "post",
  path: "/v1/contests/:contest/free-entries",
  audience: { kind: "public" },
  title: "Enter a contest for free",
  about:
    "Nothing has to be bought: the tickets weigh as much as those of a purchase, once per person and round. The address has to be verified: send the proof of POST /v1/email-proofs. Somebody who is no member yet enters as a guest.",
  body: z.strictObject({
    ...provenFields,
    ...saidFields,
  }),
  status: 201,
  answer: entryAnswer,
  refusals: entryRefusals,
  example: {
    body: { email: "ada@example.com", proof: "tep_mia2b3c4.0f…", region: "DE" },
    answer: entryExample,
  },
});

export function mountFreeEntries(app: App): void {
  serveWrite(app, enterContest, enterFree, {
    request: ({ body, params, ledger }) => {
      const { region, birthDate } = body;
      return { contest: params.contest ?? "", ...provenBy(body, ledger), region, birthDate };
    },
    view: (outcome) => ({ ...outcome }),
  });
}
