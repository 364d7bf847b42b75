/**
 * Taps of NTAG 424 DNA tags: the tag writes into its link, anew at each tap, its encrypted number and counter (`e`) and a
 * code over them (`c`). Source: NXP AN12196 (Secure Unique NFC, AES mode, PICC data and CMAC mirrored), AN10922 (a key
 * for each tag, diversified from one).
 */
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { digestsEqual } from "../values/hash.ts";
import { bytesOfHex, isHex } from "../values/hex.ts";
import { aesCmac, decryptBlocks, encryptBlocks } from "./aes-cmac.ts";

/** The two keys of a tag, 16 bytes each: of what it encrypts, and of what it signs. */
export interface TagKeys {
  /** The same for all tags of a programme, since it must be known before the tag is. */
  meta: Uint8Array;
  /** The tag's own. */
  file: Uint8Array;
}

/** A tag and how often it has been tapped: 7 bytes in upper-case hex, and 0 to 2^24 − 1. */
export interface Tapped {
  uid: string;
  counter: number;
}

/** What a tap's link carries, each in hex: 16 bytes and 8. */
export interface TapCode {
  e: string;
  c: string;
}

/** The first byte of the PICC data of a tag that mirrors its number (bit 7), its counter (bit 6), and a number of 7 bytes. */
const PICC_TAG = 0xc7;
const UID_BYTES = 7;
const COUNTER_MAX = 0xff_ffff;
/** Header of the session vector for the file's MAC (AN12196 section 4.2.2). */
const SV2 = Uint8Array.of(0x3c, 0xc3, 0x00, 0x01, 0x00, 0x80);

/** Who tapped, as the tap says it; null: not our tag's, or not a tap. It is not yet shown that the tap is genuine. */
export async function tappedBy(meta: Uint8Array, { e }: Pick<TapCode, "e">): Promise<Tapped | null> {
  const encrypted = bytesOf(e, 16);
  if (!encrypted) return null;
  const picc = await decryptBlocks(meta, encrypted);
  if (picc[0] !== PICC_TAG) return null;
  const [low = 0, middle = 0, high = 0] = picc.subarray(1 + UID_BYTES);
  return { uid: hexOf(picc.subarray(1, 1 + UID_BYTES)), counter: low | (middle << 8) | (high << 16) };
}

/** Whether the tap's code is the tag's own over its number and counter; compared in full. */
export async function isGenuine(file: Uint8Array, tapped: Tapped, { c }: Pick<TapCode, "c">): Promise<boolean> {
  return digestsEqual(hexOf(await codeOf(file, tapped)), c.toUpperCase());
}

/** The tap that a tag writes: a tag in software, for tests. Throws RangeError for a counter beyond 24 bits. */
export async function tapOf({ meta, file }: TagKeys, tapped: Tapped, noise: Uint8Array): Promise<TapCode> {
  const picc = new Uint8Array(16);
  picc.set([PICC_TAG, ...namedBy(tapped)]);
  picc.set(noise.subarray(0, 5), 11);
  return { e: hexOf(await encryptBlocks(meta, picc)), c: hexOf(await codeOf(file, tapped)) };
}

/** A tag's own key, diversified from a master of 16 bytes by its number (AN10922 section 2.2: CMAC over 01 and the input). */
export function diversified(master: Uint8Array, input: Uint8Array): Promise<Uint8Array> {
  return aesCmac(master, concatBytes(Uint8Array.of(1), input));
}

/** The number of a tag as bytes. Throws RangeError for anything but 7 bytes of hex. */
export function uidBytes(uid: string): Uint8Array {
  const bytes = bytesOf(uid, UID_BYTES);
  if (!bytes) throw new RangeError(`${JSON.stringify(uid).slice(0, 40)} is not a tag's number: 7 bytes in hex`);
  return bytes;
}

/** The MAC of a tap over an input (empty where the link mirrors nothing else): every second byte of the CMAC. */
export async function tapMac(file: Uint8Array, tapped: Tapped, input: Uint8Array): Promise<Uint8Array> {
  const mac = await aesCmac(await sessionKey(file, tapped), input);
  return mac.filter((_, index) => index % 2 === 1);
}

/** The key of one tap's MAC. */
export function sessionKey(file: Uint8Array, tapped: Tapped): Promise<Uint8Array> {
  return aesCmac(file, concatBytes(SV2, Uint8Array.from(namedBy(tapped))));
}

function codeOf(file: Uint8Array, tapped: Tapped): Promise<Uint8Array> {
  return tapMac(file, tapped, new Uint8Array(0));
}

function namedBy({ uid, counter }: Tapped): number[] {
  if (!Number.isInteger(counter) || counter < 0 || counter > COUNTER_MAX)
    throw new RangeError(`${counter} is not a tap counter from 0 to 2^24 - 1`);
  return [...uidBytes(uid), counter & 255, (counter >> 8) & 255, counter >> 16];
}

function bytesOf(hex: string, bytes: number): Uint8Array | null {
  const lower = hex.toLowerCase();
  return isHex(lower, bytes) ? bytesOfHex(lower, bytes) : null;
}

/** In capitals, as tags and their makers write it. */
function hexOf(bytes: Uint8Array): string {
  return bytesToHex(bytes).toUpperCase();
}
