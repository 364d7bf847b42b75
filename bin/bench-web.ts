/**
 * What the pages cost a phone, measured in Chromium against a fresh demo:
 *
 *     npm run bench:web
 *
 * First contentful paint (the median of the loads, on a phone's screen and with the processor four times slower), the scripts
 * and styles that a page loads (gzip, as they would travel), and how far its layout shifts. At the till, from the first picture
 * of a member's code before the camera to her name on the page (the median too). Fails where the member's home has more
 * script than it may, one of the member's pages shifts, what shops embed is heavier than it may be, or the till takes a second.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { memberCodeAt } from "../functions/evidence/member-code.ts";
import { stepOf } from "../functions/evidence/venue-code.ts";
import { bytesOfHex } from "../functions/values/hex.ts";
import { startBrowser } from "../test/support/browser.ts";
import { filmOf } from "../test/support/film.ts";
import type { Demo } from "./start/demo.ts";
import { withDemo } from "./start/opened-demo.ts";

const PAGES = ["/me", "/me/rewards", "/me/cards", "/me/play", "/me/history", "/me/how", "/", "/shop"];

/** What a shop puts into its own pages, and at most how large it may be. */
const EMBEDDED = { name: "elements.js", bytesMax: 12 * 1024 };
const HOME_BYTES_MAX = 30 * 1024;
/** Who stands at a counter does not wait for more. */
const LOOK_MS_MAX = 1_000;
/** Less is nothing that anybody sees. */
const SHIFT_SEEN = 0.001;
const LOADS = 5;
const SLOWER = 4;
const BUILT = new URL("../.build/web/", import.meta.url).pathname;

interface Measured {
  path: string;
  paintMs: number;
  scriptBytes: number;
  styleBytes: number;
  shift: number;
}

await withDemo(async (url, browser, demo) => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await page.goto(`${url}/me`);
  await page.locator("form[action='/demo/session'] button").click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const signedIn = await page.context().storageState();
  const measured: Measured[] = [];
  for (const path of PAGES) measured.push(await measure(browser, { url, path, signedIn }));
  show(measured);
  const faults = [
    ...measured.filter(({ path, scriptBytes }) => path === "/me" && scriptBytes > HOME_BYTES_MAX).map(tooLarge),
    ...measured
      .filter(({ path, shift }) => path.startsWith("/me") && shift >= SHIFT_SEEN)
      .map(({ path, shift }) => `${path} shifts by ${shift}`),
    ...(await embeddedFaults()),
    ...(await tillFaults(browser, demo)),
  ];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
});

interface Look {
  url: string;
  path: string;
  signedIn: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

async function measure(browser: Browser, { url, path, signedIn }: Look): Promise<Measured> {
  const paints: number[] = [];
  let [scriptBytes, styleBytes, shift] = [0, 0, 0];
  for (let load = 0; load < LOADS; load++) {
    // A phone that was never here: nothing is in its cache.
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, storageState: signedIn });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const weights = weigh(page);
    await page.goto(url + path, { waitUntil: "networkidle" });
    const seen = await seenBy(page);
    paints.push(seen.paintMs);
    shift = Math.max(shift, seen.shift);
    ({ script: scriptBytes, style: styleBytes } = await weights());
    await context.close();
  }
  return { path, paintMs: median(paints), scriptBytes, styleBytes, shift };
}

/** The bytes of what a page loads from now on, gzipped: the demo's own server does not compress, a deployment does. */
function weigh(page: Page): () => Promise<{ script: number; style: number }> {
  const found: Promise<{ kind: string; bytes: number }>[] = [];
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    // What the page's frames load is theirs.
    if (response.frame() !== page.mainFrame() || (kind !== "script" && kind !== "stylesheet")) return;
    found.push(response.body().then((body) => ({ kind, bytes: gzipSync(body).length })));
  });
  return async () => {
    const all = await Promise.all(found);
    const sum = (kind: string) => all.reduce((bytes, each) => bytes + (each.kind === kind ? each.bytes : 0), 0);
    return { script: sum("script"), style: sum("stylesheet") };
  };
}

/** First contentful paint and cumulative layout shift, as the browser saw them. */
async function seenBy(page: Page): Promise<{ paintMs: number; shift: number }> {
  return (await page.evaluate(`new Promise((resolve) => {
    let shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve({
      paintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      shift,
    }), 300);
  })`)) as { paintMs: number; shift: number };
}

function show(measured: Measured[]): void {
  console.log(
    `${"page".padEnd(14)}${"first paint".padStart(12)}${"script".padStart(10)}${"style".padStart(10)}${"shift".padStart(9)}`,
  );
  for (const { path, paintMs, scriptBytes, styleBytes, shift } of measured) {
    const figures = [
      `${Math.round(paintMs)} ms`.padStart(12),
      kilobytes(scriptBytes).padStart(10),
      kilobytes(styleBytes).padStart(10),
      shift.toFixed(3).padStart(9),
    ];
    console.log(path.padEnd(14) + figures.join(""));
  }
}

/** The weight of what shops embed. */
async function embeddedFaults(): Promise<string[]> {
  const { name, bytesMax } = EMBEDDED;
  const bytes = gzipSync(await readFile(BUILT + name)).length;
  console.log(`${name.padEnd(14)}${"".padStart(12)}${kilobytes(bytes).padStart(10)}`);
  return bytes > bytesMax ? [`${name} has ${kilobytes(bytes)}, more than ${kilobytes(bytesMax)}`] : [];
}

/** How long the till takes to say who it is, the camera's pictures included. */
async function tillFaults(browser: Browser, { url, staffUrl }: Demo): Promise<string[]> {
  const desk = await browser.newContext();
  const page = await desk.newPage();
  await page.goto(staffUrl);
  await page.getByRole("main").getByRole("button").click();
  await page.waitForURL(`${url}/staff`);
  const signedIn = await desk.storageState();
  const looks: number[] = [];
  for (let look = 0; look < LOADS; look++) looks.push(await lookMs(browser, { url, signedIn }));
  const took = median(looks);
  console.log(`${"/staff/till".padEnd(14)}${`${Math.round(took)} ms`.padStart(12)}  from the picture to the name`);
  return took > LOOK_MS_MAX ? [`the till takes ${Math.round(took)} ms, more than ${LOOK_MS_MAX} ms`] : [];
}

/** One visitor shows her code to a camera that sees nothing else, from its first picture on. */
async function lookMs(browser: Browser, { url, signedIn }: Omit<Look, "path">): Promise<number> {
  const visitor = await browser.newContext();
  await visitor.request.post(`${url}/demo/session`, { headers: { origin: url } });
  const shown = await (await visitor.request.get(`${url}/v1/me/code-key`)).json();
  const { member, session, key } = shown as { member: string; session: string; key: string };
  const directory = mkdtempSync(join(tmpdir(), "tessera-till-"));
  const film = join(directory, "code.y4m");
  const code = memberCodeAt(bytesOfHex(key, 32), { member, session, step: stepOf(Date.now()) });
  await writeFile(film, filmOf(code));
  const phone = await startBrowser([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  try {
    const context = await phone.newContext({ viewport: { width: 360, height: 740 }, storageState: signedIn });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.goto(`${url}/staff/till`, { waitUntil: "networkidle" });
    const took = page.evaluate(`new Promise((resolve) => {
      const [video, who] = [document.querySelector("video"), document.querySelector("#who")];
      let from = 0;
      video.addEventListener("loadeddata", () => { from = performance.now(); }, { once: true });
      new MutationObserver(() => {
        if (from > 0 && !who.closest("section").hidden) requestAnimationFrame(() => resolve(performance.now() - from));
      }).observe(document.body, { subtree: true, attributes: true, childList: true });
    })`);
    await page.locator("[data-part=open]").click();
    return (await took) as number;
  } finally {
    await phone.close();
    await visitor.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function median(figures: number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
}

function tooLarge({ path, scriptBytes }: Measured): string {
  return `${path} has ${kilobytes(scriptBytes)} of script, more than ${kilobytes(HOME_BYTES_MAX)}`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}
