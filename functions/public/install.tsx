/** What a phone needs to keep the member's pages beside its apps: the manifest, the icons, and a page for where there is no network. */
import { ACCENT, GROUND, iconPng, iconSvg } from "../edge/brand-icon.ts";
import { ledgerOf } from "../edge/environment.ts";
import { pageLanguage } from "../edge/page-language.ts";
import { phrasesFor } from "../edge/phrases/index.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, type Ctx, hostOf } from "../edge/serve.ts";
import { sitePage } from "../edge/site-page.tsx";
import type { Programme } from "../programme/programme.ts";
import { say } from "../programme/words.ts";
import { directionOf } from "../values/language.ts";

/** Sides in pixels that phones ask for: two for Android, one for iOS. */
const SIDES = [192, 512, 180];
/** Another version's icon has another address. */
const CACHED = "public, max-age=86400";
/** Characters under an icon. */
const SHORT = 12;

export function mountInstall(app: App): void {
  app.get("/manifest.webmanifest", async (context) => {
    const { programme, version } = await inForce(context);
    const language = pageLanguage(context, { programme: programme.language });
    const name = say(programme.brand?.name ?? programme.name, language);
    const icon = { purpose: "any maskable" };
    const manifest = {
      id: "/me",
      name,
      short_name: name.length <= SHORT ? name : (name.split(/\s+/)[0] ?? name),
      start_url: "/me",
      scope: "/",
      display: "standalone",
      lang: language,
      dir: directionOf(language),
      theme_color: programme.brand?.accent ?? ACCENT,
      background_color: GROUND,
      icons: [
        { src: `/icon.svg?v=${version}`, sizes: "any", type: "image/svg+xml", purpose: "any" },
        ...SIDES.slice(0, 2).map((side) => ({
          src: `/icon-${side}.png?v=${version}`,
          sizes: `${side}x${side}`,
          type: "image/png",
          ...icon,
        })),
      ],
    };
    return new Response(JSON.stringify(manifest), {
      headers: { "content-type": "application/manifest+json", "cache-control": "no-cache" },
    });
  });
  app.get("/icon.svg", async (context) => {
    const { programme } = await inForce(context);
    return new Response(iconSvg(programme.brand), {
      headers: { "content-type": "image/svg+xml", "cache-control": CACHED },
    });
  });
  app.get("/:icon{icon-[0-9]+\\.png}", async (context) => {
    const side = Number(/\d+/.exec(context.req.param("icon"))?.[0]);
    if (!SIDES.includes(side)) throw new Problem("not_found");
    const { programme } = await inForce(context);
    return new Response(await iconPng(programme.brand, side), {
      headers: { "content-type": "image/png", "cache-control": CACHED },
    });
  });
  app.get("/offline", (context) => {
    const language = pageLanguage(context);
    const says = phrasesFor(language).unseen;
    const children = (
      <main class="alone">
        <h1>{says.title}</h1>
        <p>{says.lead}</p>
        <p>
          <a class="button" href="/me">
            {says.home}
          </a>
        </p>
      </main>
    );
    return sitePage(context, { title: says.title, language, kind: "member-page", children });
  });
}

async function inForce(context: Ctx): Promise<{ programme: Programme; version: number }> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const { facts } = await read({ caller: { kind: "public" }, ledger }, {});
  return facts.current;
}
