/** What next: the rules that an event does not meet, and what would make it. */
import { rulesOf, runsAt } from "../programme/campaign.ts";
import { allHold, allMissing } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import type { Wording } from "../programme/kinds.ts";
import type { NotApplied } from "../programme/not-applied.ts";
import type { Programme } from "../programme/programme.ts";

/** The rules of running campaigns on the event whose conditions do not hold, in document order, each with what is missing in words. */
export function unmetRules(programme: Programme, moment: Moment, wording: Wording): NotApplied[] {
  return programme.campaigns
    .filter((campaign) => runsAt(campaign, moment.at))
    .flatMap(rulesOf)
    .filter(({ on, when }) => on === moment.on && !allHold(when, moment))
    .map(({ id, when }) => {
      const says = wording.tongue.together(allMissing(when, moment, wording));
      return { rule: id, because: { kind: "conditions", says } };
    });
}
