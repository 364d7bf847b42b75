/** POST /v1/staff/inputs: stock, season or demand becomes a number that rules read. */
import { contract } from "../edge/contract.ts";
import { inputAnswer, inputBody, inputExample } from "../edge/input-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { publishInput } from "../operations/input.ts";
import { MAY } from "./roles.ts";

export const publishInputAsStaff = contract({
  id: "publishInputAsStaff",
  method: "post",
  path: "/v1/staff/inputs",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Publish an input as staff",
  about:
    "A number that the programme declares, within its limits. Everybody can see it, and what a rule gave because of it says what it saw. Meant for now and then: whatever is being written at that moment is decided again.",
  body: inputBody,
  status: 200,
  answer: inputAnswer,
  refusals: ["input_unknown", "input_outside_limits"],
  example: inputExample,
});

export function mountInputs(app: App): void {
  serveWrite(app, publishInputAsStaff, publishInput, {
    request: ({ body }) => ({ ...body, store: null }),
    view: (outcome) => ({ ...outcome }),
  });
}
