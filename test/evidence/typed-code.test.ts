/** What a member says where no camera works. */
import { expect, test } from "vitest";
import { memberCodeAt } from "../../functions/evidence/member-code.ts";
import { readTyped, shownByTyping, typedOf } from "../../functions/evidence/typed-code.ts";
import { ALPHABET } from "../../functions/values/id.ts";

const ids = { member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t", session: "ses_01kajw8zt0q9w4m2xv5n6p7r8s" };
const key = new Uint8Array(32).fill(7);
const STEP = 59_555_000;
const at = (step: number) => typedOf(memberCodeAt(key, { ...ids, step }));
const found = (text: string, now = STEP * 30_000) => {
  const typed = readTyped(text);
  const among = [{ ...ids, session: ids.session.replace("01ka", "01kb") }, ids];
  const keyOf = (session: string) => (session === ids.session ? key : new Uint8Array(32).fill(8));
  return typed && shownByTyping(typed, among, { now, keyOf });
};

test("it is found by session and step, however it is written", () => {
  const code = at(STEP);
  expect(code).toMatch(/^7R8S[0-9A-HJKMNP-TV-Z]{5}$/);
  for (const text of [
    code,
    code.toLowerCase(),
    (code.match(/.{3}/g) ?? []).join(" "),
    `${code.slice(0, 4)}-${code.slice(4)}`,
  ])
    expect(found(text)).toEqual({ ...ids, step: STEP });
  expect(found(at(STEP + 1))?.step).toBe(STEP + 1);
  expect(found(at(STEP - 19))?.step).toBe(STEP - 19);
  expect(found(at(STEP + 2))).toBeNull();
  expect(found(at(STEP - 21))).toBeNull();
});

test("one letter that is wrong is always seen, and two that changed places but for the first and last of the alphabet", () => {
  for (const step of [STEP, STEP + 1, STEP + 2]) {
    const letters = [...at(step)];
    for (const [place, letter] of letters.entries()) {
      const others = [...ALPHABET.toUpperCase()].filter((other) => other !== letter);
      expect(others.filter((other) => readTyped(letters.with(place, other).join("")) !== null)).toEqual([]);
      const next = letters[place + 1];
      if (next === undefined || next === letter || [letter, next].sort().join("") === "0Z") continue;
      expect(
        readTyped(
          letters
            .with(place, next)
            .with(place + 1, letter)
            .join(""),
        ),
      ).toBeNull();
    }
  }
});

test.each(["", "ABC", "ABCDEFGH", "ABCDEFGHJK", "UUUUUUUUU", "ABC DEF GH!"])("%j is none", (text) => {
  expect(readTyped(text)).toBeNull();
});
