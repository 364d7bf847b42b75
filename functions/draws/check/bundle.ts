/** A bundle: everything that a check needs, in one file, so that it can be done without a network and years later. */
import { bytesOfBase64 } from "../../values/base64.ts";
import { isObject } from "../shape.ts";

/** The version of bundles. */
export const BUNDLE = "tessera-bundle/1";

/**
 * `proof`: as the API answers it. `entries`: the entries file in base64, where the proof names a file. `contest`: the round
 * as the API shows it, with the wording of its rules. `play`: which of a pool's plays it is about. `later`: of a receipt, the
 * log's newest checkpoint with the proof that it goes on from the receipt's.
 */
export type Bundle = {
  bundle: typeof BUNDLE;
  proof: unknown;
  entries?: string;
  contest?: unknown;
  play?: { id: string; seq: number };
  later?: unknown;
};

/** What whoever checks says of herself; it is in no bundle. */
export type Own = {
  /** The tag under which she takes part, 16 bytes in hex. */
  tag?: string;
  /** Her tickets, as her account shows them. */
  tickets?: number;
  /** Her play's receipt, as her account shows it. */
  receipt?: Record<string, unknown>;
};

/** A bundle from what a file held: a bundle, or a proof by itself. */
export function bundleOf(json: unknown): Bundle {
  if (!isObject(json) || json.bundle !== BUNDLE) return { bundle: BUNDLE, proof: json };
  const { proof, entries, contest, play, later } = json;
  const { id, seq } = isObject(play) ? play : {};
  return {
    bundle: BUNDLE,
    proof,
    ...(typeof entries === "string" ? { entries } : {}),
    ...(contest === undefined ? {} : { contest }),
    ...(later === undefined ? {} : { later }),
    ...(typeof id === "string" && typeof seq === "number" ? { play: { id, seq } } : {}),
  };
}

/** The entries file of a bundle; null: it holds none, or something else than base64. */
export function entriesOf({ entries }: Bundle): Uint8Array | null {
  return entries === undefined ? null : bytesOfBase64(entries);
}
