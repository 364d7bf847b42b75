/** What a person can do with her own account. */
import type { App } from "../edge/serve.ts";
import { mountCheckIns } from "./check-ins.ts";
import { mountPages } from "./pages/index.tsx";
import { mountPlays } from "./plays.ts";
import { mountRedemptions } from "./redemptions.ts";

export function mountMembers(app: App): void {
  mountRedemptions(app);
  mountCheckIns(app);
  mountPages(app);
  mountPlays(app);
}
