/** What a counter's page is told after the # of its address: VENUE.KEY.NAME, as staff are given it. */
import { bytesOfHex } from "../../functions/values/hex.ts";

export interface Counter {
  venue: string;
  /** 32 bytes. */
  key: Uint8Array;
  /** Empty: the link does not say. */
  name: string;
}

/** Reads the hash of a counter's address; or which sentence says why it cannot be shown. */
export function readCounter(hash: string): Counter | "untold" | "cut" {
  if (hash.length < 2) return "untold";
  const [, venue = "", key = "", encoded = ""] = /^#(ven_[a-z0-9_-]{1,60})\.([0-9a-f]{64})\.(.*)$/s.exec(hash) ?? [];
  if (venue === "") return "cut";
  return { venue, key: bytesOfHex(key, 32), name: nameOf(encoded) };
}

/** A name with a stray per cent sign is shown as it is: the code is worth as much. */
function nameOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
