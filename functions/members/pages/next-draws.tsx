import { type Hers, Unreadable } from "./frame.tsx";

/** Of GET /v1/contests. */
export interface Draws {
  data: { name: string; state: string; opensAt: string; closesAt: string; prizes: { name: string }[] }[];
  /** Rounds to come, as the programme announces them now. */
  next: { name: string; opensAt: string | null; closesAt: string; prizes: { name: string }[] }[];
}

/** What closes when, and what comes after it: the rounds that are open or made, and the announced ones, first to close first. */
export const NextDraws = ({ draws, hers }: { draws: Draws | null; hers: Hers }) => {
  const { speech, says } = hers;
  if (draws === null) return <Unreadable says={says} />;
  const whenOf = ({ opensAt, closesAt }: { opensAt: string | null; closesAt: string }) =>
    opensAt === null
      ? says.play.nextUntil(speech.moment(closesAt))
      : says.play.opensThen(speech.moment(opensAt), speech.moment(closesAt));
  const open = draws.data
    .filter(({ state }) => state === "open")
    .map((round) => ({ ...round, when: says.play.openUntil(speech.moment(round.closesAt)) }));
  const made = draws.data.filter(({ state }) => state === "draft");
  const rounds = [...open, ...[...made, ...draws.next].map((round) => ({ ...round, when: whenOf(round) }))].toSorted(
    (one, other) => (one.closesAt < other.closesAt ? -1 : 1),
  );
  if (rounds.length === 0) return null;
  return (
    <section id="draws" data-live aria-labelledby="draws-title">
      <h2 id="draws-title">{says.play.next}</h2>
      <ul class="contests">
        {rounds.map(({ name, when, closesAt, prizes }) => (
          <li>
            <h3>{name}</h3>
            <p>
              <time datetime={closesAt}>{when}</time>
              <span class="quiet"> · {says.play.toWin(prizes.map((prize) => prize.name).join(" · "))}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};
