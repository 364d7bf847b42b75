/** What Cloudflare says of the network that a request came over: a country, and very roughly where. The address itself is not read. */
import type { NetworkSeen } from "../decisions/check-in.ts";
import { isCountry } from "../values/country.ts";
import { type Place, placeOf } from "../values/place.ts";
import type { Ctx } from "./serve.ts";

/** Cloudflare's name for where Tor's exits stand. */
const TOR = "T1";

/** Null: nobody said, as where no Cloudflare stands before the Worker. A network without a country says nothing. */
export function networkIn(context: Ctx): NetworkSeen | null {
  const { cf } = context.req.raw as { cf?: Record<string, unknown> | null };
  if (!cf) return null;
  if (cf.country === TOR) return { country: null, isHidden: true, place: null };
  if (typeof cf.country !== "string" || !isCountry(cf.country)) return null;
  return { country: cf.country, isHidden: false, place: roughly(cf) };
}

/** Coordinates come as text, and may be missing. */
function roughly({ latitude, longitude }: Record<string, unknown>): Place | null {
  if (typeof latitude !== "string" || typeof longitude !== "string" || latitude === "" || longitude === "") return null;
  const [north, east] = [Number(latitude), Number(longitude)];
  return Math.abs(north) <= 90 && Math.abs(east) <= 180 ? placeOf({ latitude: north, longitude: east }) : null;
}
