/** Every way to tickets of a contest that a document has: rules that give them, rewards that give them. */
import type { Programme } from "../programme.ts";
import { isHanded, isPriced, rewardGrants, stepsMax } from "../rewards/index.ts";
import type { TicketWay } from "./law-faults.ts";

/** The ways in besides the free one. A rule's is what one event gives; a reward's what one redemption of it gives. */
export function ticketWays({ campaigns, rewards }: Programme, contest: string): TicketWay[] {
  const byRules = campaigns.flatMap(({ rules }) =>
    rules.flatMap(({ effects }) =>
      effects.flatMap((effect) =>
        effect.kind === "tickets" && effect.contest === contest
          ? [{ amount: effect.amount, isPaidInPoints: false }]
          : [],
      ),
    ),
  );
  const byRewards = rewards
    .filter(isHanded)
    .flatMap((reward) =>
      rewardGrants(reward, 1).flatMap((grant) =>
        grant.kind === "tickets" && grant.contest === contest
          ? [{ amount: grant.amount * (isPriced(reward) ? stepsMax(reward) : 1), isPaidInPoints: isPriced(reward) }]
          : [],
      ),
    );
  return [...byRules, ...byRewards];
}
