/** A round's prizes on their way: whose each is, until when, whom it passed by and why; and what staff may do about one. */
import type { PlaceOf } from "../../database/contest-people.ts";
import type { Facts } from "../../decisions/facts.ts";
import { say, type Words } from "../../programme/words.ts";
import type { Round } from "./contest.tsx";
import { PASSED, PASSES, PLACE_STATES } from "./contest-words.ts";
import { Act, Once, whenText } from "./desk.tsx";

interface Around {
  round: Round;
  facts: Facts;
  mayPass: boolean;
}

/** Every prize of a drawn round, each in a part of its own. */
export function Winners({ round, facts, mayPass }: Around) {
  return (
    <>
      <h2>Winners</h2>
      <p class="hint">The ranking never changes: a prize passes on to the next rank that had none.</p>
      {round.places.map((place) => (
        <Place place={place} round={round} facts={facts} mayPass={mayPass} />
      ))}
    </>
  );
}

function Place({ place, round, facts, mayPass }: Around & { place: PlaceOf }) {
  const { zone } = facts.current.programme;
  const { prize, rank, member, state, until, passed } = place;
  const name = nameOf(place, round, facts);
  return (
    <section>
      <h3>
        {prize}. {name}
      </h3>
      <dl>
        <dt>State</dt>
        <dd>
          {PLACE_STATES[state]}
          {until !== null && `, until ${whenText(until - 1, zone)}`}
        </dd>
        {rank !== null && (
          <>
            <dt>Rank</dt>
            <dd>{rank}</dd>
          </>
        )}
        {member !== null && (
          <>
            <dt>Winner</dt>
            <dd class="code">
              <a href={`/staff/members/${member}`}>{member}</a>
            </dd>
          </>
        )}
        {passed.map((each) => (
          <>
            <dt>Passed</dt>
            <dd>
              Rank {each.rank}: {PASSED[each.reason]}, {whenText(each.at, zone)}
            </dd>
          </>
        ))}
      </dl>
      {mayPass && <Acts place={place} round={round} name={name} />}
    </section>
  );
}

function nameOf({ prize }: PlaceOf, { row }: Round, { current }: Facts): string {
  const given = row.contest.facts.prizes[prize - 1];
  return given ? say(given.name as Words, current.programme.language) : "";
}

/** What may be done about a prize that is not delivered: a form that is in, or the next rank. */
function Acts({ place: { prize, tag, state }, round, name }: { place: PlaceOf; round: Round; name: string }) {
  const action = `/staff/contests/${round.row.contest.publicId}`;
  if (tag === null || (state !== "offered" && state !== "held")) return null;
  return (
    <>
      {state === "held" && (
        <Act
          action={`${action}/tax-form`}
          sends={{ tag }}
          says="The form is in"
          names={`The tax form for ${name} is in`}
        />
      )}
      <details>
        <summary>Pass it on</summary>
        <form method="post" action={`${action}/pass`}>
          <Once />
          <input type="hidden" name="tag" value={tag} />
          <label for={`reason-${prize}`}>Why she may not have prize {prize}; it is published</label>
          <select id={`reason-${prize}`} name="reason" required>
            <option value="">Choose</option>
            {PASSES.map(([code, says]) => (
              <option value={code}>{says}</option>
            ))}
          </select>
          <button type="submit">Give it to the next rank</button>
        </form>
      </details>
    </>
  );
}
