/** /me/wallet: money that was paid in, whatever else she holds, and the way for a gift card to become money here. */
import { Once } from "./came.tsx";
import { CodeField } from "./code-field.tsx";
import type { MemberPage } from "./frame.tsx";

/** Characters of a code, dashes included. */
const CODE_MAX = 40;

export const wallet: MemberPage<null> = {
  path: "/me/wallet",
  name: "wallet",
  ask: async () => null,
  show: ({ me, programme, speech, says }) => {
    const money = programme.units.filter((unit) => unit.money);
    const others = programme.units.filter(
      ({ id, money: isMoney, membership }) => !isMoney && !membership && (me.balances[id]?.available ?? 0) !== 0,
    );
    const isEmpty = money.every(({ id }) => (me.balances[id]?.available ?? 0) === 0);
    return (
      <div id="wallet">
        <h1>{says.nav.wallet}</h1>
        <section id="money" data-live aria-labelledby="money-title">
          <h2 id="money-title">{says.wallet.money}</h2>
          {money.map(({ id }) => (
            <p class="sum">
              {speech.amount(me.balances[id]?.available ?? 0, id)}
              {money.length > 1 ? <span class="quiet"> {speech.unitName(1, id)}</span> : null}
            </p>
          ))}
          {isEmpty ? <p class="empty">{says.wallet.empty}</p> : null}
        </section>
        <section aria-labelledby="claim-title">
          <h2 id="claim-title">{says.wallet.card}</h2>
          <form method="post" action="/me/wallet/claim" class="fields">
            <Once />
            <CodeField id="code" label={says.wallet.code} hint={says.wallet.codeHint} most={CODE_MAX} />
            <button type="submit" class="primary">
              {says.wallet.claim}
            </button>
          </form>
        </section>
        {others.length > 0 ? (
          <section id="others" data-live aria-labelledby="others-title">
            <h2 id="others-title">{says.wallet.others}</h2>
            <ul>
              {others.map(({ id }) => (
                <li>{speech.units(me.balances[id]?.available ?? 0, id)}</li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    );
  },
};
