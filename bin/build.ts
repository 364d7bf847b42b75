/** Builds the Worker into .build/worker.mjs: `npm start`, the tests and the bench run this file, and `npm run deploy` uploads it. */
import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ownWords } from "./build/own-words.ts";
import { plainPasskeys } from "./build/plain-passkeys.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const OUT = new URL("../.build/worker.mjs", import.meta.url).pathname;

/** Bundles functions/worker.ts for workerd; answers the file's path. Whoever reads it meanwhile has the old one or the new one, whole. */
export async function buildWorker(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["functions/worker.ts"],
    outfile: OUT,
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    target: "es2024",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    // Names stay as they are written, for the lines that a fault logs: mangled and kept beside (keepNames), each closure of a request
    // would be named anew.
    minifyWhitespace: true,
    minifySyntax: true,
    // Six languages: as \uXXXX their letters would be three times as long, to be uploaded and to be read at each start.
    charset: "utf8",
    plugins: [ownWords, plainPasskeys],
    sourcemap: "linked",
    logLevel: "warning",
    write: false,
  });
  await mkdir(dirname(OUT), { recursive: true });
  for (const { path, contents } of outputFiles) {
    const fresh = `${path}.${randomUUID()}`;
    await writeFile(fresh, contents);
    await rename(fresh, path);
  }
  return OUT;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await buildWorker());
