import type { Play } from "./account.ts";
import { Wheel } from "./wheel.tsx";

/** Surprises that wait to be revealed, and what the last ones were. */
export const PlaysPart = ({ plays }: { plays: Play[] | null }) => {
  const waiting = (plays ?? []).filter(({ state }) => state === "pending" || state === "ready");
  const revealed = (plays ?? []).filter((play) => !waiting.includes(play)).slice(0, 3);
  return (
    <section id="plays" data-live aria-labelledby="plays-title" hidden={waiting.length + revealed.length === 0}>
      <h2 id="plays-title">{waiting.length > 0 ? "Something is waiting for you" : "Surprises"}</h2>
      <ul>
        {waiting.map(({ id, odds }) => (
          <li id={id}>
            <play-reveal data-play={id}>
              <Wheel odds={odds} />
              <p role="status" class="said" />
              <button type="button" class="primary" id={`reveal-${id}`} disabled>
                Turn the wheel
              </button>
              <a href={`/verify/play/${id}`} id={`check-${id}`} hidden>
                Check that this was fair
              </a>
            </play-reveal>
          </li>
        ))}
        {revealed.map(({ id, state, prize }) => (
          <li id={id} class={state === "won" ? "won" : "quiet"}>
            {outcomeOf(state, prize)}{" "}
            <a href={`/verify/play/${id}`} aria-label={`Check it: ${outcomeOf(state, prize)}`}>
              Check it
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

function outcomeOf(state: Play["state"], prize: Play["prize"]): string {
  if (prize) return state === "won" ? `You won: ${prize.name}` : `For taking part: ${prize.name}`;
  return state === "stock_out" ? "A prize of which none was left" : "No win this time";
}
