/** A fresh demo of the first preset in a directory of its own, with a browser: for the pictures and the measurements of its pages. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { startBrowser } from "../../test/support/browser.ts";
import type { Demo } from "./demo.ts";
import { readOptions } from "./options.ts";
import { freePort } from "./port.ts";
import { type Opened, run } from "./run.ts";

/** Opens both, lets `look` have them, and closes them whatever came of it. */
export async function withDemo(look: (url: string, browser: Browser, demo: Demo) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "tessera-look-"));
  const opened: Opened = [() => rmSync(directory, { recursive: true, force: true })];
  try {
    const demo = await run(readOptions([], { PORT: "0", TESSERA_DATA: directory }), await freePort(0), opened);
    const browser = await startBrowser();
    opened.push(() => browser.close());
    await look(demo.url, browser, demo);
  } finally {
    for (const close of opened.reverse()) await close();
  }
}
