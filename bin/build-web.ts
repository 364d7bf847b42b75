/**
 * Builds web/ into .build/web, as `npm start`, the tests and `wrangler deploy` serve it: /assets/…, /elements.js, /openapi.json,
 * /programme.schema.json, /presets.json, /words/… and the headers that go with them.
 */
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { presets } from "../functions/programme/presets/index.ts";
import { say } from "../functions/programme/words.ts";
import { writeOpenapi } from "./openapi.ts";
import { writeProgrammeSchema } from "./programme-schema.ts";
import { writeVerifyWords } from "./verify-words.ts";

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
        "web/nearby.ts",
        "web/docs.ts",
        "web/developers.ts",
        "web/counter.ts",
        "web/place.ts",
        "web/places.ts",
        "web/pin.ts",
        "web/map.css",
        "web/entrance.ts",
        "web/code.ts",
        "web/till.ts",
        "web/site.css",
      ],
      splitting: true,
    }),
    // One file that needs nothing more, so that a page that is open goes on checking without a network.
    build({ ...options, entryPoints: ["web/verify.ts"], splitting: false }),
    // For shops' pages, which name it by its address: one file beside the others, whose name stays.
    build({ ...options, entryPoints: ["web/elements.ts"], outdir: OUT, splitting: false, sourcemap: false }),
  ]);
  await buildServiceWorker(pages.metafile.outputs, options);
  await cp(join(ROOT, "web/_headers"), join(OUT, "_headers"));
  await writeOpenapi(`${OUT}/`);
  await writeProgrammeSchema(OUT);
  const abouts = [...presets].map(([name, { about }]) => [name, say(about)]);
  await writeFile(join(OUT, "presets.json"), JSON.stringify(Object.fromEntries(abouts)));
  await writeVerifyWords(OUT);
  // The directory itself stays: a Worker that runs meanwhile has it open.
  const outputs = [pages, verify].flatMap(({ metafile }) => Object.keys(metafile.outputs));
  const built = new Set(outputs.map((path) => basename(path)));
  const stale = (await readdir(ASSETS)).filter((name) => !built.has(name));
  await Promise.all(stale.map((name) => rm(join(ASSETS, name), { force: true })));
  return OUT;
}

/** Entries whose files a member's pages are made of. */
const SHELL_ENTRIES = ["web/me.ts", "web/play.ts", "web/entrance.ts", "web/code.ts", "web/site.css"];

/** The service worker, told which files the pages need, by a name that is of their content: a new build replaces the old whole. */
async function buildServiceWorker(outputs: Metafile["outputs"], options: BuildOptions): Promise<void> {
  const needed = new Set<string>();
  const need = (path: string) => {
    if (needed.has(path)) return;
    needed.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) if (kind !== "dynamic-import") need(imported);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs))
    if (SHELL_ENTRIES.includes(entryPoint ?? "")) need(path);
  const paths = [...needed].sort();
  const hash = createHash("sha256");
  for (const path of paths) hash.update(await readFile(join(ROOT, path)));
  const files = [...paths.map((path) => `/assets/${basename(path)}`), "/offline"];
  await build({
    ...options,
    entryPoints: ["web/service-worker.ts"],
    outdir: OUT,
    sourcemap: false,
    metafile: false,
    define: { SHELL: JSON.stringify({ name: hash.digest("hex").slice(0, 16), files }) },
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await buildWeb());
