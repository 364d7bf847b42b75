/** POST /v1/me/surprises/{pool}/free-plays: a member who signed in plays a surprise for free. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { playAnswer, playExample, playedView, playRefusals } from "../edge/free-play-shapes.ts";
import { memberAsking } from "../edge/read.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { playFree } from "../operations/play-free.ts";

export const playOwn = contract({
  id: "playOwn",
  method: "post",
  path: "/v1/me/surprises/:pool/free-plays",
  audience: { kind: "member" },
  title: "Play a surprise for free as a member",
  about:
    "With the e-mail address that I am known by, once a day. A member without one sends a proof at the public route.",
  body: z.strictObject({}),
  isBodyOptional: true,
  status: 201,
  answer: playAnswer,
  refusals: playRefusals,
  example: { body: {}, answer: playExample },
});

export function mountFreePlays(app: App): void {
  serveWrite(app, playOwn, playFree, {
    request: ({ params, caller }) => ({ pool: params.pool ?? "", who: { id: memberAsking(caller) }, isVerified: true }),
    view: playedView,
  });
}
