import type { Page } from "playwright-core";

/** The tour's buttons, in order. */
export const steps = ["buy", "why", "refund", "redeem", "check-in", "contest"] as const;
export type StepName = (typeof steps)[number];

/** Presses buttons of the tour one after the other; answers what each said when it was done. */
export async function walk(page: Page, names: readonly StepName[]): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  for (const name of names) {
    const step = page.locator(`tour-step[data-step="${name}"]`);
    await step.locator("button.primary:not([disabled])").click();
    // Shown last, when the answer is there: the request that did it.
    await step.locator(".request").first().waitFor();
    said[name] = (await step.locator(":scope > [role=status]").textContent()) ?? "";
  }
  return said;
}
