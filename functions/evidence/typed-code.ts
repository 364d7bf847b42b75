/**
 * The code that a member says where no camera works: nine letters and digits, of the code that is scanned. Four of her session's
 * id, by which it is found; four of its mac, 20 bits; and a check character, so that a slip of the finger is no guess.
 */
import { digestsEqual } from "../values/hash.ts";
import { ALPHABET } from "../values/id.ts";
import { memberCodeAt, type ShownCode } from "./member-code.ts";
import { stepOf } from "./venue-code.ts";

const TAIL = 4;
const MAC = 4;
const LETTERS = TAIL + MAC + 1;

/** Steps before this one that are tried: an old code is refused all the same, but the retry of what it did is answered. */
const STEPS_BEFORE = 20;

/** What was typed, as it says by which session to look for it. */
export interface TypedCode {
  /** The last letters of the session's id, in lower case. */
  tail: string;
  /** The first letters of the mac, in upper case. */
  mac: string;
}

/** What to say instead of a code that is scanned, in upper case and without spaces. */
export function typedOf(memberCode: string): string {
  const [, , session = "", , mac = ""] = memberCode.split(".");
  const letters = session.slice(-TAIL) + mac.slice(0, MAC);
  return letters + checkOf(letters);
}

/** A code as it was typed: any case, spaces and dashes, i and l read as 1, o as 0; null: it is none, or a letter is wrong. */
export function readTyped(text: string): TypedCode | null {
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  if (!new RegExp(`^[0-9A-HJKMNP-TV-Z]{${LETTERS}}$`).test(letters)) return null;
  if (checkOf(letters.slice(0, -1)) !== letters.at(-1)) return null;
  return { tail: letters.slice(0, TAIL).toLowerCase(), mac: letters.slice(TAIL, -1) };
}

/**
 * Which of the sessions made it, and when: the step nearest to now; null: none did. `keyOf` is the key of a session. Whether
 * that step is still good is not judged here.
 */
export function shownByTyping(
  { mac }: TypedCode,
  among: Pick<ShownCode, "member" | "session">[],
  { now, keyOf }: { now: number; keyOf: (session: string) => Uint8Array },
): ShownCode | null {
  const current = stepOf(now);
  const steps = Array.from({ length: STEPS_BEFORE + 2 }, (_, index) => current + 1 - index);
  steps.sort((a, b) => Math.abs(a - current) - Math.abs(b - current));
  const tried = among.map(({ member, session }) => ({ member, session, key: keyOf(session) }));
  for (const step of steps) {
    for (const { key, ...by } of tried) {
      const shown = { ...by, step };
      const [, , , , full = ""] = memberCodeAt(key, shown).split(".");
      if (digestsEqual(full.slice(0, MAC), mac)) return shown;
    }
  }
  return null;
}

/** Luhn's check character over 32 letters: one that is wrong, and two that changed places, are found. */
function checkOf(letters: string): string {
  const size = ALPHABET.length;
  let sum = 0;
  [...letters].reverse().forEach((letter, index) => {
    const value = ALPHABET.indexOf(letter.toLowerCase()) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / size) + (value % size);
  });
  return (ALPHABET[(size - (sum % size)) % size] ?? "").toUpperCase();
}
