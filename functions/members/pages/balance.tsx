import type { ProgrammeWords, Speech } from "../../edge/words.ts";
import type { Me, Way } from "./account.ts";

/** What she has, large; what it is worth; how far the next reward is. */
export const BalancePart = ({ me, programme, speech }: { me: Me; programme: ProgrammeWords; speech: Speech }) => {
  const [first, ...others] = programme.units;
  if (!first) return null;
  const balance = me.balances[first.id] ?? { available: 0, pending: 0, held: 0, debt: 0 };
  const worth = me.worth[first.id];
  const more = others.filter(({ id }) => (me.balances[id]?.available ?? 0) !== 0);
  return (
    <section
      id="balance"
      data-live
      data-announce={`You have ${speech.units(balance.available, first.id)}.`}
      aria-labelledby="balance-title"
    >
      <h1 id="balance-title">
        <span class="amount">{speech.count(balance.available)}</span>{" "}
        <span class="unit">{speech.unitName(balance.available, first.id)}</span>
      </h1>
      {worth && worth.amountMinor > 0 ? <p class="worth">worth {speech.money(worth.amountMinor)}</p> : null}
      <ul class="asides">
        {balance.pending > 0 ? <li>{speech.units(balance.pending, first.id)} on the way</li> : null}
        {balance.held > 0 ? <li>{speech.units(balance.held, first.id)} set aside</li> : null}
        {balance.debt > 0 ? <li>{speech.units(balance.debt, first.id)} to be earned back first</li> : null}
        {more.map(({ id }) => (
          <li>{speech.units(me.balances[id]?.available ?? 0, id)}</li>
        ))}
      </ul>
      <NextReward me={me} speech={speech} />
      <Tiers me={me} speech={speech} />
    </section>
  );
};

/** The next one to ask for; what redeems itself has a card. */
const NextReward = ({ me: { nextReward, stampCards }, speech }: { me: Me; speech: Speech }) => {
  if (!nextReward || stampCards.some(({ reward }) => reward === nextReward.id)) return null;
  const { name, unit, costs, has, missing } = nextReward;
  return (
    <div class="next">
      <p id="next-reward">
        {speech.units(missing, unit)} to <strong>{name}</strong>
      </p>
      <progress aria-labelledby="next-reward" max={costs} value={Math.min(has, costs)}>
        {has} of {costs}
      </progress>
    </div>
  );
};

/** Where she stands in each group of tiers, what is next and by when, and what she would lose. */
const Tiers = ({ me: { tiers, benefits }, speech }: { me: Me; speech: Speech }) => (
  <>
    {tiers.map(({ groupName, name, until, rise, next, risk }) => (
      <div class="tier">
        <p>
          <span class="tile" aria-hidden="true" /> {groupName === null ? name : `${groupName}: ${name}`}
          {until === null ? null : <span class="quiet"> · until {speech.date(until)}</span>}
        </p>
        {rise ? <p class="quiet">{`${rise.name} from ${speech.date(rise.on)}`}</p> : null}
        {next ? (
          <p class="quiet">{`next is ${next.name}: ${waysText(next.ways, next.needsAll, speech)} to go`}</p>
        ) : null}
        {risk ? (
          <p class="quiet">
            {`${risk.name} from ${speech.date(risk.on)}${
              risk.missing.length === 0 ? "" : `, unless ${waysText(risk.missing, false, speech)} more`
            }`}
          </p>
        ) : null}
      </div>
    ))}
    {benefits.length > 0 ? <p class="quiet">{`Yours: ${benefits.map(({ name }) => name).join(", ")}`}</p> : null}
  </>
);

function waysText(ways: Way[], needsAll: boolean, speech: Speech): string {
  return ways
    .map(({ says, by }) => `${says}${by === null ? "" : ` by ${speech.date(by)}`}`)
    .join(needsAll ? " and " : " or ");
}
