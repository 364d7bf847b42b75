/** Whether a place is open, in a member's words. */
import type { VenueView } from "../../edge/venue-view.ts";
import { dayOf, dayOfDate, type Instant } from "../../values/day.ts";
import { dateFormat } from "../../values/formats.ts";
import type { Language } from "../../values/language.ts";
import { placesPhrasesFor } from "./phrases/index.ts";

/** "Open until 18:00", "Closed, opens Monday 08:00"; null: nobody said when it is open. */
export function opennessText(
  { isOpen, changes, zone }: Pick<VenueView, "isOpen" | "changes" | "zone">,
  { language, now }: { language: Language; now: Instant },
): string | null {
  if (isOpen === null) return null;
  const says = placesPhrasesFor(language);
  if (!changes) return isOpen ? says.open : says.closed;
  const day = dayOfDate(changes.on);
  const date = new Date(`${changes.on}T12:00:00Z`);
  const weekday = dateFormat(language, { weekday: "long", timeZone: "UTC" }).format(date);
  const time = day === dayOf(now, zone) ? changes.at : `${weekday} ${changes.at}`;
  return isOpen ? says.until(time) : says.opens(time);
}
