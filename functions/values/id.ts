/**
 * Ids carry their noun and are ordered by time: `op_` and 26 characters of Crockford base32 (48 bits of milliseconds,
 * then 80 bits of luck), as in the ULID specification, in lower case.
 */

/** The 32 letters, in order of their worth. */
export const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export type Noun =
  | "mem"
  | "op"
  | "rdm"
  | "vch"
  | "ven"
  | "chk"
  | "con"
  | "play"
  | "sto"
  | "key"
  | "stf"
  | "end"
  | "item"
  | "ent"
  | "ses"
  | "stb";

/** An id for a noun from an instant in milliseconds and at least ten bytes of luck. */
export function idFrom(noun: Noun, at: number, luck: Uint8Array): string {
  let time = "";
  for (let rest = at, digit = 0; digit < 10; digit++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time;
  return `${noun}_${time}${base32(luck.subarray(0, 10))}`;
}

/** Crockford base32 in lower case, most significant bit first; the last character is padded with zero bits. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    count += 8;
    while (count >= 5) {
      count -= 5;
      text += ALPHABET[(bits >> count) & 31];
    }
    bits &= (1 << count) - 1;
  }
  return count > 0 ? text + ALPHABET[(bits << (5 - count)) & 31] : text;
}

/** When an id was made, in milliseconds. */
export function instantOf(id: string): number {
  const time = id.slice(id.indexOf("_") + 1).slice(0, 10);
  return [...time].reduce((sum, digit) => sum * 32 + ALPHABET.indexOf(digit), 0);
}
