/** What needs no identity. */
import type { App } from "../edge/serve.ts";
import { mountEnter } from "./demo/enter.ts";
import { mountHealth } from "./health.ts";

export function mountPublic(app: App): void {
  mountHealth(app);
  mountEnter(app);
}
