import type { Speech } from "../../edge/words.ts";
import type { Me, Reward, StampCard } from "./account.ts";

/** Stamps of a row, and of a card that is drawn: a longer one is a bar. */
const ROW = 6;
const DRAWN_MAX = 24;
/** Sides of a stamp and of the place it has, in the drawing's units. */
const SIDE = 40;
const PLACE = 48;
/** Pixels of such a unit, where the screen is wide enough. */
const LARGER = 1.25;

/** Stamp cards: what is on each, what is missing, and what a full one waits for. */
export const CardsPart = ({ me, rewards, speech }: { me: Me; rewards: Reward[] | null; speech: Speech }) => {
  if (me.stampCards.length === 0) return null;
  return (
    <section id="cards" data-live aria-labelledby="cards-title">
      <h2 id="cards-title">{me.stampCards.length === 1 ? "Your card" : "Your cards"}</h2>
      <ul class="cards">
        {me.stampCards.map((card) => (
          <li>
            <h3>{rewards?.find(({ id }) => id === card.reward)?.name ?? card.reward}</h3>
            <Card card={card} speech={speech} />
            <p>
              {missingOf(card, speech)}
              {card.filled > 0 ? <span class="quiet"> · {filledText(card.filled, speech)}</span> : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Card = ({ card: { has, needs, unit }, speech }: { card: StampCard; speech: Speech }) => {
  const on = Math.min(has, needs);
  const label = `${speech.count(on)} of ${speech.units(needs, unit)}`;
  if (needs > DRAWN_MAX) return <progress aria-label={label} max={needs} value={on} />;
  const columns = Math.ceil(needs / Math.ceil(needs / ROW));
  const places = Array.from({ length: needs }, (_, index) => ({
    isStamped: index < on,
    x: (index % columns) * PLACE,
    y: Math.floor(index / columns) * PLACE,
    // Stamped by hand: none quite straight, each always the same.
    turn: ((index * 7) % 11) - 5,
    number: index + 1,
  }));
  const [width, height] = [columns * PLACE, Math.ceil(needs / columns) * PLACE];
  return (
    <svg class="card" role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} width={width * LARGER}>
      {places.map(({ isStamped, x, y, turn, number }) => (
        <g transform={`translate(${x + PLACE / 2} ${y + PLACE / 2})`} class={isStamped ? "stamp" : "place"}>
          <rect x={-SIDE / 2} y={-SIDE / 2} width={SIDE} height={SIDE} rx="3" />
          {isStamped ? (
            <path transform={`rotate(${turn})`} d="M-10 -10h8v8h-8zM2 -10h8v8h-8zM-10 2h8v8h-8zM2 2h8v8h-8z" />
          ) : (
            <text dy="5">{number}</text>
          )}
        </g>
      ))}
    </svg>
  );
};

function missingOf({ has, needs, unit, waits }: StampCard, speech: Speech): string {
  if (waits !== null) return `Full. ${WAITS[waits] ?? "It is kept for you, and comes by itself as soon as it can."}`;
  return `${speech.units(Math.max(0, needs - has), unit)} to go`;
}

function filledText(filled: number, speech: Speech): string {
  return filled === 1 ? "filled once" : `filled ${speech.count(filled)} times`;
}

/** What a full card waits for, as she reads it. */
const WAITS: Record<string, string> = {
  redemption_paused: "Rewards are paused: it comes when they are back.",
  member_not_joined: "Join to have it.",
  tier_too_low: "It is for another tier.",
  limit_reached: "You had as many as one may have.",
  stock_exhausted: "None are left just now: it is kept for you.",
};
