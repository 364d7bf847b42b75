/** POST /v1/inputs: a store's stock, season or demand becomes a number that rules read. */
import { contract } from "../edge/contract.ts";
import { inputAnswer, inputBody, inputExample } from "../edge/input-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { publishInput as publish } from "../operations/input.ts";

export const publishInput = contract({
  id: "publishInput",
  method: "post",
  path: "/v1/inputs",
  audience: { kind: "store", scope: "earn" },
  title: "Publish an input",
  about:
    "A number that the programme declares, within its limits. Everybody can see it, and what a rule gave because of it says what it saw. Meant for now and then: whatever is being written at that moment is decided again.",
  body: inputBody,
  status: 200,
  answer: inputAnswer,
  refusals: ["input_unknown", "input_outside_limits"],
  example: inputExample,
});

export function mountInputs(app: App): void {
  serveWrite(app, publishInput, publish, {
    request: ({ body, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store publishes here");
      return { ...body, store: caller.store };
    },
    view: (outcome) => ({ ...outcome }),
  });
}
