import type { Entry } from "./account.ts";
import { Claim } from "./claim.tsx";
import { type Hers, Unreadable } from "./frame.tsx";

/** The rounds that she has tickets in, and how each of them ended. `rules`: of those whose prize waits for her. */
export const ContestsPart = ({
  entries,
  rules,
  hers,
}: {
  entries: Entry[] | null;
  rules: Map<string, string>;
  hers: Hers;
}) => (
  <section id="contests" data-live aria-labelledby="contests-title">
    <h2 id="contests-title">{hers.says.play.contests}</h2>
    {entries === null ? <Unreadable says={hers.says} /> : null}
    {entries?.length === 0 ? <p class="empty">{hers.says.play.noContests}</p> : null}
    <ul class="contests">
      {(entries ?? []).map((entry) => (
        <li>
          <h3>{entry.name}</h3>
          <p>
            {hers.says.play.tickets(entry.tickets)}
            <span class="quiet"> · {endOf(entry, hers)}</span>
            {PROVED.includes(entry.state) ? (
              <>
                {" "}
                <a href={`/verify/contest/${entry.contest}`} aria-label={hers.says.play.checkIt(entry.name)}>
                  {hers.says.common.check}
                </a>
              </>
            ) : null}
          </p>
          <Claim entry={entry} rules={rules.get(entry.contest) ?? ""} hers={hers} />
        </li>
      ))}
    </ul>
  </section>
);

/** States in which there is a proof, of what is fixed at least. */
const PROVED = ["awaiting", "drawn", "claiming", "settled"];

function endOf({ state, closesAt, rank, prize }: Entry, { speech, says: { play: says, common } }: Hers): string {
  if (state === "open") return common.until(speech.day(closesAt));
  if (prize?.state === "offered" && prize.until !== null) return says.claimBy(prize.name, speech.day(prize.until));
  if (prize?.state === "delivered" || prize?.state === "owed") return says.has(prize.name);
  if (prize?.state === "held") return says.form(prize.name);
  if (rank !== null) return says.rank(speech.count(rank));
  if (state === "awaiting") return says.awaiting;
  return ["drawn", "claiming", "settled"].includes(state) ? says.over : says.closed;
}
