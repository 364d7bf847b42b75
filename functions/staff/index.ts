/** What staff can do. */
import type { App } from "../edge/serve.ts";
import { mountPages } from "./pages/index.tsx";
import { mountSignIn } from "./sign-in.ts";

export function mountStaff(app: App): void {
  mountSignIn(app);
  mountPages(app);
}
