/** What a person can do with her own account. */
import type { App } from "../edge/serve.ts";
import { mountRedemptions } from "./redemptions.ts";

export function mountMembers(app: App): void {
  mountRedemptions(app);
}
