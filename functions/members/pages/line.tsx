/** Where she stands in line for what is gone, and what is kept for her from it. */

import type { Reward } from "./account.ts";
import { Once } from "./came.tsx";
import type { Hers } from "./frame.tsx";

/** GET /v1/me/waiting-list. */
export interface Line {
  data: {
    place: string;
    reward: string;
    name: string;
    position: number;
    passed: { at: string; because: string } | null;
  }[];
  offers: {
    redemption: string;
    reward: string;
    name: string;
    spent: { unit: string; amount: number }[];
    endsAt: string;
  }[];
}

/** What is kept for her, to take or to leave; nothing where nothing is. */
export const Kept = ({ line, hers: { speech, says } }: { line: Line | null; hers: Hers }) =>
  line && line.offers.length > 0 ? (
    <section aria-labelledby="kept-title">
      <h2 id="kept-title">{says.line.kept}</h2>
      <ul class="rewards">
        {line.offers.map(({ redemption, name, spent, endsAt }) => (
          <li>
            <div>
              <h3>{name}</h3>
              <p class="quiet">
                {spent.map(({ unit, amount }) => speech.units(amount, unit)).join(says.common.and)} ·{" "}
                {says.line.before(speech.moment(endsAt))}
              </p>
            </div>
            <div class="actions">
              <form method="post" action={`/me/redemptions/${redemption}/take`}>
                <Once />
                <button type="submit" class="primary">
                  {says.line.take}
                </button>
              </form>
              <form method="post" action={`/me/redemptions/${redemption}/pass`}>
                <Once />
                <button type="submit">{says.line.pass}</button>
              </form>
            </div>
          </li>
        ))}
      </ul>
    </section>
  ) : null;

/** Her place in the line for a reward that is gone, or the way into it. */
export const Place = ({
  reward: { id, name },
  line,
  hers: { speech, says },
}: {
  reward: Reward;
  line: Line | null;
  hers: Hers;
}) => {
  const place = line?.data.find(({ reward }) => reward === id);
  return place ? (
    <form method="post" action={`/me/waiting-list/${place.place}/leave`} class="gap">
      <Once />
      <p>
        <strong>{says.line.position(place.position, speech.count(place.position))}</strong>
      </p>
      {place.passed ? <p class="quiet">{says.line.passed(speech.day(place.passed.at))}</p> : null}
      <button type="submit">{says.line.leave}</button>
    </form>
  ) : (
    <form method="post" action={`/me/rewards/${id}/wait`} class="gap">
      <Once />
      <p class="missing">{says.rewards.gone}</p>
      <button type="submit" aria-label={says.line.joinThis(name)}>
        {says.line.join}
      </button>
      <p class="quiet">{says.line.how}</p>
    </form>
  );
};
