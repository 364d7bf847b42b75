/** Takes the README's picture: a fresh demo of the first preset in a directory of its own, its tour walked halfway. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { walk } from "../test/browser/walk.ts";
import { startBrowser } from "../test/support/browser.ts";
import { readOptions } from "./start/options.ts";
import { freePort } from "./start/port.ts";
import { type Opened, run } from "./start/run.ts";

const PICTURE = new URL("../web/pictures/tour.png", import.meta.url).pathname;

const directory = mkdtempSync(join(tmpdir(), "tessera-picture-"));
const opened: Opened = [() => rmSync(directory, { recursive: true, force: true })];
try {
  const { url } = await run(readOptions([], { PORT: "0", TESSERA_DATA: directory }), await freePort(0), opened);
  const browser = await startBrowser();
  opened.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, reducedMotion: "reduce" });
  await page.goto(url);
  await walk(page, ["buy", "why", "refund", "check-in"]);
  await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)");
  // The frames show what was written within one round trip.
  await page.waitForTimeout(1_000);
  mkdirSync(dirname(PICTURE), { recursive: true });
  await page.screenshot({ path: PICTURE });
  console.log(PICTURE);
} finally {
  for (const close of opened.reverse()) await close();
}
