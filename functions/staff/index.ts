/** What staff can do. */
import type { App } from "../edge/serve.ts";
import { mountMembers } from "./members.ts";
import { mountPages } from "./pages/index.tsx";
import { mountSignIn } from "./sign-in.ts";

export function mountStaff(app: App): void {
  mountMembers(app);
  mountSignIn(app);
  mountPages(app);
}
