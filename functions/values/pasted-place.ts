/** A place as somebody pastes it: "52.37, 4.89", a geo: address, or a link of a map (Google, Apple, OpenStreetMap, Bing). */
import { type Place, placeOf } from "./place.ts";

const NUMBER = "(-?\\d{1,3}(?:\\.\\d+)?)";
const PAIR = `${NUMBER}\\s*(?:,|%2C|;|\\s)\\s*${NUMBER}`;

/** Where links have coordinates; the pin itself before what the map happens to show. */
const FORMS = [
  new RegExp(`^\\s*${PAIR}\\s*$`, "i"),
  new RegExp(`^geo:${PAIR}`, "i"),
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
  new RegExp(`[?&]mlat=${NUMBER}&mlon=${NUMBER}`),
  new RegExp(`[?&](?:q|query|ll|sll|center|daddr|destination|coordinate)=(?:loc:)?${PAIR}`, "i"),
  new RegExp(`[?&]cp=${NUMBER}~${NUMBER}`),
  new RegExp(`@${NUMBER},${NUMBER}`),
  new RegExp(`#map=\\d+(?:\\.\\d+)?/${NUMBER}/${NUMBER}`),
];

/** The place that a text names, latitude first; null: none. */
export function placePasted(text: string): Place | null {
  for (const form of FORMS) {
    const [, north, east] = form.exec(text) ?? [];
    if (north === undefined || east === undefined) continue;
    const [latitude, longitude] = [Number(north), Number(east)];
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? placeOf({ latitude, longitude }) : null;
  }
  return null;
}
