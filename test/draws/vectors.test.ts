import { expect, test } from "vitest";
import { startWorker } from "../../bin/workerd.ts";
import { workerOfVectors } from "../support/vector-bundle.ts";
import { computed, expected } from "../support/vector-values.ts";

test("hard case 3: every value of the vectors, byte for byte, in Node", () => {
  expect(computed()).toEqual(expected());
});

test("hard case 3: every value of the vectors, byte for byte, in workerd", async () => {
  const { script, drop } = await workerOfVectors();
  const worker = await startWorker({ script, bindings: {}, log: () => {} });
  try {
    expect(await (await fetch(worker.url)).json()).toEqual(expected());
  } finally {
    await worker.stop();
    await drop();
  }
});
