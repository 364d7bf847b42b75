import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 900 };

/** Those of axe's rules that a colour scheme can break, as long as schemes differ in colours alone (test/edge/schemes.test.ts). */
export const OF_COLOURS = ["color-contrast", "link-in-text-block"];

interface Looked {
  /** Of axe's rules those of colours alone, or all but those; all without it. */
  colours?: "only" | "not" | undefined;
  /** A selector of the part that is looked at; the whole page without it. */
  within?: string | undefined;
}

/** What axe finds in the page itself as it stands, and whether the page must be scrolled sideways. */
export async function faultsOf(page: Page, { colours, within }: Looked = {}): Promise<string[]> {
  await page.evaluate(AXE);
  // A colour on its way from one scheme to the other is neither's.
  await page.evaluate("for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish()");
  const options = {
    iframes: false,
    ...(colours === "only" && { runOnly: { type: "rule", values: OF_COLOURS } }),
    ...(colours === "not" && { rules: Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }])) }),
  };
  const found = (await page.evaluate(`axe.run(${JSON.stringify(within ?? "html")}, ${JSON.stringify(options)})`)) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  return [
    ...found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    ),
    ...(wide === 0 ? [] : [`${wide} pixels too wide`]),
  ];
}

/**
 * The faults of a page on a phone and on a desktop, in light and in dark, without loading it again. In dark only colours are
 * another: there the rules about colours are asked. Of a page that repeats itself a thousand times `sample` names the part whose
 * colours are looked at. Leaves the page on a phone, in light.
 */
export async function faultsEverywhere(page: Page, sample?: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [size, viewport] of [["desktop", DESKTOP] as const, ["phone", PHONE] as const]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await faultsOf(page, { colours: colorScheme === "dark" ? "only" : undefined, within: sample });
      faults.push(...found.map((fault) => `${colorScheme}, ${size}: ${fault}`));
    }
  }
  return sample === undefined ? faults : [...faults, ...(await faultsOf(page, { colours: "not" }))];
}
