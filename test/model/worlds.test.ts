import { expect, test } from "vitest";
import { documents } from "./documents.ts";
import { type Cells, play } from "./play.ts";

const cells: Cells = new Map();
test.each(Object.entries(documents))("%s", { timeout: 100_000 }, async (document, published) => {
  const t = Date.now();
  await play(
    {
      document,
      published,
      seed: Number(process.env.SEED ?? 1),
      histories: 4,
      requests: Number(process.env.REQ ?? 300),
    },
    cells,
  );
  console.log(document, Date.now() - t, cells);
  expect(1).toBe(1);
});
