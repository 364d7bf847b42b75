/**
 * Checks the proof of a contest or of an instant win, or a receipt, step by step, on your own machine:
 *
 *     npm run verify -- proof.json [--key VKEY] [--witness VKEY]
 *     node bin/verify.ts https://shop.example/v1/contests/con_1/proof
 *     curl … | node bin/verify.ts -
 *
 * VKEY is a verifier key that you know: the log's own, as GET /v1/log/key had it when you wrote it down, and any number of
 * witnesses'. Exits 0 when every step holds, 1 when one does not, and 2 when there was nothing to check.
 */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { keyFrom } from "../functions/draws/log/note.ts";
import type { Known } from "../functions/draws/log/receipt.ts";
import type { Verdict } from "../functions/draws/verdict.ts";
import { verifyProof } from "../functions/draws/verify.ts";

const { source, known } = asked();
const proof: unknown = await read(source)
  .then(JSON.parse)
  .catch((error: unknown) => {
    console.error(`no proof could be read from ${source}: ${error instanceof Error ? error.message : error}`);
    process.exit(2);
  });
const verdict = verifyProof(proof, known);
console.log(report(verdict));
process.exitCode = verdict.ok ? 0 : 1;

function asked(): { source: string; known: Known } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { key: { type: "string" }, witness: { type: "string", multiple: true, default: [] } },
    });
    const [source, ...more] = positionals;
    if (source === undefined || more.length > 0) throw new Error("one proof is checked at a time");
    const keys = [...(values.key === undefined ? [] : [values.key]), ...values.witness];
    const wrong = keys.find((key) => !keyFrom(key));
    if (wrong !== undefined) throw new Error(`${wrong} is no verifier key`);
    return { source, known: { key: values.key ?? null, witnesses: values.witness } };
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    console.error(`${why}\nusage: npm run verify -- FILE|URL|- [--key VKEY] [--witness VKEY]`);
    process.exit(2);
  }
}

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
