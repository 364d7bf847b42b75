/** What a counter's page is told after the # of its address: VENUE.KEY.NAME, as staff are given it. */
import { bytesOfHex } from "../../functions/values/hex.ts";

export interface Counter {
  venue: string;
  /** 32 bytes. */
  key: Uint8Array;
  name: string;
}

/** Reads the hash of a counter's address; or says in a sentence why it cannot be shown. */
export function readCounter(hash: string): Counter | string {
  if (hash.length < 2) return "This tablet has not been told which place it stands at.";
  const [, venue = "", key = "", encoded = ""] = /^#(ven_[a-z0-9_-]{1,60})\.([0-9a-f]{64})\.(.*)$/s.exec(hash) ?? [];
  if (venue === "")
    return "This link was not copied whole: it ends before the place's key, or something else was added.";
  return { venue, key: bytesOfHex(key, 32), name: nameOf(encoded) };
}

/** A name with a stray per cent sign is shown as it is: the code is worth as much. */
function nameOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded) || "This place";
  } catch {
    return encoded;
  }
}
