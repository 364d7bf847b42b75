/**
 * Checks the proof of a contest or of an instant win, step by step, on your own machine:
 *
 *     node bin/verify.ts proof.json
 *     node bin/verify.ts https://shop.example/v1/contests/con_1/proof
 *     curl … | node bin/verify.ts -
 *
 * Exits 0 when every step holds, 1 when one does not, and 2 when there was nothing to check.
 */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { isBeacon } from "../functions/draws/beacon.ts";
import type { Verdict } from "../functions/draws/verdict.ts";
import { verifyProof } from "../functions/draws/verify.ts";

const [source, ...more] = process.argv.slice(2);
if (source === undefined || more.length > 0) {
  console.error("usage: node bin/verify.ts FILE|URL|-");
  process.exit(2);
}
const proof: unknown = await read(source)
  .then(JSON.parse)
  .catch((error: unknown) => {
    console.error(`no proof could be read from ${source}: ${error instanceof Error ? error.message : error}`);
    process.exit(2);
  });
const verdict = verifyProof(proof, isBeacon);
console.log(report(verdict));
process.exitCode = verdict.ok ? 0 : 1;

async function read(source: string): Promise<string> {
  if (source === "-") return text(process.stdin);
  if (!/^https?:\/\//.test(source)) return readFile(source, "utf8");
  const response = await fetch(source);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.text();
}

function report({ ok, steps, label, unproven }: Verdict): string {
  const lines = steps.map((step) => `${step.ok ? "ok    " : "not ok"}  ${step.name}: ${step.says}`);
  const failed = steps.filter((step) => !step.ok).length;
  lines.push("", ok ? `Every step holds.` : `${failed} of ${steps.length} steps did not hold.`);
  if (label !== null) lines.push(`Label: ${label}.`);
  if (unproven.length > 0) lines.push("What this cannot prove:", ...unproven.map((limit) => `  - ${limit}.`));
  return lines.join("\n");
}
