/** POST /v1/me/contests/{id}/free-entries: a member who signed in enters a round for free. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { entryAnswer, entryExample, entryRefusals, saidFields } from "../edge/free-entry-shapes.ts";
import { memberAsking } from "../edge/read.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { enterFree } from "../operations/enter-free.ts";

export const enterOwn = contract({
  id: "enterOwn",
  method: "post",
  path: "/v1/me/contests/:contest/free-entries",
  audience: { kind: "member" },
  title: "Enter a contest for free",
  about:
    "With the e-mail address that I am known by, once per round. A member without one sends a proof at the public route.",
  body: z.strictObject(saidFields),
  isBodyOptional: true,
  status: 201,
  answer: entryAnswer,
  refusals: entryRefusals,
  example: { body: {}, answer: entryExample },
});

export function mountFreeEntries(app: App): void {
  serveWrite(app, enterOwn, enterFree, {
    request: ({ body: { region, birthDate }, params, caller }) => ({
      contest: params.contest ?? "",
      who: { id: memberAsking(caller) },
      isVerified: true,
      region,
      birthDate,
    }),
    view: (outcome) => ({ ...outcome }),
  });
}
