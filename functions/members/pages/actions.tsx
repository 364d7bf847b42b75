/**
 * What the forms of a member's pages do (on-form.ts): each leads to one request of our own API, and on to a page that says
 * what came of it.
 */
import { endSession, MEMBER_COOKIE } from "../../edge/credentials.ts";
import { askOwn } from "../../edge/own-api.ts";
import { pageLanguage } from "../../edge/page-language.ts";
import { phrasesFor } from "../../edge/phrases/index.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import type { JsonObject } from "../../values/json.ts";
import type { Programme } from "./account.ts";
import { DONE, done, refused } from "./came.tsx";
import { givingOf } from "./giving.tsx";
import { codeOf, type Form, field, named, onForm } from "./on-form.ts";
import { ATTRIBUTE } from "./profile.tsx";

export function mountActions(app: App): void {
  onForm(app, "/me/rewards/:reward/redeem", async ({ context, form, send }) => {
    const reward = context.req.param("reward") ?? "";
    const cost = Number(field(form, "cost"));
    const body = { reward, ...(Number.isSafeInteger(cost) && cost > 0 ? { cost } : {}) };
    const { status, body: answer } = await send({ path: "/v1/me/redemptions", body });
    if (status !== 201) return refused(context, "/me/rewards", codeOf(answer));
    // What came says how to undo it, where the page that asked did.
    const about = { reward, ...(field(form, "final") === "1" ? {} : { redemption: String(answer.id) }) };
    return "voucher" in answer
      ? done(context, "/me/vouchers", "redeemed", { ...about, voucher: "1" })
      : done(context, "/me/rewards", "redeemed", about);
  });
  onForm(app, "/me/redemptions/:redemption/undo", async ({ context, send }) => {
    const path = `/v1/me/redemptions/${named(context, "redemption")}/reversal`;
    const { status, body } = await send({ path });
    return status === 200 ? done(context, "/me/rewards", "undone") : refused(context, "/me/rewards", codeOf(body));
  });
  onForm(app, "/me/rewards/:reward/wait", async ({ context, send }) => {
    const body = { reward: context.req.param("reward") ?? "" };
    const { status, body: answer } = await send({ path: "/v1/me/waiting-list", body });
    return status === 201 ? done(context, "/me/rewards", "waiting") : refused(context, "/me/rewards", codeOf(answer));
  });
  onForm(app, "/me/waiting-list/:place/leave", async ({ context, send }) => {
    const { status, body } = await send({ path: `/v1/me/waiting-list/${named(context, "place")}/leave` });
    return status === 200 ? done(context, "/me/rewards", "unwaiting") : refused(context, "/me/rewards", codeOf(body));
  });
  onForm(app, "/me/redemptions/:redemption/take", async ({ context, send }) => {
    const { status, body } = await send({ path: `/v1/me/redemptions/${named(context, "redemption")}/acceptance` });
    const about = { reward: String(body.reward), voucher: "1" };
    return status === 200
      ? done(context, "/me/vouchers", "redeemed", about)
      : refused(context, "/me/rewards", codeOf(body));
  });
  onForm(app, "/me/redemptions/:redemption/pass", async ({ context, send }) => {
    const { status, body } = await send({ path: `/v1/me/redemptions/${named(context, "redemption")}/release` });
    return status === 200 ? done(context, "/me/rewards", "passedOn") : refused(context, "/me/rewards", codeOf(body));
  });
  onForm(app, "/me/plays/:play/reveal", async ({ context, send }) => {
    const { status, body } = await send({ path: `/v1/me/plays/${named(context, "play")}/reveal` });
    // What it gave stands on the page itself.
    return status === 201 ? context.redirect("/me/play", 303) : refused(context, "/me/play", codeOf(body));
  });
  onForm(app, "/me/wallet/claim", async ({ context, form, send }) => {
    const { status, body } = await send({ path: "/v1/me/gift-cards/claim", body: { code: field(form, "code") } });
    return status === 200 ? done(context, "/me/wallet", "claimed") : refused(context, "/me/wallet", codeOf(body));
  });
  onForm(app, "/me/transfers", async ({ context, form, send }) => {
    const programme = await askOwn<Programme>(app, context, "/v1/programme");
    if (programme.status !== 200) return refused(context, "/me", "other");
    const { status, body } = await send({ path: "/v1/me/transfers", body: givingOf(form, programme.body) });
    return status === 201 ? done(context, "/me", "given") : refused(context, "/me", codeOf(body));
  });
  onForm(app, "/me/prizes/:contest/:rank/claim", async ({ context, form, send }) => {
    const { status, body } = await send({ path: `${prizeOf(context)}/claim`, body: claimOf(form) });
    const came = DONE.find((known) => known === body.state);
    return status === 201 && came ? done(context, "/me/play", came) : refused(context, "/me/play", codeOf(body));
  });
  onForm(app, "/me/prizes/:contest/:rank/decline", async ({ context, send }) => {
    const { status, body } = await send({ path: `${prizeOf(context)}/decline` });
    return status === 201 ? done(context, "/me/play", "declined") : refused(context, "/me/play", codeOf(body));
  });
  onForm(app, "/me/profile", async ({ context, form, send }) => {
    const programme = await askOwn<Programme>(app, context, "/v1/programme");
    if (programme.status !== 200) return refused(context, "/me/profile", "other");
    const { status, body } = await send({ path: "/v1/me/profile", body: profileOf(form, programme.body) });
    return status === 200 ? done(context, "/me/profile", "saved") : refused(context, "/me/profile", codeOf(body));
  });
  onForm(app, "/me/visits/:checkIn/appeal", async ({ context, send }) => {
    const { status, body } = await send({ path: `/v1/me/check-ins/${named(context, "checkIn")}/appeal`, body: {} });
    return status === 201 ? done(context, "/me/visits", "asked") : refused(context, "/me/visits", codeOf(body));
  });
  onForm(app, "/me/visits/delete", async ({ context, form, send }) => {
    const checkIn = field(form, "checkIn");
    const body = checkIn === "" ? {} : { checkIn };
    const { status, body: answer } = await send({ path: "/v1/me/check-in-deletions", body });
    return status === 200 ? done(context, "/me/visits", "forgotten") : refused(context, "/me/visits", codeOf(answer));
  });
  onForm(app, "/me/privacy/erase", async ({ context, form, send }) => {
    const language = pageLanguage(context);
    const says = phrasesFor(language);
    if (field(form, "confirm").toLowerCase() !== says.privacy.eraseWord.toLowerCase())
      return refused(context, "/me/privacy", "confirm");
    const { status, body } = await send({ path: "/v1/me/erasure", body: { confirm: "erase" } });
    if (status !== 200) return refused(context, "/me/privacy", codeOf(body));
    const children = (
      <main class="alone">
        <h1>{says.privacy.erased}</h1>
        <p>{says.privacy.erasedLead}</p>
      </main>
    );
    endSession(context, MEMBER_COOKIE);
    const page = sitePage(context, { language, kind: "member-page", title: says.privacy.erased, children });
    for (const cookie of context.res.headers.getSetCookie()) page.headers.append("set-cookie", cookie);
    return page;
  });
}

function prizeOf(context: Ctx): string {
  return `/v1/me/prizes/${named(context, "contest")}/${named(context, "rank")}`;
}

/** The form of a claim as the API takes it: what is ticked is said, what is left empty is not. */
function claimOf(form: Form): JsonObject {
  const said = (name: string) => field(form, name) || null;
  const answer = said("answer");
  return {
    rulesHash: field(form, "rulesHash"),
    region: field(form, "region").toUpperCase(),
    isIndependent: field(form, "isIndependent") === "true",
    birthDate: said("birthDate"),
    answer: answer === null ? null : Number(answer),
    publishName: said("publishName"),
  };
}

/** The form of the profile as the API takes it: a field that was emptied takes its value away. */
function profileOf(form: Form, { attributes }: Programme): JsonObject {
  const said = Object.fromEntries(
    attributes.map(({ id, kind }): [string, JsonObject[string]] => {
      const values = (form.get(ATTRIBUTE + id) ?? []).filter((value) => value !== "");
      const [first = null] = values;
      if (kind === "yes-no") return [id, first === "true"];
      if (kind === "choices") return [id, values.length > 0 ? values : null];
      return [id, kind === "number" && first !== null ? Number(first) : first];
    }),
  );
  const told = Object.fromEntries(
    ["name", "language", "birthDate", "region"].map((name) => {
      const value = field(form, name);
      return [name, value === "" ? null : name === "region" ? value.toUpperCase() : value];
    }),
  );
  return { attributes: said, ...told };
}
