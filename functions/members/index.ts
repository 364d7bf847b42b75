/** What a person can do with her own account. */

import type { App } from "../edge/serve.ts";
import { mountAppeals } from "./appeals.ts";
import { mountCheckIns } from "./check-ins.ts";
import { mountCodeKey } from "./code-key.ts";
import { mountElements } from "./elements.ts";
import { mountEntrance } from "./entrance/index.ts";
import { mountFreeEntries } from "./free-entries.ts";
import { mountFreePlays } from "./free-plays.ts";
import { mountFriends } from "./friends.ts";
import { mountGiftCards } from "./gift-cards.ts";
import { mountMe } from "./me.ts";
import { mountMyContests } from "./my-contests.ts";
import { mountNearby } from "./nearby.ts";
import { mountPages } from "./pages/index.tsx";
import { mountPasskeys } from "./passkeys.ts";
import { mountPlays } from "./plays.ts";
import { mountPrivacy } from "./privacy.ts";
import { mountPrizes } from "./prizes.ts";
import { mountProfile } from "./profile.ts";
import { mountReceipts } from "./receipts.ts";
import { mountRedemptions } from "./redemptions.ts";
import { mountSessions } from "./sessions.ts";
import { mountTransfers } from "./transfers.ts";
import { mountVisits } from "./visits.ts";
import { mountWaitingList } from "./waiting-list.ts";

export function mountMembers(app: App): void {
  mountMe(app);
  mountElements(app);
  mountProfile(app);
  mountMyContests(app);
  mountFreeEntries(app);
  mountFreePlays(app);
  mountPrivacy(app);
  mountPrizes(app);
  mountRedemptions(app);
  mountTransfers(app);
  mountWaitingList(app);
  mountCheckIns(app);
  mountAppeals(app);
  mountVisits(app);
  mountFriends(app);
  mountNearby(app);
  mountPlays(app);
  mountGiftCards(app);
  mountReceipts(app);
  mountSessions(app);
  mountCodeKey(app);
  mountPasskeys(app);
  mountEntrance(app);
  mountPages(app);
}
