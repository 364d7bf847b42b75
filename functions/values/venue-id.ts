import { sha256Hex } from "./hash.ts";
import { bytesOfHex } from "./hex.ts";
import { base32 } from "./id.ts";

/** Characters of an id after its noun, as of every other. */
const LENGTH = 26;

/** The id of a venue that a merchant has an id for: it follows from that one, so that an import finds the venue again. */
export function venueIdOf(external: string): string {
  return `ven_${base32(bytesOfHex(sha256Hex(`venue/${external}`), 32)).slice(0, LENGTH)}`;
}
