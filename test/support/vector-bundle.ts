/** test/support/vector-values.ts for where it has to run: bundled as an answering Worker, or as a script of a page. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const VALUES = new URL("./vector-values.ts", import.meta.url).pathname;

/** Bundles a program of one line that may say `computed()`. */
export async function bundled(line: string, format: "esm" | "iife"): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import { computed } from ${JSON.stringify(VALUES)};\n${line}`, resolveDir: tmpdir() },
    bundle: true,
    format,
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "silent",
    nodePaths: [new URL("../../node_modules", import.meta.url).pathname],
  });
  return outputFiles[0]?.text ?? "";
}

/** A Worker that answers with the values, as a file; `drop` removes it. */
export async function workerOfVectors(): Promise<{ script: string; drop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "vectors-"));
  const script = join(folder, "worker.mjs");
  await writeFile(script, await bundled("export default { fetch: () => Response.json(computed()) };", "esm"));
  return { script, drop: () => rm(folder, { recursive: true }) };
}
