/** /me/cards: her stamp cards, drawn: what is on each, what is missing, and what a full one waits for. */
import type { Phrases } from "../../edge/phrases/index.ts";
import type { Speech } from "../../edge/words.ts";
import type { StampCard } from "./account.ts";
import type { MemberPage } from "./frame.tsx";

/** Stamps of a row, and of a card that is drawn: a longer one is a bar. */
const ROW = 6;
const DRAWN_MAX = 24;
/** Sides of a stamp and of the place it has, in the drawing's units. */
const SIDE = 40;
const PLACE = 48;
/** Pixels of such a unit, where the screen is wide enough. */
const LARGER = 1.25;

export const cards: MemberPage<null> = {
  path: "/me/cards",
  name: "cards",
  ask: async () => null,
  show: ({ me: { stampCards }, programme, speech, says }) => (
    <section id="cards" data-live aria-labelledby="cards-title">
      <h1 id="cards-title">{says.nav.cards}</h1>
      {stampCards.length === 0 ? <p class="empty">{says.cards.none}</p> : null}
      <ul class="cards">
        {stampCards.map((card) => (
          <li>
            <h2>{programme.rewards.find(({ id }) => id === card.reward)?.name ?? card.reward}</h2>
            <Card card={card} speech={speech} says={says} />
            <p>
              {missingText(card, speech, says)}
              {card.filled > 0 ? <span class="quiet"> · {says.cards.filled(card.filled)}</span> : null}
            </p>
          </li>
        ))}
      </ul>
      {stampCards.length > 0 ? (
        <p class="quiet">
          {says.cards.where} <a href="/me/vouchers">{says.nav.vouchers}</a>
        </p>
      ) : null}
    </section>
  ),
};

/** A card drawn: as many places as it has, and a stamp on each that she has earned. */
export const Card = ({
  card: { has, needs, unit },
  speech,
  says,
}: {
  card: StampCard;
  speech: Speech;
  says: Phrases;
}) => {
  const on = Math.min(has, needs);
  const label = says.rewards.progress(speech.count(on), speech.units(needs, unit));
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

function missingText({ has, needs, unit, waits }: StampCard, speech: Speech, { cards: says }: Phrases): string {
  if (waits === null) return says.toGo(speech.units(Math.max(0, needs - has), unit));
  const reasons: Record<string, string> = {
    redemption_paused: says.paused,
    member_not_joined: says.join,
    tier_too_low: says.otherTier,
    limit_reached: says.limit,
    stock_exhausted: says.stock,
  };
  return `${says.full} ${reasons[waits] ?? says.keeps}`;
}
