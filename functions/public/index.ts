/** What needs no identity. */
import type { App } from "../edge/serve.ts";
import { mountContests } from "./contests.ts";
import { mountHealth } from "./health.ts";

export function mountPublic(app: App): void {
  mountHealth(app);
  mountContests(app);
}
