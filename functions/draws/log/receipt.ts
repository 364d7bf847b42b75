/**
 * Receipts: an operation's record with its salt, the path from its leaf to a signed checkpoint, and the checkpoint. Whoever
 * keeps one can show later that this was recorded, whatever the ledger says by then. Checking one never throws: what is
 * wrong becomes a sentence.
 */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { isHex } from "../../values/hex.ts";
import { type OperationRecord, recordHashOf } from "../../values/record.ts";
import { said } from "../said.ts";
import { anyString, exactly, having, hex, integer, listOf, shown } from "../shape.ts";
import { type Act, counted, countOf, type Step, step, type Verdict, verdict } from "../verdict.ts";
import { type Checkpoint, readCheckpoint } from "./checkpoint.ts";
import { leafHashOf } from "./leaf.ts";
import { isSignedBy, keyFrom, type Note, readNote } from "./note.ts";
import { areEqual, headByInclusion } from "./proofs.ts";
import { HASH_BYTES } from "./tree.ts";

/** The version of receipts. */
export const RECEIPT = "tessera-receipt/1";

/** An operation with its place in the log: leaf `index`, from 0, and the path from it to the checkpoint's head, in hex. */
export interface Logged {
  record: OperationRecord;
  /** 16 bytes, hex. */
  salt: string;
  index: number;
  path: string[];
}

/** What GET /v1/me/receipts/{operation} answers. */
export interface Receipt extends Logged {
  v: typeof RECEIPT;
  /** A signed note. */
  checkpoint: string;
  /** The verifier key of the log. */
  key: string;
}

/** What a verifier knows from elsewhere. */
export interface Known {
  /** The log's verifier key; null: the one in the receipt is believed, and said to be. */
  key: string | null;
  /** Verifier keys of witnesses. */
  witnesses: string[];
}

/** The fields of a logged operation with their kinds. */
export const LOGGED = {
  record: having({ id: anyString, kind: anyString }),
  salt: hex(16),
  index: integer(0),
  path: listOf(hex(HASH_BYTES)),
};

/** The fields of a checkpoint and the log's key, wherever both are shown. */
export const SEALED = { checkpoint: anyString, key: anyString };

const checkReceipt = having({ v: exactly(RECEIPT), ...LOGGED, ...SEALED });

const UNPROVEN = [said("unproven.sameLog"), said("unproven.just")];

/** Checks a receipt. Steps, in order: form, record, checkpoint, log, witness. Steps that need a failed one are left out. */
export function verifyReceipt(value: unknown, known: Known = { key: null, witnesses: [] }): Verdict {
  const steps: Step[] = [];
  if (!isReceipt(value)) steps.push(step("form", checkReceipt(value, "the receipt"), null));
  else {
    const { record, checkpoint, key } = value;
    const about = { operation: shown(record.id), kind: shown(record.kind) };
    steps.push(step("form", null, said("form.receipt", about)));
    const { steps: sealed, tree } = checkpointSteps({ checkpoint, key }, known);
    if (tree) steps.push(...loggedSteps(value, tree));
    steps.push(...sealed);
  }
  return verdict(steps, { label: null, unproven: UNPROVEN });
}

/** checkReceipt names every field that is read here. */
function isReceipt(value: unknown): value is Receipt {
  return checkReceipt(value, "the receipt") === null;
}

/** Whether a record opens, and its leaf is in the tree: two steps, `record` and `log`, with their act before them where there are several. */
export function loggedSteps({ record, salt, index, path }: Logged, tree: Checkpoint, act?: Act): Step[] {
  const [recordStep, logStep] = act ? ([`${act} record`, `${act} log`] as const) : (["record", "log"] as const);
  const hash = hashOf(salt, record);
  if (hash === null) return [step(recordStep, "the record is not JSON that can be hashed", null)];
  const leafHash = leafHashOf({ id: record.id, recordHash: hash });
  const head = headByInclusion({ leafHash, path: path.map(hexToBytes) }, { index, size: tree.size });
  const place = `leaf ${index} of ${counted(tree.size, "operation")}`;
  const fault =
    head === null
      ? `${counted(path.length, "hash")} are no path from ${place}`
      : areEqual(head, tree.head)
        ? null
        : `${place} leads to the head ${bytesToHex(head)}, the checkpoint says ${bytesToHex(tree.head)}`;
  return [
    step(recordStep, null, said("log.record", { hash })),
    step(
      logStep,
      fault,
      said("log.leaf", {
        index: String(index),
        operations: countOf(tree.size, "operations"),
        head: bytesToHex(tree.head),
      }),
    ),
  ];
}

function hashOf(salt: string, record: OperationRecord): string | null {
  if (!isHex(salt, 16)) return null;
  try {
    return recordHashOf(salt, record);
  } catch {
    // Strangers' JSON may hold what canonical JSON refuses: fractions, lone surrogates.
    return null;
  }
}

/**
 * Whether a checkpoint is one, by whom it is signed and who has seen it: the steps `checkpoint` and `witness`, and its tree.
 * Null: nothing was sealed yet, which the step `log` says, and is no fault.
 */
export function checkpointSteps(
  sealed: { checkpoint: string; key: string } | null,
  known: Known,
): { steps: Step[]; tree: Checkpoint | null } {
  if (sealed === null) return { steps: [step("log", null, said("log.none"))], tree: null };
  const { checkpoint, key } = sealed;
  const note = readNote(checkpoint);
  const tree = note && readCheckpoint(note.text);
  const own = keyFrom(key);
  const fault =
    !note || !tree
      ? "the checkpoint is no signed note of a log"
      : !own
        ? `the log's key ${shown(key)} is none`
        : known.key !== null && known.key !== key
          ? `the log's key is ${shown(key)}, and yours is ${shown(known.key)}`
          : own.name !== tree.origin
            ? `the checkpoint is of the log ${tree.origin}, and the key of ${own.name}`
            : isSignedBy(note, own)
              ? null
              : `the checkpoint is not signed by ${key}`;
  if (!note || !tree || fault !== null) return { steps: [step("checkpoint", fault, null)], tree };
  const operations = countOf(tree.size, "operations");
  const says = said(known.key === null ? "log.came" : "log.given", { operations, log: tree.origin, key });
  return { steps: [step("checkpoint", null, says), witnessStep(note, tree.origin, known)], tree };
}

/** Who outside has seen a checkpoint. No witness is no fault; a line of a known witness that does not verify is. */
function witnessStep(note: Note, origin: string, { witnesses }: Known): Step {
  const keys = witnesses.map(keyFrom).filter((key) => key !== null);
  const wrong = keys.find(
    (key) =>
      note.signatures.some(({ name, keyId }) => name === key.name && keyId === key.keyId) && !isSignedBy(note, key),
  );
  if (wrong) return step("witness", `the line of the witness ${wrong.name} does not verify`, null);
  const names = [...new Set(note.signatures.map(({ name }) => name).filter((name) => name !== origin))];
  if (names.length === 0) return step("witness", null, said("log.unwitnessed"));
  const list = names.map((name) =>
    keys.some((key) => key.name === name && isSignedBy(note, key)) ? name : said("log.unknownWitness", { name }),
  );
  return step("witness", null, said("log.witnessed", { names: { list } }));
}
