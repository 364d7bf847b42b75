/** Builds web/ into .build/web, as `npm start`, the tests and `wrangler deploy` serve it: /assets/…, /elements.js, /openapi.json, /programme.schema.json and the headers that go with them. */
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { writeOpenapi } from "./openapi.ts";
import { writeProgrammeSchema } from "./programme-schema.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const OUT = new URL("../.build/web", import.meta.url).pathname;
const ASSETS = join(OUT, "assets");

/** Bundles each page's script and the style sheet; answers the directory. What two pages share is a file of its own. */
export async function buildWeb(): Promise<string> {
  await mkdir(ASSETS, { recursive: true });
  const options = {
    absWorkingDir: ROOT,
    outdir: ASSETS,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: ["chrome111", "firefox114", "safari16.4"],
    minify: true,
    sourcemap: "linked",
    metafile: true,
    // The few small pictures of the map's style sheet are in it.
    loader: { ".png": "dataurl" },
    logLevel: "warning",
  } satisfies BuildOptions;
  const [pages, verify] = await Promise.all([
    build({
      ...options,
      entryPoints: [
        "web/tour.ts",
        "web/shop.ts",
        "web/me.ts",
        "web/play.ts",
        "web/docs.ts",
        "web/developers.ts",
        "web/counter.ts",
        "web/place.ts",
        "web/places.ts",
        "web/pin.ts",
        "web/map.css",
        "web/entrance.ts",
        "web/site.css",
      ],
      splitting: true,
    }),
    // One file that needs nothing more, so that a page that is open goes on checking without a network.
    build({ ...options, entryPoints: ["web/verify.ts"], splitting: false }),
    // For shops' pages, which name it by its address: one file beside the others, whose name stays.
    build({ ...options, entryPoints: ["web/elements.ts"], outdir: OUT, splitting: false, sourcemap: false }),
  ]);
  await cp(join(ROOT, "web/_headers"), join(OUT, "_headers"));
  await writeOpenapi(`${OUT}/`);
  await writeProgrammeSchema(OUT);
  // The directory itself stays: a Worker that runs meanwhile has it open.
  const outputs = [pages, verify].flatMap(({ metafile }) => Object.keys(metafile.outputs));
  const built = new Set(outputs.map((path) => basename(path)));
  const stale = (await readdir(ASSETS)).filter((name) => !built.has(name));
  await Promise.all(stale.map((name) => rm(join(ASSETS, name), { force: true })));
  return OUT;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await buildWeb());
