/** The nine stages of a contest, from the steps that its proof was verified in and from what the bundle holds beside it. */
import type { Material } from "../../values/entropy.ts";
import { sha256Hex } from "../../values/hash.ts";
import { isHex } from "../../values/hex.ts";
import { canonicalJson } from "../../values/jcs.ts";
import { randomnessOf, timeOf } from "../drand.ts";
import { ENTRY_BYTES, encodeEntries, TAG_BYTES } from "../entries.ts";
import { type ContestManifest, contestManifestHash, isManifest } from "../manifest.ts";
import { isSaid, type Part, type Said, said } from "../said.ts";
import { anyNumber, anyString, having, integer, isObject, listOf, shown } from "../shape.ts";
import { countOf, type Step, step, type Verdict } from "../verdict.ts";
import type { Bundle, Own } from "./bundle.ts";
import { claimsParts } from "./claims.ts";
import { LOG_STEPS, logParts } from "./log-parts.ts";
import { chainParts } from "./source.ts";
import { byStage, hexValue, jsonValue, type Parts, type Stage, stageOf, type Value, wordsValue } from "./stage.ts";
import { type CONTEST_STAGES, STAGE_TEXTS } from "./texts.ts";

type Id = (typeof CONTEST_STAGES)[number];

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
  return STAGE_TEXTS.contest.map((text) => stageOf(text, parts[text.id]));
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
      ...(wording === undefined ? [] : [step("rules", idFault ?? rulesFault, said("manifest.rules"))]),
    ],
    says: [
      said("manifest.shown", { hash: shortly(hash) }),
      ...(wording === undefined ? [] : [said("rules.worded")]),
      ...leftOver(manifest),
    ],
    takes: [
      jsonValue(said("value.manifest"), canonicalJson(manifest)),
      ...(rules === null ? [] : [jsonValue(said("value.rules"), canonicalJson(wording))]),
    ],
    gives: [
      hexValue(said("value.manifestHash"), hash),
      ...(rules === null ? [] : [hexValue(said("value.rulesHash"), rules)]),
    ],
  };
}

/** Which of its prizes surprises had left over, in a sentence after the others; nothing where there are none. */
function leftOver({ secondChance = [] }: ContestManifest): Said[] {
  const list = secondChance.map(({ pool, tier, items }) =>
    said("manifest.chance", { count: items.length, tier, pool }),
  );
  return list.length === 0 ? [] : [said("manifest.chances", { items: { list } })];
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
        said("value.entries"),
        said("entries.records", { records: countOf(manifest.entries.count, "records"), bytes: ENTRY_BYTES }),
      ),
      hexValue(said("value.entriesNamed"), manifest.entries.sha256),
    ],
    gives: compared.flatMap(({ name, ok, says }) => {
      const hash = ok && isSaid(says) ? says.parts.hash : undefined;
      const is = said(name === "entries tree" ? "value.root" : "value.entriesHash");
      return typeof hash === "string" ? [hexValue(is, hash)] : [];
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
    return { compared: [], otherwise: { state: "absent", because: said("not.told") } };
  }
  if (file === null || !isSound) return { compared: [] };
  const place = placeOf(tag, file);
  const compared = [
    step("tag", place === null ? said("wrong.noTag", { tag: shown(tag) }) : null, place && rangeOf(place)),
  ];
  if (place !== null && tickets !== undefined) {
    const wrong =
      place.weight === tickets
        ? null
        : said("wrong.tickets", { tickets: countOf(place.weight, "tickets"), said: tickets });
    compared.push(step("account", wrong, said("own.same")));
  }
  return {
    compared,
    takes: [hexValue(said("value.tag"), tag)],
    gives:
      place === null
        ? []
        : [
            wordsValue(said("value.tickets"), rangeOf(place)),
            wordsValue(
              said("value.record"),
              said("draw.number", { ticket: place.position + 1, of: file.length / ENTRY_BYTES }),
            ),
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

function rangeOf({ from, weight, total }: { from: number; weight: number; total: number }): Said {
  const tickets = { tickets: countOf(weight, "tickets"), from: String(from), total: String(total) };
  return weight === 1
    ? said("own.ticket", tickets)
    : said("own.tickets", { ...tickets, to: String(from + weight - 1) });
}

function luckParts(
  compared: Step[],
  { manifest, material }: { manifest: ContestManifest | null; material: Material | null },
): Parts {
  if (manifest === null || compared.length === 0) return { compared };
  const { entropy } = manifest;
  const isSound = compared.every(({ ok }) => ok);
  const waits: { otherwise?: { state: "waiting"; because: Part } } =
    material === null && isSound
      ? { otherwise: { state: "waiting", because: [said("not.yet"), compared.at(-1)?.says ?? ""] } }
      : {};
  const takes: Value[] = [];
  const gives: Value[] = [];
  if (entropy.mode === "commit") takes.push(hexValue(said("value.commitment"), entropy.commit));
  if (entropy.mode === "manual") takes.push(wordsValue(said("value.announced"), entropy.source));
  if (entropy.mode === "drand") takes.push(wordsValue(said("value.round"), String(entropy.round)));
  if (material?.mode === "drand" && isSound) {
    takes.push(hexValue(said("value.signature"), material.signature));
    gives.push(hexValue(said("value.randomness"), randomnessOf(material.signature) ?? ""));
  }
  if (material?.mode === "manual" && isSound) gives.push(wordsValue(said("value.numbers"), material.text));
  if ((material?.mode === "commit" || material?.mode === "fixed") && isSound)
    gives.push(hexValue(said("value.secret"), material.secret));
  return { compared, takes, gives, ...waits };
}

function orderParts(compared: Step[], manifest: ContestManifest | null): Parts {
  if (manifest === null) return { compared };
  const { entropy, closes } = manifest;
  if (entropy.mode !== "drand")
    return { compared: [], otherwise: { state: "absent", because: said(`not.order.${entropy.mode}`) } };
  return {
    compared,
    takes: [wordsValue(said("value.closed"), { at: closes }), wordsValue(said("value.round"), String(entropy.round))],
    gives: [wordsValue(said("value.roundAt"), { at: timeOf(entropy.round) })],
  };
}

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
  if (!isDrawn) return { compared, otherwise: { state: "waiting", because: said("not.drawn") } };
  const ranking = rankingIn(proof.ranking);
  return {
    compared,
    says: said("draw.ranks", { ranks: countOf(ranking.length, "ranks") }),
    takes: [
      hexValue(said("value.manifestHash"), contestManifestHash(manifest)),
      ...(typeof proof.seed === "string" ? [hexValue(said("value.seed"), proof.seed)] : []),
    ],
    gives: ranking.map(({ rank, tag, ticket, of }) =>
      wordsValue(
        said(rank <= manifest.winners ? "value.winner" : "value.alternate", { rank: String(rank) }),
        said("draw.drawn", { ticket: String(ticket), of: String(of), tag }),
      ),
    ),
  };
}

function shortly(hash: string): string {
  return `${hash.slice(0, 8)}…${hash.slice(-8)}`;
}
