/** What the counter's page makes of its address and of the server's clock. */
import { expect, test } from "vitest";
import { counterPhrases } from "../../functions/edge/phrases/counter/index.ts";
import { clockWarning } from "../../web/evidence/clock.ts";
import { readCounter } from "../../web/evidence/counter-link.ts";

const KEY = "0f".repeat(32);

test("the address's hash names the place, its key and what it is called", () => {
  const name = "Café “Noord”. 100 %";
  expect(readCounter(`#ven_cafe.${KEY}.${encodeURIComponent(name)}`)).toEqual({
    venue: "ven_cafe",
    key: new Uint8Array(32).fill(15),
    name,
  });
  expect(readCounter(`#ven_cafe.${KEY}.50% off`)).toMatchObject({ name: "50% off" });
  expect(readCounter(`#ven_cafe.${KEY}.`)).toMatchObject({ name: "" });
});

test.each([
  ["", "untold"],
  ["#", "untold"],
  ["#ven_cafe", "cut"],
  [`#ven_cafe.${KEY.slice(2)}.Name`, "cut"],
  [`#sto_cafe.${KEY}.Name`, "cut"],
  [`#ven_cafe.${KEY}`, "cut"],
] as const)("an address that ends in %o is told in a sentence, and never shown as a code", (hash, why) => {
  expect(readCounter(hash)).toBe(why);
  expect(words[why]).toMatch(/^This .*\.$/);
});

const words = counterPhrases("en").script;
const server = Date.UTC(2026, 10, 22, 9, 0, 0);
const warningAt = (off: number, tookMs = 40) =>
  clockWarning(
    {
      date: new Date(server).toUTCString(),
      sentAt: server + 500 + off - tookMs / 2,
      answeredAt: server + 500 + off + tookMs / 2,
    },
    words,
  );

test.each([
  [0, null],
  [20_000, null],
  [-20_000, null],
  [21_000, "21 seconds ahead"],
  [-21_000, "21 seconds behind"],
  [3_600_000, "60 minutes ahead"],
])("a tablet whose clock is %i ms off", (off, says) => {
  const warning = warningAt(off);
  if (says === null) expect(warning).toBeNull();
  else expect(warning).toContain(says);
});

test("an answer that was long on its way, or that says no time, is no reason to warn", () => {
  expect(warningAt(24_000, 10_000)).toBeNull();
  expect(clockWarning({ date: null, sentAt: 0, answeredAt: 0 }, words)).toBeNull();
});
