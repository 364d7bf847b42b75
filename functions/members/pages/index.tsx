/** A member's pages, for the phone first: useful as they are served, before any script and without one. */
import type { App } from "../../edge/serve.ts";
import { mountActions } from "./actions.tsx";
import { cards } from "./cards.tsx";
import { code } from "./code.tsx";
import { mountDownload } from "./download.ts";
import { mountMemberPage } from "./frame.tsx";
import { history } from "./history.tsx";
import { home } from "./home.tsx";
import { how } from "./how.tsx";
import { nearby } from "./nearby.tsx";
import { mountNearbyActions } from "./nearby-actions.ts";
import { play } from "./play.tsx";
import { privacy } from "./privacy.tsx";
import { profile } from "./profile.tsx";
import { reward, rewards } from "./rewards.tsx";
import { tiers } from "./tiers.tsx";
import { visits } from "./visits.tsx";
import { vouchers } from "./vouchers.tsx";
import { wallet } from "./wallet.tsx";

export function mountPages(app: App): void {
  mountMemberPage(app, home);
  mountMemberPage(app, code);
  mountMemberPage(app, rewards);
  mountMemberPage(app, reward);
  mountMemberPage(app, cards);
  mountMemberPage(app, tiers);
  mountMemberPage(app, wallet);
  mountMemberPage(app, vouchers);
  mountMemberPage(app, play);
  mountMemberPage(app, history);
  mountMemberPage(app, visits);
  mountMemberPage(app, nearby);
  mountMemberPage(app, how);
  mountMemberPage(app, profile);
  mountMemberPage(app, privacy);
  mountActions(app);
  mountDownload(app);
  mountNearbyActions(app);
}
