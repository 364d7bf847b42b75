/** What a place's page makes of its address, of a scan and of typed digits, and what it says. */
import { expect, test } from "vitest";
import { checkInPhrases } from "../../functions/edge/phrases/check-in/index.ts";
import { problems } from "../../functions/edge/problems.ts";
import { digitsTyped, visitIn, visitScanned } from "../../web/evidence/evidence.ts";
import { refusalSays, unshownSays } from "../../web/evidence/says.ts";

const OURS = "https://club.example";
const TOKEN = "0123456789ABCDEF".replace("F", "G");
const words = checkInPhrases("en").script;
const [e, c] = ["0A".repeat(16), "0b".repeat(8)];

test.each([
  [`${OURS}/c/ven_cafe#${TOKEN}`, { venue: "ven_cafe", evidence: { qr: TOKEN } }],
  [`${OURS}/t?v=ven_cafe&e=${e}&c=${c}`, { venue: "ven_cafe", evidence: { tap: { e, c } } }],
  [`${OURS}/c/ven_cafe`, { venue: "ven_cafe", evidence: {} }],
  [`${OURS}/c/ven_cafe#top`, { venue: "ven_cafe", evidence: {} }],
  [`${OURS}/t?v=ven_cafe&e=${e}&c=short`, { venue: "ven_cafe", evidence: {} }],
  [`${OURS}/c/Nowhere!#${TOKEN}`, null],
  [`${OURS}/me`, null],
  ["not an address", null],
])("%s brings %o", (address, visit) => expect(visitIn(address)).toEqual(visit));

test("a scanned code counts on its own programme's page only", () => {
  expect(visitScanned(`${OURS}/c/ven_cafe#${TOKEN}`, OURS)).toMatchObject({ venue: "ven_cafe" });
  expect(visitScanned(`https://other.example/c/ven_cafe#${TOKEN}`, OURS)).toBe("otherProgramme");
  for (const text of ["hello", `${OURS}/c/ven_cafe`, `${OURS}/t?v=ven_cafe&e=${e}&c=${c}`])
    expect(visitScanned(text, OURS)).toBe("noCode");
});

test.each([
  ["123456", "123456"],
  [" 012 345 ", "012345"],
  ["123-456", "123456"],
  ["12345", null],
  ["1234567", null],
  ["12345a", null],
])("typed %o is %o", (typed, digits) => expect(digitsTyped(typed)).toBe(digits));

test("every refusal of a check-in that a place's page may meet has words of its own, and is a problem of the API", () => {
  for (const code of ["tap_used", "venue_unknown", "member_frozen", "earning_paused", "too_many_requests"] as const) {
    expect(problems[code].status).toBeGreaterThanOrEqual(400);
    expect(refusalSays(code, words)?.helps).toMatch(/\.$/);
  }
  const titles = [{ qr: "123456" }, { tap: { e, c } }, {}].map((evidence) => unshownSays(evidence, words).title);
  expect(new Set(titles).size).toBe(3);
});
