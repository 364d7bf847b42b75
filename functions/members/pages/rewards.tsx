import type { Speech } from "../../edge/words.ts";
import type { Me, Reward } from "./account.ts";

/** The catalogue: what each reward costs, what is missing for it, and a button where nothing is. */
export const RewardsPart = ({ rewards, me, speech }: { rewards: Reward[] | null; me: Me; speech: Speech }) => {
  // What redeems itself is not asked for, and what pays an order is asked for at a checkout.
  const asked = rewards?.filter(({ automatic, kind }) => !automatic && kind !== "points-as-money") ?? null;
  if (asked?.length === 0) return null;
  return (
    <section id="rewards" data-live aria-labelledby="rewards-title">
      <h2 id="rewards-title">Rewards</h2>
      {asked === null ? <p class="quiet">The rewards cannot be shown just now.</p> : null}
      <ul class="rewards">
        {(asked ?? []).map((reward) => (
          <li>
            <div>
              <h3>{reward.name}</h3>
              <p class="quiet">
                {[reward.cost, ...(reward.cost.also ?? [])]
                  .map(({ amount, unit }) => speech.units(amount, unit))
                  .join(" and ")}
                {reward.left === null ? null : ` · ${speech.count(reward.left)} left`}
              </p>
            </div>
            {reward.inReach ? (
              <redeem-reward data-reward={reward.id} data-cost={String(reward.cost.amount)}>
                <button type="button" id={`redeem-${reward.id}`} aria-label={`Redeem ${reward.name}`} disabled>
                  Redeem
                </button>
                <p role="status" class="said" />
              </redeem-reward>
            ) : (
              <p class="missing">{missingOf(reward, me, speech)}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Why she cannot have it, in the order in which a redemption would refuse. */
function missingOf({ tiers, allowed, missing, left, cost, reason }: Reward, me: Me, speech: Speech): string {
  if (tiers && !tiers.includes(me.tier?.tier ?? "")) {
    return `for ${tiers.map((tier) => me.tierNames[tier] ?? tier).join(", ")}`;
  }
  if (allowed === 0) return "you had it";
  if (missing > 0) return `${speech.units(missing, cost.unit)} missing`;
  if (reason?.code === "points_short" && reason.unit !== undefined)
    return `${speech.units((reason.needs ?? 0) - (reason.has ?? 0), reason.unit)} missing`;
  return left === 0 ? "none left" : "not now";
}
