/** What staff can do. */
import type { App } from "../edge/serve.ts";
import { mountAdjustments } from "./adjustments.ts";
import { mountErasure } from "./erasure.ts";
import { mountExport } from "./export.ts";
import { mountFreeze } from "./freeze.ts";

export function mountStaff(app: App): void {
  mountAdjustments(app);
  mountFreeze(app);
  mountErasure(app);
  mountExport(app);
}
