/** A contest's manifest: what is fixed, and published by its hash, when the contest freezes. */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Entropy } from "../values/entropy.ts";
import { canonicalJson } from "../values/jcs.ts";
import { hash, LARGEST_U32, label } from "./bytes.ts";
import { ascii, byMode, exact, exactly, hex, integer, listOf, text } from "./shape.ts";

/** The version of contests: the first bytes of everything that a contest hashes. */
export const CONTEST = "tessera-contest/1";

/**
 * Further prizes, after the contest's own: items of one tier that a surprise had left over. The hash is of the surprise's
 * configuration, which names the hash of its rules and prizes, and that of the list of its items.
 */
export type SecondChancePromised = { pool: string; configHash: string; tier: string; items: string[] };

/** Exactly these keys. Instants are unix seconds; hashes and roots are 32 bytes in hex; counts are whole numbers. */
export type ContestManifest = {
  v: typeof CONTEST;
  contest: string;
  opens: number;
  closes: number;
  entries: { count: number; total: number; sha256: string; sumroot?: string };
  winners: number;
  alternates: number;
  secondChance?: SecondChancePromised[];
  rules: string;
  entropy: Entropy;
  prev: string;
};

const checkManifest = exact(
  {
    v: exactly(CONTEST),
    contest: ascii(200),
    opens: integer(0),
    closes: integer(0),
    entries: exact(
      {
        count: integer(0, LARGEST_U32),
        total: integer(0),
        sha256: hex(32),
      },
      { sumroot: hex(32) },
    ),
    winners: integer(1, LARGEST_U32),
    alternates: integer(0, LARGEST_U32),
    rules: hex(32),
    entropy: byMode(
      {
        commit: { commit: hex(32) },
        drand: { chain: hex(32), round: integer(1) },
        manual: { source: text(500) },
        fixed: { secret: hex(32) },
      },
      { drand: { late: exact({ announced: integer(1), frozen: integer(0) }) } },
    ),
    prev: hex(32),
  },
  {
    secondChance: listOf(exact({ pool: ascii(200), configHash: hex(32), tier: ascii(100), items: listOf(ascii(200)) })),
  },
);

/** What is wrong with a manifest, or null. Asked when a contest freezes, so that nothing can be wrong when it is drawn. */
export function faultOfManifest(value: unknown): string | null {
  if (!hasShape(value)) return checkManifest(value, "manifest");
  const { opens, closes, entries, winners, secondChance = [] } = value;
  if (opens >= closes) return `manifest.closes is ${closes}, not after manifest.opens, ${opens}`;
  if (entries.total < entries.count || (entries.count === 0 && entries.total > 0)) {
    return `manifest.entries.total is ${entries.total}, which ${entries.count} entries cannot weigh`;
  }
  const items = secondChance.flatMap((group) => group.items);
  const twice = items.find((item, index) => items.indexOf(item) !== index);
  if (twice !== undefined) return `manifest.secondChance has the item ${twice} twice`;
  if (items.length >= winners)
    return `manifest.winners is ${winners}, and ${items.length} prizes of them are second chances`;
  return null;
}

/** True when `faultOfManifest` finds nothing. */
export function isManifest(value: unknown): value is ContestManifest {
  return faultOfManifest(value) === null;
}

/** checkManifest names every key of the type. */
function hasShape(value: unknown): value is ContestManifest {
  return checkManifest(value, "manifest") === null;
}

/** `H(T(version) ‖ T("manifest") ‖ JCS(document))` in hex: the hash of any published document of a draw. */
export function manifestHash(version: string, document: unknown): string {
  return bytesToHex(hash(label(version), label("manifest"), utf8ToBytes(canonicalJson(document))));
}

/** The hash of a contest's manifest in hex. Throws RangeError with the fault of a manifest that has one. */
export function contestManifestHash(manifest: ContestManifest): string {
  const fault = faultOfManifest(manifest);
  if (fault !== null) throw new RangeError(fault);
  return manifestHash(CONTEST, manifest);
}
