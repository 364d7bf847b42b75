/** The keys of tags: made from the ledger's secret, the same whenever they are asked for. */

import type { Tap } from "../decisions/presence.ts";
import { diversified, isGenuine, type TagKeys, type TapCode, tappedBy, uidBytes } from "../evidence/sun.ts";
import { hmacHex } from "../values/hash.ts";
import { bytesOfHex } from "../values/hex.ts";
import type { Ledger } from "./verb.ts";

const KEY_HEX = 32;

/** A tag's two keys: the one that all tags of the ledger share, and its own, diversified by its number (AN10922). */
export async function tagKeys(ledger: Pick<Ledger, "secret">, uid: string): Promise<TagKeys> {
  return { meta: keyOf(ledger, "tag-meta/1"), file: await diversified(keyOf(ledger, "tag-file/1"), uidBytes(uid)) };
}

/** A tap as its link says it, judged by the tag's keys; "unread": no tap of a tag of ours. */
export async function readTap(ledger: Pick<Ledger, "secret">, code: TapCode): Promise<Tap | "unread"> {
  const tapped = await tappedBy(keyOf(ledger, "tag-meta/1"), code);
  if (!tapped) return "unread";
  const { file } = await tagKeys(ledger, tapped.uid);
  return { ...tapped, isGenuine: await isGenuine(file, tapped, code) };
}

function keyOf({ secret }: Pick<Ledger, "secret">, label: string): Uint8Array {
  return bytesOfHex(hmacHex(secret, label).slice(0, KEY_HEX), KEY_HEX / 2);
}
