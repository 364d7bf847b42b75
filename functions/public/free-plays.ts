/** POST /v1/surprises/{pool}/free-plays: a play for whoever has a verified e-mail address, member or not. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { provenBy, provenFields } from "../edge/email-proof-shapes.ts";
import { playAnswer, playExample, playedView, playRefusals } from "../edge/free-play-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { playFree } from "../operations/play-free.ts";

export const playSurprise = contract({
  id: "playSurprise",
  method: "post",
  path: "/v1/surprises/:pool/free-plays",
  audience: { kind: "public" },
  title: "Play a surprise for free",
  about:
    "Nothing has to be bought: the same odds in the same order as every other play, once per person and day of the programme. The address has to be verified: send the proof of POST /v1/email-proofs. Somebody who is no member yet plays as a guest, and reveals her play once she has joined.",
  body: z.strictObject(provenFields),
  status: 201,
  answer: playAnswer,
  refusals: playRefusals,
  example: { body: { email: "ada@example.com", proof: "tep_mia2b3c4.0f…" }, answer: playExample },
});

export function mountFreePlays(app: App): void {
  serveWrite(app, playSurprise, playFree, {
    request: ({ body, params, ledger }) => ({ pool: params.pool ?? "", ...provenBy(body, ledger) }),
    view: playedView,
  });
}
