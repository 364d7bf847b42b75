import type { Play } from "./account.ts";
import { Once } from "./came.tsx";
import { type Hers, Unreadable } from "./frame.tsx";
import { Wheel } from "./wheel.tsx";

/** Surprises that are shown once they were opened. */
const REVEALED_SHOWN = 5;

/** Surprises that wait to be opened, and what the last ones were. */
export const PlaysPart = ({ hers, plays }: { hers: Hers; plays: Play[] | null }) => {
  const { says } = hers;
  const waiting = (plays ?? []).filter(({ state }) => state === "pending" || state === "ready");
  const revealed = (plays ?? []).filter((play) => !waiting.includes(play)).slice(0, REVEALED_SHOWN);
  if (plays === null) return <Unreadable says={says} />;
  return (
    <section id="plays" data-live aria-labelledby="plays-title" hidden={waiting.length + revealed.length === 0}>
      <h2 id="plays-title">{waiting.length > 0 ? says.play.waiting : says.play.surprises}</h2>
      <ul>
        {waiting.map(({ id, odds }) => (
          <li id={id}>
            <play-reveal data-play={id} data-says={JSON.stringify(says.reveal)}>
              <Wheel odds={odds} noWinText={says.play.noWin} />
              <p role="status" class="said" />
              <button type="button" class="primary" id={`reveal-${id}`} disabled>
                {says.play.turn}
              </button>
              <noscript>
                <form method="post" action={`/me/plays/${id}/reveal`}>
                  <Once />
                  <p class="quiet">{says.play.noScript}</p>
                  <button type="submit" class="primary">
                    {says.play.reveal}
                  </button>
                </form>
              </noscript>
              <a href={`/verify/play/${id}`} id={`check-${id}`} hidden>
                {says.play.fair}
              </a>
            </play-reveal>
          </li>
        ))}
        {revealed.map(({ id, state, prize, formBefore }) => {
          const outcome = outcomeText({ state, prize, formBefore }, hers);
          return (
            <li id={id} class={state === "won" ? "won" : "quiet"}>
              {outcome}{" "}
              <a href={`/verify/play/${id}`} aria-label={says.play.checkIt(outcome)}>
                {says.common.check}
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

function outcomeText(
  { state, prize, formBefore }: Pick<Play, "state" | "prize" | "formBefore">,
  { speech, says: { play: says } }: Hers,
): string {
  if (prize && formBefore !== null) return says.formUntil(prize.name, speech.day(formBefore));
  if (prize && state === "forfeited") return says.forfeited(prize.name);
  if (prize) return state === "won" ? says.won(prize.name) : says.consolation(prize.name);
  if (state === "capped") return says.capped;
  return state === "stock_out" ? says.stockOut : says.lost;
}
