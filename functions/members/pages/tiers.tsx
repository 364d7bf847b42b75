/** /me/tiers: the ladder, where she is on it and until when, what is missing, what she would lose, and what is hers now. */
import type { Standing } from "./account.ts";
import type { Hers, MemberPage } from "./frame.tsx";
import { Stairs, waysText } from "./stairs.tsx";

export const tiers: MemberPage<null> = {
  path: "/me/tiers",
  name: "tiers",
  ask: async () => null,
  show: (hers) => {
    const { me, programme, speech, says } = hers;
    const memberships = programme.units.filter(
      ({ id, membership }) => membership && (me.balances[id]?.available ?? 0) > 0,
    );
    return (
      <div id="tiers" data-live>
        <h1>{says.nav.tiers}</h1>
        {me.tiers.map((standing) => (
          <Group standing={standing} hers={hers} />
        ))}
        {memberships.length > 0 ? (
          <section aria-labelledby="membership-title">
            <h2 id="membership-title">{says.tiers.membership}</h2>
            <ul>
              {memberships.map(({ id }) => (
                <li>{speech.unitName(1, id)}</li>
              ))}
            </ul>
          </section>
        ) : null}
        <section aria-labelledby="benefits-title">
          <h2 id="benefits-title">{says.tiers.benefits}</h2>
          {me.benefits.length === 0 ? <p class="empty">{says.tiers.noBenefits}</p> : null}
          <ul class="benefits">
            {me.benefits.map(({ name, says: what, until }) => (
              <li>
                <strong>{name}</strong>
                <span class="quiet">
                  {what}
                  {until === null ? null : ` · ${says.common.until(speech.date(until))}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    );
  },
};

const Group = ({ standing, hers }: { standing: Standing; hers: Hers }) => {
  const { programme, speech, says } = hers;
  const { group, groupName, name, tier, until, rise, next, risk } = standing;
  const terms = programme.tiers.find(({ id }) => id === group);
  const here = terms?.levels.findIndex(({ id }) => id === tier) ?? -1;
  return (
    <section class="ladder" aria-label={groupName ?? says.tiers.ladder}>
      <div class="ladder-head">
        {terms ? <Stairs levels={terms.levels} tier={tier} /> : null}
        <div>
          <h2>{groupName === null ? name : `${groupName}${says.common.colon}${name}`}</h2>
          {until === null ? null : <p class="quiet">{says.common.until(speech.date(until))}</p>}
          {rise ? <p>{says.tiers.rise(rise.name, speech.date(rise.on))}</p> : null}
        </div>
      </div>
      {next ? (
        <div class="ladder-next">
          <p>
            <strong>{says.tiers.next(next.name)}</strong> {says.tiers.toGo(waysText(next, hers))}
          </p>
          {next.ways.map(({ has, needs, says: way }) => (
            <progress aria-label={way} max={needs} value={Math.min(has, needs)} />
          ))}
        </div>
      ) : (
        <p class="quiet">{says.tiers.top}</p>
      )}
      {risk ? (
        <p class="risk">
          <strong>
            {says.tiers.loses}
            {says.common.colon}
            {name}
          </strong>
          <br />
          {[
            says.tiers.risk(risk.name, speech.date(risk.on)),
            ...(risk.missing.length === 0 ? [] : [says.tiers.unless(waysText({ ways: risk.missing }, hers))]),
          ].join(says.common.comma)}
        </p>
      ) : null}
      {terms ? (
        <ol class="rungs">
          {terms.levels.map((level, index) => (
            <li class={index <= here ? "rung reached" : "rung"} aria-current={index === here ? "step" : undefined}>
              <strong>{level.name}</strong> {index === here ? <span class="badge">{says.tiers.you}</span> : null}
              {index < here ? <span class="visually-hidden">{says.tiers.reached}</span> : null}
              <span class="quiet">{level.says}</span>
              {level.benefits.length > 0 ? <span class="quiet">{level.benefits.join(" · ")}</span> : null}
            </li>
          ))}
        </ol>
      ) : null}
      {terms ? <p class="quiet">{terms.says}</p> : null}
    </section>
  );
};
