/** What the forms of the page with friends do. */
import type { App } from "../../edge/serve.ts";
import { done, refused } from "./came.tsx";
import { codeOf, field, named, onForm } from "./on-form.ts";

const PAGE = "/me/nearby";

export function mountNearbyActions(app: App): void {
  onForm(app, `${PAGE}/invite`, async ({ context, form, send }) => {
    const body = { name: field(form, "name") || null };
    const { status, body: answer } = await send({ path: "/v1/me/friends/invitations", body });
    return status === 201 ? done(context, PAGE, "invited") : refused(context, PAGE, codeOf(answer));
  });
  onForm(app, `${PAGE}/accept`, async ({ context, form, send }) => {
    const body = { code: field(form, "code"), name: field(form, "name") || null };
    const { status, body: answer } = await send({ path: "/v1/me/friends", body });
    return status === 201 ? done(context, PAGE, "befriended") : refused(context, PAGE, codeOf(answer));
  });
  onForm(app, `${PAGE}/friends/:friend`, async ({ context, form, send }) => {
    const path = `/v1/me/friends/${named(context, "friend")}`;
    const { status, body } = await send({ method: "PUT", path, body: { state: field(form, "state") } });
    return status === 200 ? done(context, PAGE, "steered") : refused(context, PAGE, codeOf(body));
  });
  onForm(app, `${PAGE}/off`, async ({ context, send }) => {
    const { status, body } = await send({ method: "PUT", path: "/v1/me/nearby", body: { mode: "off" } });
    return status === 200 ? done(context, PAGE, "steered") : refused(context, PAGE, codeOf(body));
  });
}
