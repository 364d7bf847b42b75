import type { Play } from "./account.ts";

/** The ring in the SVG's own units: its middle line, and how broad it is. */
const RADIUS = 92;
const BREADTH = 44;
/** Colours in the style sheet, over and over. */
const COLOURS = 6;

/**
 * A surprise's odds as a ring: each line as long as its odds, in the order in which tickets count, the rest is no win. Nothing
 * is drawn larger than it is, so that the list beside it says what is too small to see.
 */
export const Wheel = ({ odds: { table, noWin }, noWinText }: Pick<Play, "odds"> & { noWinText: string }) => {
  const slices = slicesOf(table);
  const whole = slices.at(-1)?.to ?? 0;
  const all = whole + (noWin?.odds ?? 0);
  const ring = { cx: 120, cy: 120, r: RADIUS, "stroke-width": BREADTH };
  return (
    <div class="odds-shown">
      <svg class="wheel" viewBox="0 0 240 240" aria-hidden="true" data-of={all}>
        <g class="ring">
          <circle class="no-win" {...ring} />
          {slices.map(({ from, to }, index) => (
            <circle
              class={colourOf(index)}
              {...ring}
              pathLength={all}
              stroke-dasharray={`${to - from} ${all - to + from}`}
              stroke-dashoffset={-from}
            />
          ))}
          <circle class="joints" {...ring} pathLength={100} stroke-dasharray="0.1 0.9" stroke-dashoffset={0.05} />
          <circle class="joint" cx={120} cy={120} r={RADIUS} />
        </g>
        <path class="pointer" d="M120 26 l-9 -20 h18 z" />
        <text class="hub" x={120} y={128} />
      </svg>
      <ul class="odds">
        {table.map(({ name, says, odds }, index) => (
          <li class="chance" data-to={slices[index]?.to} data-odds={odds}>
            <span class={`swatch ${colourOf(index)}`} aria-hidden="true" />
            <span>
              <strong>{name}</strong> {says}
            </span>
          </li>
        ))}
        {noWin ? (
          <li class="chance" data-to={all} data-odds={noWin.odds}>
            <span class="swatch no-win" aria-hidden="true" />
            <span>
              <strong>{noWinText}</strong> {noWin.says}
            </span>
          </li>
        ) : null}
      </ul>
    </div>
  );
};

/** Where each line begins and ends among the tickets, which count from 0. */
function slicesOf(table: { odds: number }[]): { from: number; to: number }[] {
  let reach = 0;
  return table.map(({ odds }) => {
    const from = reach;
    reach += odds;
    return { from, to: reach };
  });
}

function colourOf(index: number): string {
  return `slice slice-${index % COLOURS}`;
}
