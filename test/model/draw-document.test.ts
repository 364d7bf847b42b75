import { expect, test } from "vitest";
import { drawDocument, INDICES, kindName } from "./draw-document.ts";

/** The first 117 have every kind already; each costs 20 ms. */
const DOCUMENTS = 130;

test("every kind of every index is drawn, and most of what is drawn is a document", { timeout: 60_000 }, () => {
  const drawn = Array.from({ length: DOCUMENTS }, (_, seed) => drawDocument(seed));
  const kinds = new Set(drawn.flatMap((each) => [...each.kinds]));
  const every = Object.entries(INDICES).flatMap(([index, terms]) => terms.map((one) => kindName(index, one)));
  expect(every.filter((kind) => !kinds.has(kind))).toEqual([]);
  const parts = drawn.reduce((sum, each) => sum + each.drawn, 0);
  const accepted = drawn.reduce((sum, each) => sum + each.accepted, 0);
  console.log(`${accepted} of ${parts} parts of ${DOCUMENTS} documents were accepted as they were drawn`);
  expect(accepted / parts).toBeGreaterThan(0.75);
});

test("a seed draws the same document again", () => {
  expect(drawDocument(42).document).toEqual(drawDocument(42).document);
});
