/** The five stages of a receipt, from the steps that it was verified in, and the log of today, which must go on from it. */
import { hexToBytes } from "@noble/hashes/utils.js";
import { isHex } from "../../values/hex.ts";
import { checkpointIn } from "../log/checkpoint.ts";
import { isSignedBy, keyFrom, readNote } from "../log/note.ts";
import { isConsistent } from "../log/proofs.ts";
import { HASH_BYTES } from "../log/tree.ts";
import { isSaid, said } from "../said.ts";
import { isObject, shown } from "../shape.ts";
import { counted, countOf, type Step, step, type Verdict } from "../verdict.ts";
import type { Bundle } from "./bundle.ts";
import { byStage, hexValue, jsonValue, type Parts, type Stage, stageOf, wordsValue } from "./stage.ts";
import { type RECEIPT_STAGES, STAGE_TEXTS } from "./texts.ts";

type Id = (typeof RECEIPT_STAGES)[number];

/** Which stage shows which step of the receipt's verification. */
const STAGES: Record<string, Id> = { form: "record", record: "record", log: "place", witness: "witness" };

/** The five stages, in order. Never throws, whatever the bundle holds. */
export function receiptStages({ bundle, verdict }: { bundle: Bundle; verdict: Verdict }): Stage[] {
  const receipt = isObject(bundle.proof) ? bundle.proof : {};
  const of = byStage(verdict.steps, { stages: STAGES, rest: "checkpoint" });
  const parts: Record<Id, Parts> = {
    record: recordParts(of("record"), receipt),
    place: placeParts(of("place"), receipt),
    checkpoint: checkpointParts(of("checkpoint"), receipt),
    witness: witnessParts(of("witness")),
    later: laterParts(bundle.later, receipt),
  };
  return STAGE_TEXTS.receipt.map((text) => stageOf(text, parts[text.id]));
}

function recordParts(compared: Step[], { record, salt }: Record<string, unknown>): Parts {
  const found = compared.find(({ name }) => name === "record")?.says ?? "";
  const hash = isSaid(found) ? found.parts.hash : undefined;
  if (typeof hash !== "string" || !isObject(record)) return { compared };
  const { kind, recordedAt } = record;
  return {
    compared,
    says:
      typeof recordedAt === "number"
        ? said("record.at", { kind: shown(kind), at: { at: Math.floor(recordedAt / 1000) } })
        : shown(kind),
    takes: [jsonValue(said("value.record"), JSON.stringify(record)), hexValue(said("value.salt"), String(salt))],
    gives: [hexValue(said("value.recordHash"), hash)],
  };
}

function placeParts(compared: Step[], { index, path, checkpoint }: Record<string, unknown>): Parts {
  if (compared.length === 0) return { compared };
  const tree = typeof checkpoint === "string" ? checkpointIn(checkpoint) : null;
  const hashes = Array.isArray(path) ? path.map(String) : [];
  return {
    compared,
    says: said("place.line", {
      line: Number(index) + 1,
      of: tree?.size ?? "?",
      hashes: countOf(hashes.length, "hashes"),
    }),
    takes: [wordsValue(said("value.leaf"), String(index)), jsonValue(said("value.path"), JSON.stringify(hashes))],
    gives: tree ? [hexValue(said("value.head"), tree.headHex)] : [],
  };
}

function checkpointParts(compared: Step[], { checkpoint, key }: Record<string, unknown>): Parts {
  if (compared.length === 0) return { compared };
  return {
    compared,
    takes: [jsonValue(said("value.checkpoint"), String(checkpoint)), jsonValue(said("value.logKey"), String(key))],
  };
}

function witnessParts(compared: Step[]): Parts {
  const [first] = compared;
  if (!first?.ok || !isSaid(first.says) || first.says.says !== "log.unwitnessed") return { compared };
  return { compared, otherwise: { state: "absent", because: first.says } };
}

/** `later` is the newest checkpoint with the proof that the receipt's is its beginning, from the log itself. */
function laterParts(later: unknown, { checkpoint, key }: Record<string, unknown>): Parts {
  if (!isObject(later)) {
    return { compared: [], otherwise: { state: "absent", because: said("not.asked") } };
  }
  const from = typeof checkpoint === "string" ? checkpointIn(checkpoint) : null;
  if (from === null) return { compared: [] };
  const note = typeof later.checkpoint === "string" ? later.checkpoint : "";
  const to = checkpointIn(note);
  const path = Array.isArray(later.path) && later.path.every((hash) => isHex(hash, HASH_BYTES)) ? later.path : null;
  if (to === null || path === null) return { compared: [step("later", "what the log answered is no proof", null)] };
  const read = readNote(note);
  const own = keyFrom(String(key));
  const unsigned =
    read && own && isSignedBy(read, own) ? null : "the newest checkpoint is not signed by the receipt's key";
  const operations = countOf(to.size, "operations");
  const isBeginning = isConsistent(
    path.map((hash: string) => hexToBytes(hash)),
    { from, to },
  );
  return {
    compared: [
      step("later signature", unsigned, said("later.signed", { operations })),
      step(
        "later",
        isBeginning
          ? null
          : `the log of ${counted(to.size, "operation")} does not begin with the ${from.size} of the receipt`,
        said("later.begins", { operations, size: from.size }),
      ),
    ],
    takes: [jsonValue(said("value.newest"), note), jsonValue(said("value.path"), JSON.stringify(path))],
    gives: [hexValue(said("value.headThen"), from.headHex), hexValue(said("value.headNow"), to.headHex)],
  };
}
