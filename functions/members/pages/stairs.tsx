/** A ladder of tiers as stairs: those that are reached are filled, hers has a flag. The words beside it say the same. */
import type { Way } from "./account.ts";
import type { Hers } from "./frame.tsx";

/** A step in the drawing's units. */
const STEP = { width: 14, rise: 7, gap: 2 };

export const Stairs = ({ levels, tier }: { levels: { id: string }[]; tier: string }) => {
  const here = levels.findIndex(({ id }) => id === tier);
  const [width, height] = [levels.length * (STEP.width + STEP.gap), levels.length * STEP.rise + 14];
  return (
    <svg class="stairs" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      {levels.map((_, index) => {
        const tall = (index + 1) * STEP.rise;
        const x = index * (STEP.width + STEP.gap);
        return (
          <>
            <rect
              class={index <= here ? "step-reached" : "step-ahead"}
              x={x}
              y={height - tall}
              width={STEP.width}
              height={tall}
              rx={1.5}
            />
            {index === here ? (
              <path class="step-flag" d={`M${x + STEP.width / 2} ${height - tall - 1}v-10l6 3-6 3`} />
            ) : null}
          </>
        );
      })}
    </svg>
  );
};

/** "€160.00 more by 31 March or 3 more orders"; those that belong together in brackets */
export function waysText(
  { ways, needsAll }: { ways: Way[]; needsAll: boolean },
  { speech, says }: Pick<Hers, "speech" | "says">,
): string {
  const [outer, inner] = needsAll ? [says.common.and, says.common.or] : [says.common.or, says.common.and];
  const one = ({ says: way, by }: Way) =>
    by === null ? speech.whole(way) : says.tiers.by(speech.whole(way), speech.date(by));
  return [...Map.groupBy(ways, ({ together }) => together).values()]
    .map((list) => (list.length === 1 ? list.map(one).join("") : `(${list.map(one).join(inner)})`))
    .join(outer);
}
