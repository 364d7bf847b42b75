/** What needs no identity. */
import type { App } from "../edge/serve.ts";
import { mountAssets } from "./assets.ts";
import { mountDemo } from "./demo/index.ts";
import { mountHealth } from "./health.ts";
import { mountTour } from "./tour/index.ts";

export function mountPublic(app: App): void {
  mountHealth(app);
  mountAssets(app);
  mountDemo(app);
  mountTour(app);
}
