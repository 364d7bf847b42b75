/** What every page of a member has: who she is, her language, the way to the others, and what to say where there is nothing to show. */
import { setCookie } from "hono/cookie";
import type { Child } from "hono/jsx";
import { sessionTag } from "../../edge/credentials.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { askOwn } from "../../edge/own-api.ts";
import { LANGUAGE_COOKIE, pageLanguage } from "../../edge/page-language.ts";
import { type Phrases, phrasesFor } from "../../edge/phrases/index.ts";
import { type App, type Ctx, hostOf } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import { type Speech, speechFor } from "../../edge/words.ts";
import { type Language, languageOf } from "../../values/language.ts";
import type { Me, Programme } from "./account.ts";
import { CameBanner } from "./came.tsx";
import { Navigation, type PageName } from "./navigation.tsx";
import { NotNow, Stranger } from "./stranger.tsx";

/** What a page is given to show. */
export interface Hers {
  context: Ctx;
  me: Me;
  programme: Programme;
  language: Language;
  speech: Speech;
  says: Phrases;
}

/** Reads of our own API; null: it could not be read just now. */
export interface Asks {
  one<Body extends object>(path: string): Promise<Body | null>;
  list<Row>(path: string): Promise<Row[] | null>;
}

export interface MemberPage<Parts> {
  path: string;
  name: PageName;
  /** Its own title, where it is not the name's. */
  title?(hers: Hers, parts: Parts): string;
  /** Its script; absent: the one that keeps a page current. */
  script?: string;
  /** What it shows beside who she is and the programme, read at the same time. */
  ask(asks: Asks, context: Ctx): Promise<Parts>;
  show(hers: Hers, parts: Parts): Child;
}

/** Mounts a page of the member's site. */
export function mountMemberPage<Parts>(app: App, page: MemberPage<Parts>): void {
  app.get(page.path, (context) => answer(app, context, page, pageLanguage(context)));
}

/** How long a choice of language is kept on a device: a year. */
const KEPT_SECONDS = 31_536_000;

async function answer<Parts>(
  app: App,
  context: Ctx,
  page: MemberPage<Parts>,
  language: Language,
  isAgain = false,
): Promise<Response> {
  const [me, programme, parts] = await Promise.all([
    askOwn<Me>(app, context, "/v1/me", language),
    askOwn<Programme>(app, context, "/v1/programme", language),
    page.ask(asksOf(app, context, language), context),
  ]);
  const says = phrasesFor(language);
  const shared = { language, kind: "member-page", brand: programme.body.brand ?? null };
  if (programme.status !== 200 || (me.status !== 200 && me.status !== 401))
    return sitePage(context, { ...shared, title: says.notNow.title, children: <NotNow says={says} /> }, 503);
  const speech = speechFor(programme.body, language);
  if (me.status === 401) {
    const children = <Stranger app={app} context={context} programme={programme.body} speech={speech} says={says} />;
    return sitePage(context, { ...shared, title: programme.body.name, shownTo: "nobody", children });
  }
  // Her own language is known once she is: what was asked in another is asked again, this once, and her device remembers.
  const hers = pageLanguage(context, { profile: me.body.language, programme: programme.body.language });
  if (hers !== language && !isAgain) return answer(app, context, page, hers, true);
  const given: Hers = { context, me: me.body, programme: programme.body, language, speech, says };
  const shownTo = sessionTag(context, ledgerOf(context.env, hostOf(context)).secret);
  const response = sitePage(context, {
    ...shared,
    title: `${page.title?.(given, parts) ?? says.nav[page.name]} · ${programme.body.brand?.name ?? programme.body.name}`,
    script: page.script ?? "me",
    shownTo,
    children: (
      <live-page
        data-shown-to={shownTo}
        data-offline={says.common.offline}
        data-as-of={says.common.asOf("{time}")}
        data-busy={says.common.busy}
      >
        <a class="skip" href="#content">
          {says.common.skip}
        </a>
        <Head programme={programme.body} />
        <Navigation hers={given} here={page.name} />
        <main id="content" class={`page-${page.name}`}>
          <p id="page-status" role="status" class="visually-hidden" />
          <p id="page-offline" class="offline" role="alert" hidden />
          <CameBanner hers={given} />
          {page.show(given, parts)}
        </main>
      </live-page>
    ),
  });
  const chosen = languageOf(context.req.query(LANGUAGE_COOKIE) ?? "");
  if (chosen !== null || isAgain) remember(context, response, language);
  return response;
}

function remember(context: Ctx, response: Response, language: Language): void {
  setCookie(context, LANGUAGE_COOKIE, language, { path: "/", sameSite: "Lax", maxAge: KEPT_SECONDS, httpOnly: true });
  for (const cookie of context.res.headers.getSetCookie()) response.headers.append("set-cookie", cookie);
}

function asksOf(app: App, context: Ctx, language: Language): Asks {
  const one = async <Body extends object>(path: string): Promise<Body | null> => {
    const { status, body } = await askOwn<Body>(app, context, path, language);
    return status === 200 ? body : null;
  };
  return { one, list: async <Row,>(path: string) => (await one<{ data: Row[] }>(path))?.data ?? null };
}

/** Whose programme this is. */
export const Head = ({ programme: { name, brand } }: { programme: Programme }) => (
  <header class="member-head">
    <a href="/me">
      {brand?.logo ? <img src={brand.logo} alt="" height={32} /> : null}
      <span>{brand?.name ?? name}</span>
    </a>
  </header>
);

/** A part of a page that could not be read. */
export const Unreadable = ({ says }: { says: Phrases }) => (
  <p class="unreadable">
    {says.common.unreadable} <a href="?">{says.common.again}</a>
  </p>
);
