/** What a person can do with her own account. */
import type { App } from "../edge/serve.ts";
import { mountCheckIns } from "./check-ins.ts";
import { mountPlays } from "./plays.ts";
import { mountRedemptions } from "./redemptions.ts";

export function mountMembers(app: App): void {
  mountRedemptions(app);
  mountCheckIns(app);
  mountPlays(app);
}
