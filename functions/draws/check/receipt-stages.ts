/** The five stages of a receipt, from the steps that it was verified in, and the log of today, which must go on from it. */
import { hexToBytes } from "@noble/hashes/utils.js";
import { isHex } from "../../values/hex.ts";
import { checkpointIn } from "../log/checkpoint.ts";
import { isSignedBy, keyFrom, readNote } from "../log/note.ts";
import { isConsistent } from "../log/proofs.ts";
import { HASH_BYTES } from "../log/tree.ts";
import { isObject, shown } from "../shape.ts";
import { counted, type Step, step, type Verdict } from "../verdict.ts";
import type { Bundle } from "./bundle.ts";
import { byStage, hexValue, jsonValue, type Parts, type Stage, stageOf, wordsValue } from "./stage.ts";
import { RECEIPT_STAGES } from "./texts.ts";

type Id = (typeof RECEIPT_STAGES)[number]["id"];

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
  return RECEIPT_STAGES.map((text) => stageOf(text, parts[text.id]));
}

function recordParts(compared: Step[], { record, salt }: Record<string, unknown>): Parts {
  const [hash] = /[0-9a-f]{64}/.exec(compared.find(({ name }) => name === "record")?.says ?? "") ?? [];
  if (hash === undefined || !isObject(record)) return { compared };
  const { kind, recordedAt } = record;
  const at =
    typeof recordedAt === "number" && Math.abs(recordedAt) < LAST_MS ? new Date(recordedAt).toISOString() : null;
  return {
    compared,
    says: `A ${shown(kind)}${at === null ? "" : `, recorded at ${at.slice(0, 19).replace("T", " ")} UTC`}.`,
    takes: [jsonValue("Record", JSON.stringify(record)), hexValue("Salt", String(salt))],
    gives: [hexValue("Record hash", hash)],
  };
}

/** The last instant that a Date can be, in milliseconds. */
const LAST_MS = 8_640_000_000_000_000;

function placeParts(compared: Step[], { index, path, checkpoint }: Record<string, unknown>): Parts {
  if (compared.length === 0) return { compared };
  const tree = typeof checkpoint === "string" ? checkpointIn(checkpoint) : null;
  const hashes = Array.isArray(path) ? path.map(String) : [];
  return {
    compared,
    says: `Line ${Number(index) + 1} of ${tree?.size ?? "?"}, by ${counted(hashes.length, "hash").replace("hashs", "hashes")}.`,
    takes: [wordsValue("Leaf", String(index)), jsonValue("Path", JSON.stringify(hashes))],
    gives: tree ? [hexValue("Head of the log", tree.headHex)] : [],
  };
}

function checkpointParts(compared: Step[], { checkpoint, key }: Record<string, unknown>): Parts {
  if (compared.length === 0) return { compared };
  return {
    compared,
    takes: [jsonValue("Checkpoint, a signed note", String(checkpoint)), jsonValue("Key of the log", String(key))],
  };
}

function witnessParts(compared: Step[]): Parts {
  const [first] = compared;
  if (!first?.ok || !/^not witnessed/i.test(first.says)) return { compared };
  return { compared, otherwise: { state: "absent", because: first.says } };
}

/** `later` is the newest checkpoint with the proof that the receipt's is its beginning, from the log itself. */
function laterParts(later: unknown, { checkpoint, key }: Record<string, unknown>): Parts {
  if (!isObject(later)) {
    const because = "The log of today was not asked: a receipt stands by itself, without any network.";
    return { compared: [], otherwise: { state: "absent", because } };
  }
  const from = typeof checkpoint === "string" ? checkpointIn(checkpoint) : null;
  if (from === null) return { compared: [] };
  const note = typeof later.checkpoint === "string" ? later.checkpoint : "";
  const to = checkpointIn(note);
  const path = Array.isArray(later.path) && later.path.every((hash) => isHex(hash, HASH_BYTES)) ? later.path : null;
  if (to === null || path === null) return { compared: [step("later", "what the log answered is no proof", "")] };
  const read = readNote(note);
  const own = keyFrom(String(key));
  const unsigned =
    read && own && isSignedBy(read, own) ? null : "the newest checkpoint is not signed by the receipt's key";
  const isBeginning = isConsistent(
    path.map((hash: string) => hexToBytes(hash)),
    { from, to },
  );
  return {
    compared: [
      step(
        "later signature",
        unsigned,
        `the newest checkpoint, of ${counted(to.size, "operation")}, is signed by the same key`,
      ),
      step(
        "later",
        isBeginning
          ? null
          : `the log of ${counted(to.size, "operation")} does not begin with the ${from.size} of the receipt`,
        `the log of ${counted(to.size, "operation")} begins with the ${from.size} of the receipt: nothing before it was changed`,
      ),
    ],
    takes: [jsonValue("Newest checkpoint", note), jsonValue("Path", JSON.stringify(path))],
    gives: [hexValue("Head of the receipt", from.headHex), hexValue("Head of today", to.headHex)],
  };
}
