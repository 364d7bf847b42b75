/** One-time sign-in links: `tsl_{staff}_{secret}`. Only the digest of the whole text is ever stored. */
import { sha256Hex } from "./hash.ts";
import { base32 } from "./id.ts";

const LUCK_BYTES = 20;

export interface Link {
  /** The text that the address carries. */
  token: string;
  /** Public id of whom it signs in. */
  staff: string;
  /** Public id of the link's own row, named by the digest. */
  link: string;
  /** SHA-256 hex of the token: all that is stored of it. */
  digest: string;
}

/** A new link for a staff member, from 20 bytes of luck. */
export function newLink(staff: string, luck: Uint8Array): Link {
  return linkOf(`tsl_${staff.slice("stf_".length)}_${base32(luck.subarray(0, LUCK_BYTES))}`, staff);
}

/** A link's parts, or null when the text is none. */
export function readLink(token: string): Link | null {
  const match = /^tsl_([0-9a-z]{26})_[0-9a-hjkmnp-tv-z]{32}$/.exec(token);
  return match ? linkOf(token, `stf_${match[1]}`) : null;
}

function linkOf(token: string, staff: string): Link {
  const digest = sha256Hex(token);
  return { token, staff, link: `lnk_${digest.slice(0, 24)}`, digest };
}
