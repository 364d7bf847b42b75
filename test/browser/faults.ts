import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 900 };

/** Those of axe's rules that a colour scheme can break, as long as schemes differ in colours alone (test/edge/schemes.test.ts). */
export const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** Of axe's rules those of colours alone, or all but those; all without it. */
type Colours = "only" | "not";

/** What axe finds in the page itself as it stands, and whether the page must be scrolled sideways. */
export async function faultsOf(page: Page, colours?: Colours): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  // A colour on its way from one scheme to the other is neither's.
  await page.evaluate("for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish()");
  const options = {
    iframes: false,
    resultTypes: ["violations"],
    ...(colours === "only" && { runOnly: { type: "rule", values: OF_COLOURS } }),
    ...(colours === "not" && { rules: Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }])) }),
  };
  const found = (await page.evaluate(`axe.run("html", ${JSON.stringify(options)})`)) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return [
    ...found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    ),
    ...(await tooWide(page)),
  ];
}

async function tooWide(page: Page): Promise<string[]> {
  const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  return wide === 0 ? [] : [`${wide} pixels too wide`];
}

/**
 * The faults of a page that another test looks at in another language: its words, their direction and where they leave too little
 * room are its own, and its colours and roles are the other's.
 */
export async function faultsInWords(page: Page): Promise<string[]> {
  const faults = await faultsOf(page);
  await page.setViewportSize(DESKTOP);
  faults.push(...(await tooWide(page)));
  await page.setViewportSize(PHONE);
  return faults;
}

/**
 * The faults of a page on a phone and on a desktop, in light and in dark, without loading it again. In dark only colours are
 * another: there the rules about colours are asked. Of a page that repeats itself a thousand times `rest` names what is more of
 * the same: it is there for all but colours, and then taken away. Leaves the page on a phone, in light.
 */
export async function faultsEverywhere(page: Page, rest?: string): Promise<string[]> {
  const faults: string[] = [];
  if (rest !== undefined) {
    faults.push(...(await faultsOf(page, "not")));
    await page.evaluate(`for (const each of document.querySelectorAll(${JSON.stringify(rest)})) each.remove()`);
  }
  for (const [size, viewport] of [["desktop", DESKTOP] as const, ["phone", PHONE] as const]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await faultsOf(page, colorScheme === "dark" ? "only" : undefined);
      faults.push(...found.map((fault) => `${colorScheme}, ${size}: ${fault}`));
    }
  }
  return faults;
}
