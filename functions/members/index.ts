/** What a person can do with her own account. */
import type { App } from "../edge/serve.ts";
import { mountCheckIns } from "./check-ins.ts";

export function mountMembers(app: App): void {
  mountCheckIns(app);
}
