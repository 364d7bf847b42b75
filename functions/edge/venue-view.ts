/** A venue as everybody sees it: one shape for the API's lists, the map and the pages. */
import * as z from "zod";
import { dateOf, type Instant } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import { clockText } from "../values/opening-hours.ts";
import { degreesOf } from "../values/place.ts";
import { opennessOf } from "../values/venue-hours.ts";

export const venueShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  store: z.string().nullable(),
  country: z.string().nullable().describe("ISO 3166-1, as NL; null: nobody said"),
  latitude: z.number(),
  longitude: z.number(),
  radiusMetres: z.int().describe("how near is there"),
  categories: z.array(z.string()),
  hours: z.string().nullable().describe("opening hours as OpenStreetMap writes them; null: nobody said"),
  zone: z.string().describe("whose clocks they mean"),
  isOpen: z.boolean().nullable().describe("now; null: nobody said when it is"),
  changes: z
    .strictObject({ on: z.string(), at: z.string() })
    .nullable()
    .describe("when it opens or closes next, by its clocks; null: not within two weeks, or nobody said"),
});
export type VenueView = z.infer<typeof venueShape>;

export const venueExample = {
  id: "ven_01kajw8zt0q9w4m2xv5n6p7r8t",
  name: "The Corner Café",
  store: "sto_corner",
  country: "DE",
  latitude: 52.520815,
  longitude: 13.409419,
  radiusMetres: 75,
  categories: ["Café"],
  hours: "Mo-Fr 07:30-18:00; Sa 09:00-14:00",
  zone: "Europe/Berlin",
  isOpen: true,
  changes: { on: "2026-11-23", at: "18:00" },
} satisfies VenueView;

/** A venue at an instant; `zone` is the programme's. */
export function venueView(
  { publicId, owner, facts }: Holder<"venue">,
  { now, zone }: { now: Instant; zone: string },
): VenueView {
  const openness = opennessOf(facts, now, zone);
  const next = openness?.next ?? null;
  return {
    id: publicId,
    name: facts.name,
    store: owner,
    country: facts.country ?? null,
    ...degreesOf(facts),
    radiusMetres: facts.radiusMetres,
    categories: facts.categories ?? [],
    hours: facts.hours ?? null,
    zone: facts.zone ?? zone,
    isOpen: openness?.isOpen ?? null,
    changes: next && { on: dateOf(next.day), at: clockText(next.minute) },
  };
}
