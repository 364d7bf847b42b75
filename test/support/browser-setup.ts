/** One demo for all browser tests; each test is a visitor of her own. */
import type { TestProject } from "vitest/node";
import { inviteStaff } from "../../bin/staff.ts";
import { CITY_BEGAN, city, liveInCity, travellerIn } from "../browser/city.ts";
import { startDemo } from "./demo.ts";

declare module "vitest" {
  export interface ProvidedContext {
    demoUrl: string;
    demoStoreKey: string;
    /** A cashier of the demo's. */
    demoCashier: string;
    /** A member who was rewarded 500 km from the café twenty minutes ago. */
    demoTraveller: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo(city, { began: CITY_BEGAN, live: liveInCity });
  project.provide("demoUrl", demo.url);
  project.provide("demoStoreKey", demo.storeKey);
  const { staff } = await inviteStaff({ ledger: demo.ledger, email: "cashier@example.com", role: "cashier" });
  project.provide("demoCashier", staff);
  project.provide("demoTraveller", await travellerIn(demo));
  return demo.stop;
}
