/**
 * Checks a bundle, as the verify pages save it, or the proof of a contest or of an instant win by itself, on your own
 * machine, in the same steps as those pages and by the same files:
 *
 *     npm run verify -- bundle.json
 *     npm run verify -- bundle.json --tag 5f3759df5f3759df5f3759df5f3759df
 *     npm run verify -- https://shop.example/v1/contests/con_1/proof
 *     curl … | npm run verify -- -
 *
 * `--tag` looks for yourself in it. `--key VKEY` is the log's key as GET /v1/log/key had it when you wrote it down, and each
 * `--witness VKEY` one of a witness whom you trust. Exits 0 when everything agrees, 1 when something does not, and 2 when there was nothing
 * to check.
 */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { isBeacon } from "../functions/draws/beacon.ts";
import { BUNDLE, bundleOf } from "../functions/draws/check/bundle.ts";
import { type Checked, check } from "../functions/draws/check/check.ts";
import type { Stage, State } from "../functions/draws/check/stage.ts";
import { verdictOf } from "../functions/draws/check/verdict-words.ts";
import { wholeProof } from "../functions/draws/instant-parts.ts";
import { keyFrom } from "../functions/draws/log/note.ts";
import type { Known } from "../functions/draws/log/receipt.ts";
import { finished } from "../functions/draws/progress.ts";
import { type Part, tellerIn } from "../functions/draws/said.ts";
import { en } from "../functions/draws/tongues/en.ts";
import { stepSaid } from "../functions/draws/verdict.ts";
import { base64Of } from "../functions/values/base64.ts";
import { LABELS } from "../functions/values/entropy.ts";

const USAGE = "usage: npm run verify -- FILE|URL|- [--tag TAG] [--key VKEY] [--witness VKEY]";
const STATES: Record<State, string> = {
  agrees: "agrees",
  differs: "DIFFERS",
  absent: "left out",
  waiting: "not yet",
  unreached: "not reached",
};

const told = tellerIn("en", en);

const { source, tag, known } = asked();
const json = await read(source).catch((error: unknown) => {
  console.error(`nothing could be read from ${source}: ${error instanceof Error ? error.message : error}`);
  process.exit(2);
});
const checked = finished(check(json, { own: tag === undefined ? {} : { tag }, judge: isBeacon, known }));
console.log(report(checked));
process.exitCode = checked.ok ? 0 : 1;

function asked(): { source: string; tag: string | undefined; known: Known } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        tag: { type: "string" },
        key: { type: "string" },
        witness: { type: "string", multiple: true, default: [] },
      },
    });
    const { tag, key, witness: witnesses } = values;
    const [source, ...more] = positionals;
    if (source === undefined || more.length > 0) throw new Error("one bundle is checked at a time");
    const wrong = [...(key === undefined ? [] : [key]), ...witnesses].find((each) => !keyFrom(each));
    if (wrong !== undefined) throw new Error(`${wrong} is no verifier key`);
    return { source, tag, known: { key: key ?? null, witnesses } };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(2);
  }
}

async function read(source: string): Promise<unknown> {
  if (source === "-") return JSON.parse(await text(process.stdin));
  if (!/^https?:\/\//.test(source)) return JSON.parse(await readFile(source, "utf8"));
  const { proof: first } = bundleOf(await (await fetched(source)).json());
  const parts = wholeProof(first);
  let part = parts.next();
  while (!part.done) {
    const url = new URL(source);
    url.searchParams.set("after", String(part.value));
    part = parts.next(await (await fetched(url.href)).json());
  }
  const proof = part.value;
  const file = (proof as { entriesFile?: { url?: unknown } } | null)?.entriesFile?.url;
  if (typeof file !== "string") return proof;
  const entries = await (await fetched(new URL(file, source).href)).arrayBuffer();
  return { bundle: BUNDLE, proof, entries: base64Of(new Uint8Array(entries)) };
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response;
}

function report(result: Checked): string {
  const { name, ok, stages, label, shows, unproven } = result;
  const { says, more } = verdictOf(result);
  return [
    told(name),
    "",
    ...stages.flatMap(linesOf),
    "",
    told([says, more]),
    ...(label === null ? [] : [`Label: ${LABELS[label]}.`]),
    ...(ok ? listed("What this shows:", shows) : []),
    ...listed("What it cannot show:", unproven),
  ].join("\n");
}

function linesOf({ title, state, says, takes, gives, compared }: Stage, index: number): string[] {
  const values = [
    ...takes.map((value) => ({ ...value, way: "in " })),
    ...gives.map((value) => ({ ...value, way: "out" })),
  ];
  return [
    `${index + 1}. ${STATES[state]}  ${told(title)}`,
    ...(compared.length === 0 ? [`      ${told(says)}`] : []),
    ...values.map(({ way, name, text: value }) => `      ${way}  ${told(name)}: ${told(value)}`),
    ...compared.map(
      ({ name, ok, says: found }) => `      ${ok ? "ok    " : "not ok"}  ${told(stepSaid(name))}: ${told(found)}`,
    ),
  ];
}

function listed(title: string, sentences: readonly Part[]): string[] {
  return sentences.length === 0 ? [] : [title, ...sentences.map((sentence) => `  - ${told(sentence)}`)];
}
