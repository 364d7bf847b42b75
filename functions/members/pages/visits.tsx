/** /me/visits: the places where she was, and an end to that: one, or all of them. */
import { nearbyPhrases } from "../../edge/phrases/nearby/index.ts";
import { Once } from "./came.tsx";
import { type Hers, type MemberPage, Unreadable } from "./frame.tsx";

interface Visit {
  id: string;
  venue: { id: string; name: string };
  at: string;
  state: string;
  mayAppeal: boolean;
  answered: string | null;
}

/** Visits of a page. */
const SHOWN = 20;

export const visits: MemberPage<{ page: { data: Visit[]; next_cursor: string | null } | null }> = {
  path: "/me/visits",
  name: "visits",
  async ask({ one }, context) {
    const before = context.req.query("before") ?? "";
    return {
      page: await one(`/v1/me/check-ins?limit=${SHOWN}${/^\d{1,15}$/.test(before) ? `&cursor=${before}` : ""}`),
    };
  },
  show: (hers, { page }) => {
    const { says } = hers;
    return (
      <section id="visits" data-live aria-labelledby="visits-title">
        <h1 id="visits-title">{says.nav.visits}</h1>
        <p class="lead">{says.visits.lead}</p>
        {page === null ? <Unreadable says={says} /> : <Log hers={hers} {...page} />}
        <p>
          <a href="/me/nearby">{nearbyPhrases(hers.language).see}</a>
        </p>
      </section>
    );
  },
};

const Log = ({
  hers: { says, speech },
  data,
  next_cursor,
}: {
  hers: Hers;
  data: Visit[];
  next_cursor: string | null;
}) =>
  data.length === 0 ? (
    <p class="empty">{says.visits.none}</p>
  ) : (
    <>
      <ul class="agreed visits">
        {data.map(({ id, venue, at, state, mayAppeal, answered }) => (
          <li>
            <form method="post" action="/me/visits/delete">
              <Once />
              <input type="hidden" name="checkIn" value={id} />
              <span id={id}>
                <strong>{venue.name}</strong>{" "}
                <time class="quiet" datetime={at}>
                  {speech.date(at.slice(0, DAY_LENGTH))}
                </time>
              </span>{" "}
              <button type="submit" aria-describedby={id}>
                {says.visits.delete}
              </button>
            </form>
            {state === "appealed" ? <p class="quiet">{says.visits.asked}</p> : null}
            {answered === null ? null : (
              <p class="quiet">
                {says.visits.answered}: {answered}
              </p>
            )}
            {mayAppeal ? (
              <form method="post" action={`/me/visits/${id}/appeal`}>
                <Once />
                <button type="submit" aria-describedby={id}>
                  {says.visits.ask}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {next_cursor === null ? null : (
        <p class="pager">
          <a class="button" href={`/me/visits?before=${next_cursor}`} rel="next">
            {says.history.older}
          </a>
        </p>
      )}
      <section class="danger" aria-labelledby="all-visits">
        <h2 id="all-visits">{says.visits.all}</h2>
        <p>{says.visits.allLead}</p>
        <form method="post" action="/me/visits/delete">
          <Once />
          <button type="submit" class="danger">
            {says.visits.deleteAll}
          </button>
        </form>
      </section>
    </>
  );

/** Of an instant, its day. */
const DAY_LENGTH = 10;
