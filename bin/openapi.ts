/**
 * Writes openapi.json. The contracts are those of the app itself, pages and all, which Node cannot read as they are: they
 * are bundled first, with the packages left where they are.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Contract } from "../functions/edge/contract.ts";
import type { JsonObject } from "../functions/values/json.ts";
import { documentOf } from "./openapi/document.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const BUILD = join(ROOT, ".build");

/** Writes openapi.json into a directory, and answers it. */
export async function writeOpenapi(directory: string): Promise<JsonObject> {
  const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as { version: string };
  const document = documentOf(await readContracts(), version);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "openapi.json"), JSON.stringify(document));
  return document;
}

/** The contracts that the app mounts. */
async function readContracts(): Promise<Contract[]> {
  await mkdir(BUILD, { recursive: true });
  // A directory of its own: tests build side by side. Below the root, so that packages are found.
  const directory = await mkdtemp(join(BUILD, "contracts-"));
  try {
    const outfile = join(directory, "contracts.mjs");
    await build({
      absWorkingDir: ROOT,
      stdin: {
        contents: `import "./functions/app.ts"; export { contracts } from "./functions/edge/contract.ts";`,
        resolveDir: ROOT,
      },
      outfile,
      bundle: true,
      packages: "external",
      format: "esm",
      platform: "node",
      target: "node24",
      jsx: "automatic",
      jsxImportSource: "hono/jsx",
      logLevel: "warning",
    });
    const { contracts } = (await import(pathToFileURL(outfile).href)) as { contracts: Contract[] };
    return contracts;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeOpenapi(BUILD);
  console.log(join(BUILD, "openapi.json"));
}
