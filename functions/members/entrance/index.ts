/** The entrance: joining, signing in, signing out, and what a member signs in with. */
import type { App } from "../../edge/serve.ts";
import { mountAccounts } from "./accounts.tsx";
import { mountComingIn } from "./coming-in.tsx";
import { mountDemoLink } from "./demo-link.tsx";
import { mountGoingOut } from "./going-out.tsx";
import { mountStoresLink } from "./stores-link.tsx";

export function mountEntrance(app: App): void {
  mountStoresLink(app);
  mountDemoLink(app);
  mountComingIn(app);
  mountAccounts(app);
  mountGoingOut(app);
}
