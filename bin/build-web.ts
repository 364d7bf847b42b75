/** Builds web/ into .build/web, as `npm start`, the tests and `wrangler deploy` serve it: /assets/…, /openapi.json and the headers that go with them. */
import { cp, rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { writeOpenapi } from "./openapi.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const OUT = new URL("../.build/web/", import.meta.url).pathname;

/** Bundles each page's script and the style sheet; answers the directory. What two pages share is a file of its own. */
export async function buildWeb(): Promise<string> {
  await rm(OUT, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["web/tour.ts", "web/shop.ts", "web/me.ts", "web/docs.ts", "web/site.css"],
    outdir: `${OUT}assets`,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["chrome111", "firefox114", "safari16.4"],
    minify: true,
    sourcemap: "linked",
    logLevel: "warning",
  });
  await cp(`${ROOT}web/_headers`, `${OUT}_headers`);
  await writeOpenapi(OUT);
  return OUT;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await buildWeb());
