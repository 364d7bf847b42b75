/** What staff say of a venue, field by field: the same where one is opened, changed or imported. */
import * as z from "zod";
import { isCountry } from "../values/country.ts";
import { isZone } from "../values/day.ts";
import { HOURS_CHARACTERS_MAX, readOpeningHours } from "../values/opening-hours.ts";
import { RADIUS_METRES } from "../values/place.ts";
import { text } from "./shapes.ts";

export const hours = z
  .string()
  .trim()
  .max(HOURS_CHARACTERS_MAX, { abort: true })
  .superRefine((value, context) => {
    const read = readOpeningHours(value);
    if (typeof read === "string") context.addIssue({ code: "custom", message: read });
  })
  .describe("opening hours as OpenStreetMap writes them: Mo-Fr 08:00-18:00; Sa 09:00-02:00; Dec 25 off");

export const zone = z
  .string()
  .max(100)
  .refine(isZone, "an IANA time zone, as Europe/Berlin")
  .describe("whose clocks the hours mean; absent: the programme's");

export const country = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCountry, "a country by its two letters (ISO 3166-1), as NL")
  .describe("the country it is in, as NL; a check-in over a network of another country counts a little less");

export const categories = z
  .array(z.string().trim().min(1).max(40))
  .max(10)
  .refine((given) => new Set(given).size === given.length, "has one twice")
  .describe("what kind of place it is, in words that lists and the map show");

export const external = text("your own id of it, by which an import finds it again", 100);

export const venueFields = {
  name: text("as people know it", 100),
  city: text("where it is, as rules name it", 100),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  radiusMetres: z.int().min(RADIUS_METRES.min).max(RADIUS_METRES.max).describe("how near a member must be"),
  country,
  hours,
  zone,
  categories,
  external,
};
