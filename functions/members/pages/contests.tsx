import type { Speech } from "../../edge/words.ts";
import type { Entry } from "./account.ts";

/** The rounds that she has tickets in, and how each of them ended. */
export const ContestsPart = ({ entries, speech }: { entries: Entry[] | null; speech: Speech }) => (
  <section id="contests" data-live aria-labelledby="contests-title" hidden={(entries ?? []).length === 0}>
    <h2 id="contests-title">Contests</h2>
    <ul class="contests">
      {(entries ?? []).map((entry) => (
        <li>
          <h3>{entry.name}</h3>
          <p>
            {speech.count(entry.tickets)} {entry.tickets === 1 ? "ticket" : "tickets"}
            <span class="quiet"> · {endOf(entry, speech)}</span>
            {PROVED.includes(entry.state) ? (
              <>
                {" "}
                <a href={`/verify/contest/${entry.contest}`} aria-label={`Check it: ${entry.name}`}>
                  Check it
                </a>
              </>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  </section>
);

/** States in which there is a proof, of what is fixed at least. */
const PROVED = ["awaiting", "drawn", "claiming", "settled"];

function endOf({ state, closesAt, rank, prize }: Entry, speech: Speech): string {
  if (state === "open") return `until ${speech.day(closesAt)}`;
  if (prize?.state === "offered" && prize.until !== null)
    return `you have won ${prize.name}: claim it before ${speech.day(prize.until)}`;
  if (prize?.state === "delivered" || prize?.state === "owed") return `you have won ${prize.name}`;
  if (prize?.state === "held") return `you have won ${prize.name}: a tax form is missing`;
  if (rank !== null) return `drawn at rank ${rank}`;
  if (state === "awaiting") return "closed, waits for what decides it";
  return ["drawn", "claiming", "settled"].includes(state) ? "drawn, not this time" : "closed, to be drawn";
}
