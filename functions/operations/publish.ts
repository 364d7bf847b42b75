import { newestPoolsRead, poolsOf } from "../database/pools.ts";
import { charitiesOf, decidePublish, type Publication, type Published } from "../decisions/publish.ts";
import { rewardHolder } from "../values/account.ts";
import { draftHolder } from "../values/holder.ts";
import type { Verb } from "./verb.ts";

/** Publishes a version of the programme document. */
export const publish: Verb<Publication, Published> = {
  kind: "publish",
  isPublic: true,
  subjects: ({ programme, draft }) => ({
    holders: [
      ...programme.rewards.map(({ id }) => rewardHolder(id)),
      ...charitiesOf(programme),
      ...(draft ? [draftHolder(draft.name)] : []),
    ],
    identity: null,
    claims: [],
  }),
  reads: ({ programme }) => [newestPoolsRead(programme.surprises.map(({ id }) => id))],
  decide: (facts, publication, given) =>
    decidePublish({ ...facts, holders: new Map([...poolsOf(facts.more), ...facts.holders]) }, publication, given),
};
