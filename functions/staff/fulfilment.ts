/** POST /v1/staff/redemptions/{redemption}/fulfilment: staff say how far a reward has come, whichever store it was asked at. */
import { contract } from "../edge/contract.ts";
import {
  fulfilledAnswer,
  fulfilledExample,
  fulfilledView,
  fulfilmentBody,
  fulfilmentRefusals,
} from "../edge/redemption-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { fulfil } from "../operations/fulfil.ts";
import { MAY } from "./roles.ts";

export const fulfilByStaff = contract({
  id: "fulfilByStaff",
  method: "post",
  path: "/v1/staff/redemptions/:redemption/fulfilment",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Say how far a redemption has come, as staff",
  about: "As a store says it of its own: one state follows the other, once.",
  body: fulfilmentBody,
  status: 200,
  answer: fulfilledAnswer,
  refusals: fulfilmentRefusals,
  example: { body: { state: "rejected" }, answer: fulfilledExample },
});

export function mountFulfilment(app: App): void {
  serveWrite(app, fulfilByStaff, fulfil, {
    request: ({ body: { state, reference = null }, params }) => ({
      store: null,
      redemption: params.redemption ?? "",
      state,
      reference,
    }),
    view: fulfilledView,
  });
}
