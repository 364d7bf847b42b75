import type { Speech } from "../../edge/words.ts";
import type { Operation } from "./account.ts";

const TITLES: Record<string, string> = {
  purchase: "Purchase",
  refund: "Refund",
  redeem: "Reward",
  "check-in": "Check-in",
  reveal: "Surprise",
  expire: "Expired",
  adjust: "Adjusted by staff",
  "top-up": "Money paid in",
  "pay-membership": "Membership",
  "cancel-membership": "Membership cancelled",
  "claim-gift-card": "Gift card",
  "reverse-gift-card": "Gift card taken back",
  "reverse-top-up": "Payment taken back",
  enrol: "You joined",
};

/** Everything that moved her units, newest first, each with its why in words. */
export const StatementPart = ({ operations, speech }: { operations: Operation[] | null; speech: Speech }) => {
  const moved = (operations ?? []).filter(({ lines, kind }) => lines.length > 0 || kind === "enrol");
  return (
    <section id="statement" data-live aria-labelledby="statement-title">
      <h2 id="statement-title">What happened</h2>
      {operations === null ? <p class="quiet">Your statement cannot be shown just now.</p> : null}
      <ol class="statement">
        {moved.map(({ operation, kind, occurredAt, lines }) => (
          <li>
            <p class="statement-head">
              <strong>{TITLES[kind] ?? kind}</strong>{" "}
              <span>
                <time dateTime={occurredAt}>{speech.day(occurredAt)}</time>{" "}
                <a
                  href={`/verify/receipt?operation=${operation}`}
                  aria-label={`Receipt: ${TITLES[kind] ?? kind}, ${speech.day(occurredAt)}`}
                >
                  Receipt
                </a>
              </span>
            </p>
            <ul>
              {lines.map(({ unit, amount, says }) => (
                <li>
                  <span class="says">{says}</span>
                  <span class={amount < 0 ? "moved out" : "moved in"}>
                    {amount < 0 ? "−" : "+"}
                    {speech.amount(Math.abs(amount), unit)}
                    <span class="visually-hidden"> {unitWord(unit)}</span>
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
};

/** The tickets of a contest are a unit of their own, named by the round, and so is each tier. */
function unitWord(unit: string): string {
  if (unit.startsWith("tier:")) return "tier";
  return unit.startsWith("ticket:") ? "tickets" : unit;
}
