/** What needs no identity. */
import type { App } from "../edge/serve.ts";
import { mountHealth } from "./health.ts";
import { mountSurprises } from "./surprises.ts";

export function mountPublic(app: App): void {
  mountHealth(app);
  mountSurprises(app);
}
