/** The nine stages of a contest, from the steps that its proof was verified in and from what the bundle holds beside it. */
import type { Entropy, Material } from "../../values/entropy.ts";
import { sha256Hex } from "../../values/hash.ts";
import { isHex } from "../../values/hex.ts";
import { canonicalJson } from "../../values/jcs.ts";
import { randomnessOf, timeOf } from "../drand.ts";
import { ENTRY_BYTES, encodeEntries, TAG_BYTES } from "../entries.ts";
import { type ContestManifest, contestManifestHash, isManifest } from "../manifest.ts";
import { anyNumber, anyString, having, integer, isObject, listOf, shown } from "../shape.ts";
import { counted, type Step, step, type Verdict } from "../verdict.ts";
import type { Bundle, Own } from "./bundle.ts";
import { claimsParts } from "./claims.ts";
import { LOG_STEPS, logParts } from "./log-parts.ts";
import { chainParts, instantOf } from "./source.ts";
import { byStage, hexValue, jsonValue, type Parts, type Stage, stageOf, type Value, wordsValue } from "./stage.ts";
import { CONTEST_STAGES } from "./texts.ts";

type Id = (typeof CONTEST_STAGES)[number]["id"];

/** Which stage shows which step of the proof's verification; the ranks are "rank". */
const STAGES: Record<string, Id> = {
  form: "manifest",
  manifest: "manifest",
  "manifest hash": "manifest",
  entries: "entries",
  tickets: "entries",
  "entries file": "entries",
  "entries tree": "entries",
  round: "order",
  ...LOG_STEPS,
  seed: "draw",
  rank: "draw",
  ranking: "draw",
};

/** What was verified; `file` is there where somebody looks for herself in sound entries. */
export type VerifiedContest = { bundle: Bundle; verdict: Verdict; file: Uint8Array | null; own: Own };

/** The nine stages, in order. Never throws, whatever the bundle holds. */
export function contestStages({ bundle, verdict, file, own }: VerifiedContest): Stage[] {
  const proof = isObject(bundle.proof) ? bundle.proof : {};
  const manifest = isManifest(proof.manifest) ? proof.manifest : null;
  const of = byStage(verdict.steps, { stages: STAGES, rest: "luck" });
  const material = isObject(proof.material) ? (proof.material as Material) : null;
  const parts: Record<Id, Parts> = {
    manifest: manifestParts(of("manifest"), { manifest, contest: bundle.contest }),
    log: logParts(of("log"), proof.log),
    entries: entriesParts(of("entries"), manifest),
    own: ownParts({ own, file, isSound: of("entries").every(({ ok }) => ok) }),
    source: chainParts(manifest?.entropy ?? null, "manifest"),
    luck: luckParts(of("luck"), { manifest, material }),
    order: orderParts(of("order"), manifest),
    draw: drawParts(of("draw"), { proof, manifest, isDrawn: material !== null }),
    claims:
      manifest === null
        ? { compared: [] }
        : claimsParts({ contest: bundle.contest, ranking: rankingIn(proof.ranking) }),
  };
  return CONTEST_STAGES.map((text) => stageOf(text, parts[text.id]));
}

function manifestParts(
  compared: Step[],
  { manifest, contest }: { manifest: ContestManifest | null; contest: unknown },
): Parts {
  if (manifest === null) return { compared };
  const hash = contestManifestHash(manifest);
  const { wording, id } = isObject(contest) ? contest : {};
  const rules = wording === undefined ? null : hashOfWords(wording);
  const rulesFault =
    rules === manifest.rules ? null : `the rules hash to ${rules ?? "nothing"}, the manifest says ${manifest.rules}`;
  const idFault = id === manifest.contest ? null : `the round is ${shown(id)}, the manifest is of ${manifest.contest}`;
  return {
    compared: [
      ...compared,
      ...(wording === undefined
        ? []
        : [
            step(
              "rules",
              idFault ?? rulesFault,
              "the rules and prizes, as worded, have the hash that the manifest names",
            ),
          ]),
    ],
    says: `Manifest ${shortly(hash)}${wording === undefined ? "" : ", with the rules and prizes as worded"}.${leftOver(manifest)}`,
    takes: [
      jsonValue("Manifest", canonicalJson(manifest)),
      ...(rules === null ? [] : [jsonValue("Rules and prizes", canonicalJson(wording))]),
    ],
    gives: [hexValue("Manifest hash", hash), ...(rules === null ? [] : [hexValue("Rules hash", rules)])],
  };
}

/** Which of its prizes surprises had left over, in a sentence after the others; nothing where there are none. */
function leftOver({ secondChance = [] }: ContestManifest): string {
  const from = secondChance.map(({ pool, tier, items }) => `${items.length} of ${tier} from ${pool}`);
  const are = "second chances, which that surprise’s proof shows as won by nobody";
  return from.length === 0 ? "" : ` Its last prizes are ${are}: ${from.join(", ")}.`;
}

/** Null for words that canonical JSON cannot say. */
function hashOfWords(wording: unknown): string | null {
  try {
    return sha256Hex(canonicalJson(wording));
  } catch {
    // A stranger's file may hold fractions, or nest without end: then these are not the words that were hashed.
    return null;
  }
}

function entriesParts(compared: Step[], manifest: ContestManifest | null): Parts {
  if (manifest === null) return { compared };
  return {
    compared,
    says: compared.find(({ name }) => name === "tickets")?.says ?? "",
    takes: [
      wordsValue(
        "Entries file",
        `${counted(manifest.entries.count, "record")} of ${ENTRY_BYTES} bytes: the tag, then its tickets`,
      ),
      hexValue("SHA-256 in the manifest", manifest.entries.sha256),
    ],
    gives: compared.flatMap(({ name, ok, says }) => {
      const [hash] = ok ? (/[0-9a-f]{64}/.exec(says) ?? []) : [];
      return hash === undefined
        ? []
        : [hexValue(name === "entries tree" ? "Root of the tree" : "SHA-256 of the entries", hash)];
    }),
  };
}

function ownParts({
  own: { tag, tickets },
  file,
  isSound,
}: {
  own: Own;
  file: Uint8Array | null;
  isSound: boolean;
}): Parts {
  if (tag === undefined) {
    const because = "No tag was given: sign in, or paste the one from your account, to find your tickets.";
    return { compared: [], otherwise: { state: "absent", because } };
  }
  if (file === null || !isSound) return { compared: [] };
  const place = placeOf(tag, file);
  const fault = place === null ? `the tag ${shown(tag)} is not among the entries` : null;
  const says = place === null ? "" : `your ${counted(place.weight, "ticket")}: ${rangeOf(place)} of ${place.total}`;
  const compared = [step("tag", fault, says)];
  if (place !== null && tickets !== undefined) {
    const wrong =
      place.weight === tickets
        ? null
        : `the entries give your tag ${counted(place.weight, "ticket")}, your account ${tickets}`;
    compared.push(step("account", wrong, "your account says the same"));
  }
  return {
    compared,
    takes: [hexValue("Your tag", tag)],
    gives:
      place === null
        ? []
        : [
            wordsValue("Tickets", rangeOf(place)),
            wordsValue("Record", `${place.position + 1} of ${file.length / ENTRY_BYTES}`),
          ],
  };
}

/** Where a tag stands in the file, with its tickets counted from 0; null: nowhere. */
export function placeOf(
  tag: string,
  file: Uint8Array,
): { position: number; weight: number; from: number; total: number } | null {
  if (!isHex(tag, TAG_BYTES)) return null;
  const wanted = encodeEntries([{ tag, weight: 1 }]).subarray(0, TAG_BYTES);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let found: { position: number; weight: number; from: number } | null = null;
  let total = 0;
  for (let start = 0; start < file.length; start += ENTRY_BYTES) {
    const weight = view.getUint32(start + TAG_BYTES);
    if (found === null && wanted.every((byte, index) => file[start + index] === byte)) {
      found = { position: start / ENTRY_BYTES, weight, from: total };
    }
    total += weight;
  }
  return found && { ...found, total };
}

function rangeOf({ from, weight }: { from: number; weight: number }): string {
  return weight === 1 ? `number ${from}` : `numbers ${from} to ${from + weight - 1}`;
}

function luckParts(
  compared: Step[],
  { manifest, material }: { manifest: ContestManifest | null; material: Material | null },
): Parts {
  if (manifest === null || compared.length === 0) return { compared };
  const { entropy } = manifest;
  const isSound = compared.every(({ ok }) => ok);
  const waits =
    material === null && isSound
      ? { otherwise: { state: "waiting" as const, because: `Not yet: ${lower(compared.at(-1)?.says ?? "")}` } }
      : {};
  const takes: Value[] = [];
  const gives: Value[] = [];
  if (entropy.mode === "commit") takes.push(hexValue("Commitment, published before the first ticket", entropy.commit));
  if (entropy.mode === "manual") takes.push(wordsValue("Announced source", entropy.source));
  if (entropy.mode === "drand") takes.push(wordsValue("Round", String(entropy.round)));
  if (material?.mode === "drand" && isSound) {
    takes.push(hexValue("Signature", material.signature));
    gives.push(hexValue("Randomness", randomnessOf(material.signature) ?? ""));
  }
  if (material?.mode === "manual" && isSound) gives.push(wordsValue("Numbers", material.text));
  if ((material?.mode === "commit" || material?.mode === "fixed") && isSound)
    gives.push(hexValue("Secret", material.secret));
  return { compared, takes, gives, ...waits };
}

function orderParts(compared: Step[], manifest: ContestManifest | null): Parts {
  if (manifest === null) return { compared };
  const { entropy, closes } = manifest;
  if (entropy.mode !== "drand")
    return { compared: [], otherwise: { state: "absent", because: WITHOUT_ORDER[entropy.mode] } };
  return {
    compared,
    takes: [wordsValue("Entries closed", instantOf(closes)), wordsValue("Round", String(entropy.round))],
    gives: [wordsValue("The round’s instant", instantOf(timeOf(entropy.round)))],
  };
}

const WITHOUT_ORDER: Record<Exclude<Entropy["mode"], "drand">, string> = {
  commit:
    "Not in this mode, because the secret was made before anybody entered; only its commitment was public. Hence the label.",
  manual: "Not to be computed, because the date of a public draw is in its own publication: compare it with the close.",
  fixed: "Not in this mode, because the result was fixed beforehand: this is a test.",
};

const checkRanking = listOf(
  having({
    rank: integer(1),
    tag: anyString,
    ticket: anyNumber,
    of: anyNumber,
  }),
);
type Ranked = { rank: number; tag: string; ticket: number; of: number };

function rankingIn(value: unknown): Ranked[] {
  return checkRanking(value, "ranking") === null ? (value as Ranked[]) : [];
}

function drawParts(
  compared: Step[],
  { proof, manifest, isDrawn }: { proof: Record<string, unknown>; manifest: ContestManifest | null; isDrawn: boolean },
): Parts {
  if (manifest === null || compared.some(({ ok }) => !ok) || compared.length === 0) return { compared };
  if (!isDrawn) return { compared, otherwise: { state: "waiting", because: "Not yet: it has not been drawn." } };
  const ranking = rankingIn(proof.ranking);
  return {
    compared,
    says: `${counted(ranking.length, "rank")}, each with the ticket and the tag that was published.`,
    takes: [
      hexValue("Manifest hash", contestManifestHash(manifest)),
      ...(typeof proof.seed === "string" ? [hexValue("Seed", proof.seed)] : []),
    ],
    gives: ranking.map(({ rank, tag, ticket, of }) =>
      wordsValue(
        rank <= manifest.winners ? `Rank ${rank}, a winner` : `Rank ${rank}, an alternate`,
        `ticket ${ticket} of ${of}, tag ${tag}`,
      ),
    ),
  };
}

function shortly(hash: string): string {
  return `${hash.slice(0, 8)}…${hash.slice(-8)}`;
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
