/** The till, on any phone: her code through a camera, a sale, and taking it back. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { memberCodeAt, memberKeyLabel } from "../../functions/evidence/member-code.ts";
import { typedOf } from "../../functions/evidence/typed-code.ts";
import { stepOf } from "../../functions/evidence/venue-code.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import { newSession } from "../../functions/values/session.ts";
import { CODE_MS, codeAt } from "../../functions/values/sign-in-code.ts";
import { startBrowser } from "../support/browser.ts";
import { DEMO_SECRET } from "../support/demo.ts";
import { filmOf } from "../support/film.ts";
import { faultsOf } from "./faults.ts";

const url = inject("demoUrl");

async function posted(path: string, key: string, body: unknown) {
  const headers = { "content-type": "application/json", "idempotency-key": key };
  const answer = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, string>;
}

test("her code is scanned or typed, shows who she is, earns with a sale and redeems, and either is taken back", async () => {
  const email = "till@example.com";
  const { expiresAt = "" } = await posted("/v1/sign-in/codes", "till-1", { email });
  const code = codeAt((label) => hmacHex(DEMO_SECRET, label), email, Date.parse(expiresAt) - CODE_MS);
  const { member = "", session = "" } = await posted("/v1/sign-in", "till-2", { email, code, join: { name: "Ada" } });
  const key = bytesOfHex(hmacHex(DEMO_SECRET, memberKeyLabel(session)), 32);

  const directory = mkdtempSync(join(tmpdir(), "tessera-till-"));
  const film = join(directory, "code.y4m");
  writeFileSync(film, filmOf(memberCodeAt(key, { member, session, step: stepOf(Date.now()) })));
  const phones = await startBrowser([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  try {
    const context = await phones.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
    const token = newSession("tss", {
      holder: inject("demoCashier"),
      expiresAt: Date.now() + 3_600_000,
      secret: DEMO_SECRET,
    });
    await context.addCookies([{ name: "staff", value: token, url }]);
    const page = await context.newPage();
    await page.goto(`${url}/staff/till`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Scan a member’s code" }).click();
    await page.getByRole("heading", { name: "Ada" }).waitFor();
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Ada");
    const asked = `performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/looks")).duration`;
    expect(await page.evaluate(asked), "milliseconds from what was read to who it is").toBeLessThan(1_000);
    await page.getByLabel("Amount paid").fill("40,00");
    await page.keyboard.press("Enter");
    await page.getByText(/^Sold\./).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    // What the sale brought into reach is there without another look, and goes with it.
    const espresso = page.getByRole("button", { name: "An espresso" });
    await espresso.waitFor();
    await page.getByText("80 points", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Taken back.").waitFor();
    await espresso.waitFor({ state: "detached" });
    await page.getByLabel("She is here, at").selectOption("Café Noord");
    await page.getByRole("button", { name: "Check her in" }).click();
    await page.getByText("Checked in. She earned 50 points.").waitFor();
    await espresso.waitFor();
    await page.getByRole("button", { name: "Next customer" }).click();

    // The same on a large screen: the code was used, and the camera says so.
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole("button", { name: "Scan a member’s code" }).press("Enter");
    await page.getByText(/This code (was used already|is not good any more)/).waitFor();
    // A till without a camera: the letters under the code, the step after, which is good too.
    const next = memberCodeAt(key, { member, session, step: stepOf(Date.now()) + 1 });
    await page.getByLabel("Or the nine letters under it").fill(typedOf(next).replace(/(.{3})(.{3})/, "$1 $2 "));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Ada" }).waitFor();
    await page.getByRole("button", { name: "An espresso" }).press("Enter");
    await page.getByText("Hand her: An espresso.").waitFor();
    await espresso.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await page.getByText("Taken back.").waitFor();

    // Until its script answers nothing can be pressed: a press would put her address into this page's.
    const asServed = await (await fetch(`${url}/staff/till`, { headers: { cookie: `staff=${token}` } })).text();
    expect(asServed.match(/<button type="submit"[^>]*>(?=Take the code|Look her up)/g)).toEqual(
      Array(2).fill(expect.stringContaining("disabled")),
    );
    // It goes on with her while somebody does something, and forgets her when nobody did for two minutes.
    await page.clock.install();
    await page.reload();
    await page.getByLabel("Or her e-mail address").fill(email);
    await page.keyboard.press("Enter");
    await page.getByLabel("Amount paid").fill("1");
    await page.clock.fastForward(60_000);
    expect(await page.getByRole("heading", { name: "Ada" }).isVisible()).toBe(true);
    await page.clock.fastForward(120_000);
    await page.getByText("it has forgotten who it was").waitFor();
    expect(await page.getByRole("heading", { name: "Ada" }).isVisible()).toBe(false);
  } finally {
    await phones.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
