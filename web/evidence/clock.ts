import type { CounterPhrases } from "../../functions/edge/phrases/counter/index.ts";
import { numberFormat } from "../../functions/values/formats.ts";
import { filled, pageLanguage } from "../words.ts";

/** A counter's code is judged by the server's clock, and one step before is accepted: a tablet this far off is near the edge. */
const OFF_MS_MAX = 20_000;
/** A Date header has no fraction: half a second of it is unknown. */
const HALF_SECOND_MS = 500;

/** What is said of a device whose clock differs from the server's; null: it is near enough, or nobody can say. */
export function clockWarning(
  { date, sentAt, answeredAt }: { date: string | null; sentAt: number; answeredAt: number },
  words: Pick<CounterPhrases["script"], "ahead" | "behind">,
): string | null {
  const server = Date.parse(date ?? "") + HALF_SECOND_MS;
  const off = Math.round((sentAt + answeredAt) / 2 - server);
  // An answer that was long on its way says little of the time.
  if (Number.isNaN(off) || Math.abs(off) - (answeredAt - sentAt) / 2 <= OFF_MS_MAX) return null;
  return filled(off > 0 ? words.ahead : words.behind, { span: spanText(Math.abs(off)) });
}

function spanText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [count, unit] = seconds < 120 ? [seconds, "second"] : [Math.round(seconds / 60), "minute"];
  return numberFormat(pageLanguage(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}
