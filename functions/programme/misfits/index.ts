/** What a shape alone cannot say of a document: names used but not defined or defined twice, and terms that do not fit together. */
import type { Fault } from "../faults.ts";
import { pretendedFaults } from "../pretended.ts";
import type { Programme } from "../programme.ts";
import { judgeCampaigns } from "./campaigns.ts";
import { checkingOf } from "./checking.ts";
import { judgeContests, judgeSurprises } from "./draws.ts";
import { judgeMetrics, judgeOwnEvents, judgeSegments, judgeTiers, judgeUnits } from "./members.ts";
import { judgeRewards } from "./rewards.ts";

/** The parts of a document, in its order. */
const PARTS = [
  judgeUnits,
  judgeMetrics,
  judgeOwnEvents,
  judgeSegments,
  judgeTiers,
  judgeCampaigns,
  judgeRewards,
  judgeSurprises,
  judgeContests,
];

/** Everything that does not fit, in the order of the document's parts. */
export function misfitsOf(given: Programme): Fault[] {
  const checking = checkingOf(given);
  for (const judge of PARTS) judge(checking);
  // Said of a document that is right otherwise: what does not fit is no offer yet.
  return checking.faults.length > 0 ? checking.faults : pretendedFaults(given);
}
