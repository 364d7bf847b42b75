/** What staff can do. */
import type { App } from "../edge/serve.ts";
import { mountAdjustments } from "./adjustments.ts";
import { mountCodes } from "./codes.ts";
import { mountContestExport } from "./contest-export.ts";
import { mountContests } from "./contests.ts";
import { mountDrafts } from "./drafts.ts";
import { mountEmailProofs } from "./email-proofs.ts";
import { mountErasure } from "./erasure.ts";
import { mountExport } from "./export.ts";
import { mountFulfilment } from "./fulfilment.ts";
import { mountInputs } from "./inputs.ts";
import { mountKeys } from "./keys.ts";
import { mountMembers } from "./members.ts";
import { mountModerations } from "./moderations.ts";
import { mountPages } from "./pages/index.tsx";
import { mountPause } from "./pause.ts";
import { mountProgramme } from "./programme.ts";
import { mountSignIn } from "./sign-in.ts";
import { mountStores } from "./stores.ts";
import { mountTags } from "./tags.ts";
import { mountVenueCodes } from "./venue-codes.ts";
import { mountVenues } from "./venues.ts";

export function mountStaff(app: App): void {
  mountProgramme(app);
  mountDrafts(app);
  mountPause(app);
  mountInputs(app);
  mountCodes(app);
  mountKeys(app);
  mountStores(app);
  mountVenues(app);
  mountVenueCodes(app);
  mountTags(app);
  mountMembers(app);
  mountAdjustments(app);
  mountModerations(app);
  mountFulfilment(app);
  mountContests(app);
  mountContestExport(app);
  mountEmailProofs(app);
  mountErasure(app);
  mountExport(app);
  mountSignIn(app);
  mountPages(app);
}
