/** /me/privacy: what is held of her, taking it along, what she agreed to, and going for good. */
import { nearbyPhrases } from "../../edge/phrases/nearby/index.ts";
import { Once } from "./came.tsx";
import type { Hers, MemberPage } from "./frame.tsx";
import { pagesOf } from "./navigation.tsx";

export const privacy: MemberPage<null> = {
  path: "/me/privacy",
  name: "privacy",
  ask: async () => null,
  show: ({ me, programme, language, speech, says }) => {
    const nearby = nearbyPhrases(language);
    const consents = programme.attributes.filter(({ kind }) => kind === "yes-no");
    const held = programme.units.filter(({ id }) => (me.balances[id]?.available ?? 0) > 0);
    const holds = held.map(({ id }) => speech.units(me.balances[id]?.available ?? 0, id)).join(says.common.and);
    const [first] = programme.units;
    return (
      <>
        <h1>{says.nav.privacy}</h1>
        <p class="lead">{says.privacy.lead}</p>
        <section aria-labelledby="held-title">
          <h2 id="held-title">{says.privacy.held}</h2>
          <p>{says.privacy.heldList}</p>
          {pagesOf({ me, programme }).includes("nearby") ? (
            <p>
              {nearby.held} <a href="/me/nearby">{nearby.see}</a>
            </p>
          ) : null}
        </section>
        {programme.earning.some(({ on }) => on === "check-in") ? (
          <Whereabouts says={says} {...programme.checkIns} />
        ) : null}
        <section aria-labelledby="take-title">
          <h2 id="take-title">{says.privacy.take}</h2>
          <p>{says.privacy.takeLead}</p>
          <p>
            <a class="button" href="/me/privacy/download" download>
              {says.privacy.download}
            </a>
          </p>
        </section>
        <section aria-labelledby="agreed-title">
          <h2 id="agreed-title">{says.privacy.consents}</h2>
          {consents.length === 0 ? <p class="empty">{says.privacy.noConsents}</p> : null}
          <ul class="agreed">
            {consents.map(({ id, name }) => (
              <li>
                {name}{" "}
                <span class="quiet">{me.attributes[id] === true ? says.privacy.agreed : says.privacy.notAgreed}</span>
              </li>
            ))}
          </ul>
          {consents.length > 0 ? (
            <p>
              <a href="/me/profile">{says.common.change}</a>
            </p>
          ) : null}
        </section>
        <section aria-labelledby="sessions-title">
          <h2 id="sessions-title">{says.profile.toSessions}</h2>
          <p>
            <a href="/me/sessions">{says.privacy.seeSessions}</a>
          </p>
          <form method="post" action="/sign-out">
            <button type="submit">{says.profile.signOut}</button>
          </form>
        </section>
        <section class="danger" aria-labelledby="erase-title">
          <h2 id="erase-title">{says.privacy.erase}</h2>
          <p>{says.privacy.eraseLead(holds === "" && first ? speech.units(0, first.id) : holds)}</p>
          <form method="post" action="/me/privacy/erase" class="fields">
            <Once />
            <label for="confirm">{says.privacy.eraseType(says.privacy.eraseWord)}</label>
            <input id="confirm" name="confirm" required autocomplete="off" autocapitalize="none" spellcheck={false} />
            <button type="submit" class="danger">
              {says.privacy.eraseButton}
            </button>
          </form>
        </section>
      </>
    );
  },
};

/** What a check-in leaves behind, and for how long: as the clock forgets it. */
const Whereabouts = ({
  says: { privacy: says, visits },
  sightingHoursMax,
  tapDaysMax,
  evidenceDaysMax,
  placeDaysMax,
}: { says: Hers["says"] } & Hers["programme"]["checkIns"]) => (
  <section aria-labelledby="whereabouts-title">
    <h2 id="whereabouts-title">{says.whereabouts}</h2>
    <ul>
      <li>{says.position}</li>
      <li>{says.sighting(sightingHoursMax)}</li>
      <li>{says.tap(tapDaysMax)}</li>
      <li>{says.evidence(evidenceDaysMax)}</li>
      <li>{says.place(placeDaysMax)}</li>
      <li>{says.dayStays}</li>
    </ul>
    <p>
      <a href="/me/visits">{visits.see}</a>
    </p>
  </section>
);
