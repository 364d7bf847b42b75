/** /me/how: how this programme works, in sentences that are made of its document, and what changes next and from when. */
import type { Child } from "hono/jsx";
import type { MemberPage } from "./frame.tsx";

interface Next {
  next: { version: number; effectiveAt: string; changes: string[] } | null;
}

export const how: MemberPage<Next | null> = {
  path: "/me/how",
  name: "how",
  ask: ({ one }) => one<Next>("/v1/programme/next"),
  show: ({ programme, speech, says }, found) => {
    const { units, earning, rewards, tiers, surprises, contests, terms, about, version } = programme;
    const worth = units.filter(({ worth: told, money }) => told && !money);
    const memberships = units.filter(({ membership }) => membership);
    const next = found?.next ?? null;
    return (
      <div id="how" data-live>
        <h1>{says.nav.how}</h1>
        <p class="lead">{about}</p>
        <Part title={says.how.earn} isThere={earning.length > 0}>
          <ul class="sentences">
            {earning.map(({ says: sentence }) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </Part>
        <Part title={says.how.units} isThere={worth.length > 0}>
          <ul class="sentences">
            {worth.map(({ id, worth: told }) => (
              <li>
                <bdi>{told ? says.how.unitWorth(speech.units(told.amount, id), speech.money(told.minor)) : null}</bdi>
              </li>
            ))}
          </ul>
        </Part>
        <Part title={says.how.rewards} isThere={rewards.length > 0}>
          <ul class="sentences">
            {rewards.map(({ says: sentence }) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </Part>
        {tiers.map(({ name, says: sentence, levels }) => (
          <Part title={name ?? says.how.tiers} isThere>
            <p>{sentence}</p>
            <ul class="sentences">
              {levels.map((level) => (
                <li>
                  <strong>{level.name}</strong> <span class="sentence">{level.says}</span>
                  {level.benefits.length > 0 ? <span class="quiet sentence">{level.benefits.join(" · ")}</span> : null}
                </li>
              ))}
            </ul>
          </Part>
        ))}
        <Part title={says.how.memberships} isThere={memberships.length > 0}>
          <ul class="sentences">
            {memberships.map(({ id, membership }) =>
              membership ? (
                <li>
                  {says.how.membership(membership.months, speech.unitName(1, id), speech.money(membership.priceMinor))}
                  {membership.benefits.map((benefit) => (
                    <span class="quiet sentence">{benefit}</span>
                  ))}
                </li>
              ) : null,
            )}
          </ul>
        </Part>
        <Part title={says.how.surprises} isThere={surprises.length > 0}>
          {surprises.map(({ name, says: sentences, luck }) => (
            <>
              <h3>{name}</h3>
              <ul class="sentences">
                {sentences.map((sentence) => (
                  <li>{sentence}</li>
                ))}
                <li class="quiet">{luck}</li>
              </ul>
            </>
          ))}
        </Part>
        <Part title={says.how.contests} isThere={contests.length > 0}>
          {contests.map(({ name, rules, luck }) => (
            <>
              <h3>{name}</h3>
              <ul class="sentences">
                <li>{rules}</li>
                <li class="quiet">{luck}</li>
              </ul>
            </>
          ))}
        </Part>
        <Part title={says.how.terms} isThere={terms.length > 0}>
          <ul class="sentences">
            {terms.map((term) => (
              <li>{term}</li>
            ))}
          </ul>
        </Part>
        <section class="changes" aria-labelledby="changes-title">
          <h2 id="changes-title">{next ? says.how.next(speech.day(next.effectiveAt)) : says.how.noNext}</h2>
          {next ? (
            <ul class="sentences">
              {(next.changes.length > 0 ? next.changes : [says.how.nextNothing]).map((change) => (
                <li>{change}</li>
              ))}
            </ul>
          ) : null}
          <p class="quiet">{says.how.version(speech.count(version))}</p>
        </section>
      </div>
    );
  },
};

const Part = ({ title, isThere, children }: { title: string; isThere: boolean; children: Child }) =>
  isThere ? (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  ) : null;
