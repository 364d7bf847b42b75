/** /me: what she has, what it is worth, how far the next things are and what runs out, all at one look. */

import type { Operation, Play } from "./account.ts";
import { Card } from "./cards.tsx";
import type { Hers, MemberPage } from "./frame.tsx";
import { Giving } from "./giving.tsx";
import { Kept, type Line } from "./line.tsx";
import { Movements } from "./movements.tsx";
import { Stairs, waysText } from "./stairs.tsx";

interface Parts {
  statement: Operation[] | null;
  plays: Play[] | null;
  line: Line | null;
}

/** Movements that are shown, and plays that are looked at for one that waits. */
const SHOWN = 3;
const LOOKED_AT = 5;

export const home: MemberPage<Parts> = {
  path: "/me",
  name: "home",
  async ask({ list, one }) {
    const [statement, plays, line] = await Promise.all([
      list<Operation>(`/v1/me/statement?limit=${LOOKED_AT}`),
      list<Play>(`/v1/me/plays?limit=${LOOKED_AT}`),
      one<Line>("/v1/me/waiting-list"),
    ]);
    return { statement, plays, line };
  },
  show: (hers, { statement, plays, line }) => (
    <>
      <section id="glance" data-live data-announce={haveText(hers)} aria-labelledby="balance-title">
        <Balance hers={hers} />
        <p class="to-code">
          <a class="button primary" href="/me/code">
            {hers.says.home.code}
          </a>
        </p>
        <Next hers={hers} />
        <Expiring hers={hers} />
        <Tier hers={hers} />
        <Waiting hers={hers} plays={plays ?? []} />
      </section>
      <Kept line={line} hers={hers} />
      <section id="recent" data-live aria-labelledby="recent-title">
        <h2 id="recent-title">{hers.says.home.recent}</h2>
        <Movements hers={hers} operations={statement} empty={hers.says.home.empty} most={SHOWN} />
        {(statement ?? []).length > 0 ? (
          <p>
            <a href="/me/history">{hers.says.common.all}</a>
          </p>
        ) : null}
      </section>
      <Giving hers={hers} />
    </>
  ),
};

function haveText({ me, programme: { units }, speech, says }: Hers): string {
  const [first] = units;
  return first ? says.home.have(speech.units(me.balances[first.id]?.available ?? 0, first.id)) : "";
}

const Balance = ({ hers: { me, programme, speech, says } }: { hers: Hers }) => {
  const [first, ...others] = programme.units;
  if (!first) return null;
  const { available, pending, held, debt } = me.balances[first.id] ?? { available: 0, pending: 0, held: 0, debt: 0 };
  const worth = me.worth[first.id];
  const more = others.filter(({ id, membership }) => !membership && (me.balances[id]?.available ?? 0) !== 0);
  return (
    <div id="balance">
      <h1 id="balance-title">
        <span class="amount">{speech.amount(available, first.id)}</span>{" "}
        <span class="unit">{speech.unitName(available, first.id)}</span>
      </h1>
      {worth && worth.amountMinor > 0 && !first.money ? (
        <p class="worth">{says.home.worth(speech.money(worth.amountMinor))}</p>
      ) : null}
      <ul class="asides">
        {pending > 0 ? <li>{says.home.pending(speech.units(pending, first.id))}</li> : null}
        {held > 0 ? <li>{says.home.held(speech.units(held, first.id))}</li> : null}
        {debt > 0 ? <li>{says.home.debt(speech.units(debt, first.id))}</li> : null}
        {more.map(({ id }) => (
          <li>{speech.units(me.balances[id]?.available ?? 0, id)}</li>
        ))}
      </ul>
    </div>
  );
};

/** The next reward to ask for, and what closes the gap; what redeems itself has a card. */
const Next = ({ hers: { me, programme, speech, says } }: { hers: Hers }) => {
  const { nextReward } = me;
  if (!nextReward)
    return programme.rewards.some(({ cost }) => cost !== null) ? (
      <p class="next">
        {says.home.inReach} <a href="/me/rewards">{says.home.choose}</a>
      </p>
    ) : null;
  const { name, unit, costs, has, missing, way } = nextReward;
  const card = me.stampCards.find(({ reward }) => reward === nextReward.id);
  return (
    <div class="next">
      <p id="next-reward">
        <a href={card ? "/me/cards" : "/me/rewards"}>{says.home.missing(speech.units(missing, unit), name)}</a>
      </p>
      {card ? (
        <Card card={card} speech={speech} says={says} />
      ) : (
        <progress aria-labelledby="next-reward" max={costs} value={Math.min(has, costs)}>
          {says.rewards.progress(speech.count(has), speech.count(costs))}
        </progress>
      )}
      {way === null ? null : (
        <p class="quiet">
          {way.by === "spending" ? says.home.spending(speech.money(way.minor)) : says.home.purchases(way.times)}
        </p>
      )}
    </div>
  );
};

/** Days before its end in which something is said to run out soon. */
const SOON_DAYS = 60;
const DAY_MS = 86_400_000;

const Expiring = ({ hers: { me, speech, says } }: { hers: Hers }) => {
  const [first, second] = me.expiring;
  if (!first) return null;
  const isSoon = Date.parse(first.on) - Date.now() < SOON_DAYS * DAY_MS;
  return (
    <p class={isSoon ? "expiring soon" : "expiring"}>
      <strong>{isSoon ? says.home.expiringTitle : says.home.goodTitle}</strong>{" "}
      {[first, ...(second ? [second] : [])].map(({ unit, amount, on }) => (
        <span>{says.home.expiring(speech.units(amount, unit), speech.date(on))}</span>
      ))}
    </p>
  );
};

/** Where she stands in the primary group, as a picture with its words. */
const Tier = ({ hers }: { hers: Hers }) => {
  const { me, programme, speech, says } = hers;
  const [standing] = me.tiers;
  const group = programme.tiers.find(({ id }) => id === standing?.group);
  if (!standing || !group) return null;
  const { name, until, next } = standing;
  return (
    <a class="tier-glance" href="/me/tiers">
      <Stairs levels={group.levels} tier={standing.tier} />
      <span>
        <strong>{name}</strong>
        {until === null ? null : <span class="quiet"> · {says.common.until(speech.date(until))}</span>}
        {next ? (
          <span class="quiet tier-next">
            {says.tiers.next(next.name)} · {says.tiers.toGo(waysText(next, hers))}
          </span>
        ) : (
          <span class="quiet tier-next">{says.tiers.top}</span>
        )}
      </span>
    </a>
  );
};

const Waiting = ({ hers: { says }, plays }: { hers: Hers; plays: Play[] }) => {
  const waiting = plays.filter(({ state }) => state === "pending" || state === "ready").length;
  if (waiting === 0) return null;
  return (
    <p class="waiting">
      <a class="button primary" href="/me/play">
        {says.home.waiting(waiting)}
      </a>
    </p>
  );
};
