import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds in the page itself, and whether the page must be scrolled sideways. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate("axe.run(document, { iframes: false })")) as {
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
