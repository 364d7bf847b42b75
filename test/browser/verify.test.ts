/** The verify pages in a real browser: a contest and a play drawn again there, from this server and from files, whatever is changed. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { type EntriesSummary, encodeEntries, summariseEntries } from "../../functions/draws/entries.ts";
import type { InstantProof } from "../../functions/draws/instant-proof.ts";
import type { ContestProof } from "../../functions/draws/proof.ts";
import { VERIFY_WORDS } from "../../functions/public/verify/phrases/index.ts";
import { startBrowser } from "../support/browser.ts";
import { changes, contestBundle, playBundle } from "../support/bundles.ts";
import { drawnByBeacon } from "../support/proofs.ts";
import { receiptBundle } from "../support/receipts.ts";
import { faultsOf } from "./faults.ts";
import { walk } from "./walk.ts";

const VERIFY = new URL("../../bin/verify.ts", import.meta.url).pathname;

const url = inject("demoUrl");
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
  page = await context.newPage();
  complaints = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return () => context.close();
});

/** What the API answers, in the shape that the test counts on. */
async function read<Answer>(path: string): Promise<Answer> {
  return (await (await fetch(url + path)).json()) as Answer;
}

async function drawn(): Promise<{ id: string }> {
  const { data } = await read<{ data: { id: string; state: string }[] }>("/v1/contests");
  const found = data.find(({ state }) => state === "settled");
  if (!found) throw new Error("no contest is settled");
  return found;
}

/** The verdict, when there is one. */
async function verdict(): Promise<string> {
  await page.locator("verify-proof:not([aria-busy]) .stage:is(.agrees, .differs, .absent)").first().waitFor();
  return (await page.locator(".verdict-says").textContent()) ?? "";
}

/** Opens a bundle from a file, as somebody does who chooses one. */
async function open(bundle: unknown, name = "bundle.json"): Promise<string> {
  await choose(bundle, name);
  await page.getByText(`From the file ${name}. Nothing was fetched.`).waitFor();
  return verdict();
}

async function choose(bundle: unknown, name = "bundle.json"): Promise<void> {
  const buffer = Buffer.from(JSON.stringify(bundle));
  await page.locator("#bundle-file").setInputFiles({ name, mimeType: "application/json", buffer });
}

/** What a manifest says of other entries. */
function summaryOf(entries: [string, number][]): { entries: EntriesSummary } {
  return { entries: summariseEntries(encodeEntries(entries.map(([tag, weight]) => ({ tag, weight })))) };
}

async function red(): Promise<number[]> {
  const ids = await page.locator(".stage.differs").evaluateAll((all) => all.map(({ id }) => id));
  return ids.map((id) => Number(id.replace("step-", "")));
}

test("a drawn contest is drawn again as soon as its page is open, and every step has its input and its output", async () => {
  const { id } = await drawn();
  await page.goto(`${url}/verify/contest/${id}`);
  expect(await verdict()).toBe("Everything agrees.");
  expect(await page.locator(".verdict-says").getAttribute("role")).toBe("status");
  await page.getByText("Rules and prizes", { exact: true }).waitFor({ state: "attached" });
  await page.getByRole("heading", { name: "The draw, done again, finds the same ranks" }).click();
  const draw = page.locator("#step-8");
  await draw.getByText(/^ticket \d+ of 12, tag [0-9a-f]{32}$/).waitFor();
  const { manifestHash: hash } = await read<ContestProof>(`/v1/contests/${id}/proof`);
  await draw.getByRole("button", { name: "All of it: Manifest hash" }).press("Enter");
  await draw.getByText(hash, { exact: true }).waitFor();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await draw.getByRole("button", { name: "Copy: Manifest hash" }).click();
  await draw.getByText("Copied.").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(hash);
  await page.getByText("could have added, withheld or weighed entries").waitFor();
  expect(complaints).toEqual([]);
});

test("a tag that is pasted is found with its tickets, another one is not, and neither leaves the device", async () => {
  const { id } = await drawn();
  await page.goto(`${url}/verify/contest/${id}`);
  await verdict();
  const { entries } = await read<ContestProof>(`/v1/contests/${id}/proof`);
  const [tag = ""] = entries[0] ?? [];
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("textbox", { name: "Your tag" }).fill("0".repeat(32));
  await page.getByRole("button", { name: "Find it" }).click();
  await page.locator("#step-4.differs").waitFor();
  expect(await page.locator(".verdict-says").textContent()).toBe("Step 4 does not agree.");
  await page.getByRole("textbox", { name: "Your tag" }).fill(` ${tag.toUpperCase()} `);
  await page.getByRole("textbox", { name: "Your tag" }).press("Enter");
  await page
    .locator("#step-4.agrees")
    .getByText(/^Your 1 ticket: number \d+ of 12/)
    .waitFor();
  expect(asked).toEqual([]);
});

test("the bundle that the page saves is checked again without any network, by another page and on the command line", async () => {
  const { id } = await drawn();
  await page.goto(`${url}/verify/contest/${id}`);
  await verdict();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download bundle.json" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("bundle.json");
  const path = await saved.path();
  const bundle = JSON.parse(await readFile(path, "utf8"));
  const { stdout } = await promisify(execFile)(process.execPath, [VERIFY, path]);
  expect(stdout).toMatch(/^The early draw\n[\s\S]*8\. agrees {2}The draw, done again[\s\S]*Everything agrees\. 6 of 9/);
  await page.goto(`${url}/verify`);
  await page.getByText("Choose a bundle").waitFor();
  await context.setOffline(true);
  expect(await open(bundle)).toBe("Everything agrees.");
  await page.getByRole("heading", { level: 1, name: "The early draw" }).waitFor();
  const other = JSON.stringify({ ...bundle, proof: { ...bundle.proof, seed: "00".repeat(32) } });
  const dropped = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(other)}], "dropped.json", { type: "application/json" }));
    return transfer;
  })()`);
  await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
  await page.getByText("From the file dropped.json").waitFor();
  expect(await red()).toEqual([8]);
  expect(complaints).toEqual([]);
});

test("any change of one byte turns the page red at the right step", async () => {
  await page.goto(`${url}/verify`);
  for (const [index, { what, made, steps }] of changes.entries()) {
    expect(await open(made(), `${index}.json`), what).toBe(`Step ${steps[0]} does not agree.`);
    expect(await red(), what).toEqual(steps);
    // What is wrong is open, and said where it is.
    await page.locator(`#step-${steps[0]} details[open] .compared .differs`).first().waitFor();
  }
  expect(await open(contestBundle(), "sound.json")).toBe("Everything agrees.");
  expect(await open(contestBundle(drawnByBeacon()), "beacon.json")).toBe("Everything agrees.");
  expect(await open(playBundle(), "play.json")).toBe("Everything agrees.");
  expect(complaints).toEqual([]);
});

test("a receipt that somebody kept is checked in five steps, without any network", async () => {
  await page.goto(`${url}/verify/receipt`);
  expect(await page.locator(".stages h3").count()).toBe(5);
  await context.setOffline(true);
  expect(await open(receiptBundle(), "receipt.json")).toBe("Everything agrees.");
  await page.getByRole("heading", { level: 1, name: "Receipt of op_7" }).waitFor();
  expect(await page.locator(".tiles span").evaluateAll((all) => all.map(({ className }) => className))).toEqual([
    "agrees",
    "agrees",
    "agrees",
    "absent",
    "agrees",
  ]);
  expect(await faultsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("what is no bundle is refused in a sentence, and the next file is read", async () => {
  await page.goto(`${url}/verify`);
  const file = page.locator("#bundle-file");
  await file.setInputFiles({ name: "cat.json", mimeType: "application/json", buffer: Buffer.from("meow") });
  await page.getByText("cat.json is no bundle.").waitFor();
  for (const [index, other] of [null, [], 7, {}, { bundle: "tessera-bundle/1" }].entries()) {
    expect(await open(other, `other-${index}.json`)).toBe("Step 1 does not agree.");
  }
  expect(await open(playBundle())).toBe("Everything agrees.");
  expect(complaints).toEqual([]);
});

test("a play is drawn again when its day is over; before, everything else is", async () => {
  const { data } = await read<{ data: { proof: string }[] }>("/v1/surprises");
  const proof = await read<InstantProof>(data[0]?.proof ?? "");
  await page.goto(`${url}/verify`);
  expect(await open({ bundle: "tessera-bundle/1", proof, play: { id: "play_1", seq: 1 } })).toBe("Everything agrees.");
  await page.getByText(/^Play 1 has the ticket \d+: hundred/).waitFor();

  await page.goto(url);
  expect(await walk(page, ["check-in"])).toEqual({
    "check-in": "You are here: 50 points. And a surprise. You won: 100 points.",
  });
  await page.getByRole("link", { name: "Check that the surprise was fair" }).click();
  expect(await verdict()).toBe("So far, everything agrees.");
  await page
    .locator("#step-5.agrees")
    .getByText(/It is of your tag. Your account’s receipt says the same/)
    .waitFor();
  await page.locator("#step-8.waiting").getByText("after that day").waitFor();
  expect(complaints).toEqual([]);
});

/** A million in the long run. */
const ENTRANTS = process.env.TESSERA_LONG === "1" ? 1_000_000 : 100_000;

test(`${ENTRANTS} entries, in a file as they are published, are checked on a phone with progress shown, while the page stays alive`, async () => {
  const pairs = Array.from({ length: ENTRANTS }, (_, at): [string, number] => [
    at.toString(16).padStart(32, "0"),
    1 + (at % 7),
  ]);
  const { manifest, material } = drawnByBeacon();
  const made = contestBundle({
    ...drawnByBeacon(),
    manifest: { ...manifest, ...summaryOf(pairs) },
    entries: pairs,
    material,
  });
  const { entries: _, ...proof } = made.proof;
  const { count, sha256 } = proof.manifest.entries;
  const file = encodeEntries(pairs.map(([tag, weight]) => ({ tag, weight })));
  const entriesFile = { url: `/v1/contests/${proof.manifest.contest}/entries`, sha256, count };
  const large = { ...made, proof: { ...proof, entriesFile }, entries: Buffer.from(file).toString("base64") };
  await page.goto(`${url}/verify`);
  // A phone is slower than whatever this runs on.
  const phone = await page.context().newCDPSession(page);
  await phone.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  // Turns of the page's own, which come whenever the check rests: frames come when the machine has time to draw.
  await page.evaluate(`
    globalThis.seen = { turns: 0, values: new Set() };
    const watch = () => {
      const bar = document.querySelector("progress");
      if (document.querySelector("verify-proof[aria-busy]") && bar.hasAttribute("value")) {
        seen.turns += 1;
        seen.values.add(bar.value);
      }
      setTimeout(watch);
    };
    watch();
  `);
  expect(await open(large, "large.json")).toBe("Everything agrees.");
  await phone.detach();
  const { turns, values } = await page.evaluate<{ turns: number; values: number }>(
    "({ turns: seen.turns, values: seen.values.size })",
  );
  // How many there are is the machine's: a fast one is done in a few.
  expect(turns).toBeGreaterThan(2);
  expect(values).toBeGreaterThan(2);
  await page
    .locator("#step-3")
    .getByText(`The entries are ${ENTRANTS.toLocaleString("en")} entrants`)
    .first()
    .waitFor();
}, 300_000);

test("without a script the page says what would be checked, where the raw proof is, and the command that checks it", async () => {
  const { id } = await drawn();
  const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await still.goto(`${url}/verify/contest/${id}`);
  await still.getByRole("heading", { level: 1, name: "The early draw" }).waitFor();
  expect(await still.locator(".stages h3").count()).toBe(9);
  await still.getByText("npm run verify -- bundle.json").waitFor();
  await still.getByRole("link", { name: "The raw proof" }).click();
  expect(JSON.parse((await still.locator("pre").textContent()) ?? "")).toMatchObject({ version: "tessera-contest/1" });
  await still.context().close();
});

test("what nobody knows here has a page all the same, on which a bundle can be opened", async () => {
  for (const path of ["/verify/contest/con_x", "/verify/play/play_x"]) {
    const response = await page.goto(url + path);
    expect(response?.status()).toBe(404);
    const steps = page.getByRole("heading", { name: /steps/ });
    expect(await steps.count(), "nothing stands over steps that are not there").toBe(0);
    expect(await open(playBundle())).toBe("Everything agrees.");
    expect(await steps.textContent()).toBe("9 steps");
  }
});

test.each([
  ["light", "a phone, from right to left", { width: 360, height: 740 }, "ar"],
  ["dark", "a desktop", { width: 1280, height: 900 }, "en"],
] as const)("axe finds nothing on the pages in %s on %s, red or green", async (colorScheme, _, viewport, language) => {
  const { id } = await drawn();
  const seen = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  page = await seen.newPage();
  const { page: says, tongue } = VERIFY_WORDS[language];
  await page.goto(`${url}/verify/contest/${id}?lang=${language}`);
  expect(await verdict()).toBe(tongue.sentences["verdict.agrees"]);
  for (const summary of await page.locator("summary").all()) await summary.click();
  expect(await faultsOf(page), "a contest").toEqual([]);
  await page.goto(`${url}/verify?lang=${language}`);
  await page.getByText(says.script.choose).waitFor();
  expect(await faultsOf(page), "nothing yet").toEqual([]);
  const [change] = changes;
  await choose(change?.made());
  const fault = page.locator(".compared .differs code[lang=en][dir=ltr]").first();
  await fault.waitFor();
  expect(await page.locator(".stage.differs h3").first().textContent()).toBe(tongue.sentences["contest.manifest"]);
  expect(await faultsOf(page), "red").toEqual([]);
  await seen.close();
});
