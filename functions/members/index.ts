/** What a person can do with her own account. */
import type { App } from "../edge/serve.ts";
import { mountMe } from "./me.ts";
import { mountMyContests } from "./my-contests.ts";

export function mountMembers(app: App): void {
  mountMe(app);
  mountMyContests(app);
}
