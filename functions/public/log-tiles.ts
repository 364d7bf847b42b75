/**
 * GET /v1/log/tile/{L}/{N}[.p/{W}]: the hashes of the log as C2SP tlog-tiles lays them out, so that any program that knows it
 * reads the whole tree. Hashes alone: what they are of is in receipts, and who may see one has it.
 */
import { hexToBytes } from "@noble/hashes/utils.js";
import { readTile } from "../database/log-proofs.ts";
import { leafHashOf } from "../draws/log/leaf.ts";
import { HASH_BYTES, TILE } from "../draws/log/tree.ts";
import { ledgerOf } from "../edge/environment.ts";
import { Problem, problemOf } from "../edge/problem.ts";
import { type App, type Ctx, hostOf } from "../edge/serve.ts";

/** Level, number in groups of three digits of which all but the last begin with x, and the width of one that is not whole. */
const PATH = /^\/v1\/log\/tile\/(0|[1-9]\d?)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** A tile's place. */
export interface Tile {
  level: number;
  number: number;
  /** Hashes in it: 256 in a whole one. */
  width: number;
}

/** The tile of a path, or null: it is none, or written in another way than the one there is for each. */
export function tileAt(path: string): Tile | null {
  const [, level = "", groups = "", width = String(TILE)] = PATH.exec(path) ?? [];
  const isPadded = groups.startsWith("x000");
  if (level === "" || isPadded || Number(width) > TILE || (path.includes(".p/") && Number(width) === TILE)) return null;
  return { level: Number(level), number: Number(groups.replace(/[x/]/g, "")), width: Number(width) };
}

export function mountLogTiles(app: App): void {
  app.get("/v1/log/tile/*", async (context: Ctx) => {
    const tile = tileAt(context.req.path);
    const hashes = tile && (await readTile(ledgerOf(context.env, hostOf(context)).client, tile));
    if (!hashes) {
      const { status, body } = problemOf(new Problem("not_found").code);
      return new Response(body, { status, headers: { "content-type": "application/problem+json" } });
    }
    const bytes = new Uint8Array(hashes.length * HASH_BYTES);
    for (const [at, node] of hashes.entries())
      bytes.set("operation" in node ? leafHashOf(node.operation) : hexToBytes(node.hash), at * HASH_BYTES);
    return new Response(bytes, {
      headers: {
        "content-type": "application/octet-stream",
        // What is sealed never changes.
        "cache-control": "public, max-age=31536000, immutable",
        "access-control-allow-origin": "*",
      },
    });
  });
}
