/**
 * Builds the client for shops' developers into .build/client, ready for `npm publish`: a small run time, and types from
 * the contracts by a generator of our own, since openapi-typescript needs the API of an older TypeScript than checks us and a
 * path of sixty lines saves both.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { pathsOf } from "./client/paths.ts";
import { writeOpenapi } from "./openapi.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const OUT = join(ROOT, ".build/client");

/** Most that the run time may weigh, in bytes of gzip. */
export const WEIGHT_MAX = 3_000;

/** Builds the package into a directory. Throws when its run time is too heavy. */
export async function buildClient(out = OUT): Promise<{ directory: string; bytes: number }> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const document = await writeOpenapi(join(ROOT, ".build"));
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["bin/client/runtime.ts"],
    outfile: join(out, "index.js"),
    format: "esm",
    platform: "neutral",
    target: "es2022",
    minify: true,
    logLevel: "warning",
  });
  const bytes = gzipSync(await readFile(join(out, "index.js"))).length;
  if (bytes > WEIGHT_MAX) throw new Error(`the client weighs ${bytes} bytes of gzip, more than ${WEIGHT_MAX}`);
  await writeFile(join(out, "paths.d.ts"), pathsOf(document));
  for (const file of ["index.d.ts", "README.md"]) await cp(join(ROOT, "bin/client", file), join(out, file));
  await cp(join(ROOT, "LICENSE"), join(out, "LICENSE"));
  const { version, license } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as Record<string, string>;
  const manifest = {
    name: "tessera-client",
    version,
    description: "A typed client of a Tessera loyalty programme.",
    license,
    type: "module",
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    types: "./index.d.ts",
    files: ["index.js", "index.d.ts", "paths.d.ts"],
    sideEffects: false,
    engines: { node: ">=20" },
  };
  await writeFile(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return { directory: out, bytes };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { directory, bytes } = await buildClient();
  console.log(`${directory}: ${bytes} bytes of gzip at run time. Publish it with npm publish ${directory}`);
}
