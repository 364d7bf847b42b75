/** /me/rewards: the catalogue, what is in reach first; and /me/rewards/{reward}, where she says yes. */
import type { Phrases } from "../../edge/phrases/index.ts";
import type { Speech } from "../../edge/words.ts";
import type { Cost, Me, Reward } from "./account.ts";
import { Once } from "./came.tsx";
import { type Hers, type MemberPage, Unreadable } from "./frame.tsx";
import { Kept, type Line, Place } from "./line.tsx";

export const rewards: MemberPage<{ all: Reward[] | null; line: Line | null }> = {
  path: "/me/rewards",
  name: "rewards",
  async ask({ list, one }) {
    const [all, line] = await Promise.all([list<Reward>("/v1/me/rewards"), one<Line>("/v1/me/waiting-list")]);
    return { all, line };
  },
  show: (hers, { all, line }) => {
    const { says } = hers;
    const asked = all?.filter(isAskedFor) ?? [];
    const parts = [
      { id: "reach", title: says.rewards.inReach, of: asked.filter(({ inReach }) => inReach) },
      { id: "ahead", title: says.rewards.ahead, of: asked.filter(({ inReach, isForHer }) => !inReach && isForHer) },
      { id: "others", title: says.rewards.others, of: asked.filter(({ inReach, isForHer }) => !inReach && !isForHer) },
    ];
    return (
      <div id="rewards" data-live>
        <h1>{says.nav.rewards}</h1>
        <Kept line={line} hers={hers} />
        {all === null ? <Unreadable says={says} /> : null}
        {all !== null && asked.length === 0 ? <p class="empty">{says.rewards.none}</p> : null}
        {parts
          .filter(({ of }) => of.length > 0)
          .map(({ id, title, of }) => (
            <section aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`}>{title}</h2>
              <ul class="rewards">
                {of.map((reward) => (
                  <Offer reward={reward} line={line} hers={hers} />
                ))}
              </ul>
            </section>
          ))}
      </div>
    );
  },
};

export const reward: MemberPage<Reward | null> = {
  path: "/me/rewards/:reward",
  name: "rewards",
  title: ({ says }, chosen) => (chosen ? says.rewards.confirm(chosen.name) : says.nav.rewards),
  async ask({ list }, context) {
    const all = await list<Reward>("/v1/me/rewards");
    return all?.find(({ id }) => id === context.req.param("reward")) ?? null;
  },
  show: (hers, chosen) => {
    const { me, speech, says } = hers;
    if (!chosen || !isAskedFor(chosen))
      return (
        <section>
          <h1>{says.lost.title}</h1>
          <p>{says.lost.lead}</p>
          <p>
            <a class="button" href="/me/rewards">
              {says.nav.rewards}
            </a>
          </p>
        </section>
      );
    const { id, name, cost, inReach, undoable } = chosen;
    return (
      <section class="confirm" aria-labelledby="confirm-title">
        <h1 id="confirm-title">{says.rewards.confirm(name)}</h1>
        <dl class="sums">
          <dt>{says.rewards.costs}</dt>
          <dd>{costText(cost, speech, says)}</dd>
          {inReach
            ? [cost, ...(cost.also ?? [])].map(({ unit, amount }) => (
                <>
                  <dt>{says.rewards.keep}</dt>
                  <dd>{speech.units((me.balances[unit]?.available ?? 0) - amount, unit)}</dd>
                </>
              ))
            : null}
        </dl>
        {inReach ? (
          <form method="post" action={`/me/rewards/${id}/redeem`} class="actions">
            <Once />
            <input type="hidden" name="cost" value={String(cost.amount)} />
            {undoable ? null : <input type="hidden" name="final" value="1" />}
            <button type="submit" class="primary large">
              {says.rewards.redeem(costText(cost, speech, says))}
            </button>
            <a class="button" href="/me/rewards">
              {says.rewards.think}
            </a>
          </form>
        ) : (
          <>
            <p class="missing">{missingText(chosen, me, speech, says)}</p>
            <p>
              <a class="button" href="/me/rewards">
                {says.common.back}
              </a>
            </p>
          </>
        )}
        {undoable ? <p class="quiet">{says.rewards.undoable}</p> : null}
      </section>
    );
  },
};

const Offer = ({ reward: given, line, hers }: { reward: Reward; line: Line | null; hers: Hers }) => {
  const { me, speech, says } = hers;
  const { id, name, cost, left, inReach, missing, has, isForHer } = given;
  const label = `missing-${id}`;
  return (
    <li>
      <div>
        <h3>{name}</h3>
        <p class="quiet">
          {costText(cost, speech, says)}
          {left === null ? null : ` · ${says.rewards.left(left)}`}
        </p>
      </div>
      {inReach ? (
        <a class="button primary" href={`/me/rewards/${id}`} aria-label={says.rewards.chooseThis(name)}>
          {says.rewards.choose}
        </a>
      ) : isWaitedFor(given, line) ? (
        <Place reward={given} line={line} hers={hers} />
      ) : (
        <div class="gap">
          {isForHer && missing > 0 ? (
            <progress aria-labelledby={label} max={cost.amount} value={Math.min(has, cost.amount)}>
              {says.rewards.progress(speech.count(has), speech.count(cost.amount))}
            </progress>
          ) : null}
          <p class="missing" id={label}>
            {missingText(given, me, speech, says)}
          </p>
        </div>
      )}
    </li>
  );
};

/** A seat that is gone is waited for, whatever she has now; whoever stands in line sees her place while it is not there for a time. */
function isWaitedFor({ id, kind, left, isForHer, allowed, waitsFor, reason }: Reward, line: Line | null): boolean {
  if (waitsFor !== null && !line?.data.some(({ reward }) => reward === id)) return false;
  return kind === "seat" && left === 0 && isForHer && allowed !== 0 && !OVER.includes(reason?.code ?? "");
}

/** Refusals of what is not there yet, or not any more. */
const OVER = ["not_yet", "no_longer"];

/** What redeems itself is not asked for, and what pays an order is asked for at a checkout. */
function isAskedFor({ automatic, kind }: Reward): boolean {
  return !automatic && kind !== "points-as-money";
}

/** "500 points and 2 stars" */
function costText({ also = [], ...first }: Cost, speech: Speech, { common }: Phrases): string {
  return [first, ...also].map(({ amount, unit }) => speech.units(amount, unit)).join(common.and);
}

/** Why she cannot have it, in the order in which a redemption would refuse. */
function missingText(
  { tiers, allowed, missing, left, cost, waitsFor, reason }: Reward,
  me: Me,
  speech: Speech,
  { rewards: says }: Phrases,
): string {
  if (tiers && !tiers.includes(me.tier?.tier ?? ""))
    return says.forTiers(tiers.map((tier) => me.tierNames[tier] ?? tier).join(", "));
  if (waitsFor !== null) return `${says.notNow} · ${waitsFor}`;
  if (allowed === 0) return says.had;
  if (missing > 0) return says.missing(speech.units(missing, cost.unit));
  if (reason?.code === "points_short" && reason.unit !== undefined)
    return says.missing(speech.units((reason.needs ?? 0) - (reason.has ?? 0), reason.unit));
  return left === 0 ? says.gone : says.notNow;
}
