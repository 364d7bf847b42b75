/** What needs no identity. */
import type { App } from "../edge/serve.ts";
import { mountHealth } from "./health.ts";
import { mountProgramme } from "./programme.ts";
import { mountVenues } from "./venues.ts";

export function mountPublic(app: App): void {
  mountHealth(app);
  mountProgramme(app);
  mountVenues(app);
}
