/** /staff/venues/new and /staff/venues/at/{venue}: what is said of a venue, and its pin on the map or by its coordinates. */
import type { Child } from "hono/jsx";
import * as z from "zod";
import { both, nothingMore } from "../../database/reading.ts";
import { readStores } from "../../database/stores.ts";
import { venueIndexOf } from "../../database/venue-index.ts";
import { readVenuesOverlapping } from "../../database/venues-overlapping.ts";
import type { VenueChange } from "../../decisions/venue.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { tilesOf } from "../../edge/tiles.ts";
import { venueFields } from "../../edge/venue-shapes.ts";
import { changeVenue, openVenue } from "../../operations/venue.ts";
import { asKind, type Holder } from "../../values/holder.ts";
import { idFrom } from "../../values/id.ts";
import { placePasted } from "../../values/pasted-place.ts";
import { degreesOf, RADIUS_METRES } from "../../values/place.ts";
import type { VenueFacts } from "../../values/visit-facts.ts";
import { MAY } from "../roles.ts";
import { at, type Came, consolePage, type Desk, field, Once, Outcome, performed } from "./desk.tsx";

/** Stores to choose from. */
const STORES = 200;
const RADIUS_USUAL = 75;

const { name, city, country, radiusMetres, hours, zone, categories } = venueFields;
const shape = z.object({
  name,
  radiusMetres,
  city: city.nullable(),
  country: country.nullable(),
  hours: hours.nullable(),
  zone: zone.nullable(),
  categories: categories.nullable(),
});

export function mountVenueForm(app: App): void {
  app.get(
    "/staff/venues/new",
    at(MAY.steer, (desk) => formPage(desk, null, null)),
  );
  app.get(
    "/staff/venues/at/:venue",
    at(MAY.steer, (desk) => formPage(desk, desk.context.req.param("venue") ?? "", null)),
  );
  app.post("/staff/venues/new", at(MAY.steer, openForm));
  app.post("/staff/venues/at/:venue", at(MAY.steer, changeForm));
}

async function formPage(desk: Desk, id: string | null, came: Came | null) {
  const stores = readStores({ limit: STORES, cursor: null });
  const { facts, found } = await read(desk, { holders: id === null ? [] : [id], reading: both(stores, nothingMore) });
  const holder = id === null ? undefined : facts.holders.get(id);
  const venue = holder?.kind === "venue" ? asKind(holder, "venue") : null;
  const near = venue ? await overlapsOf(desk, venue) : [];
  const isNew = desk.context.req.path === "/staff/venues/new";
  const tiles = tilesOf(desk.context.env);
  const neighbours = near.map(({ venue: { facts: other } }) => ({
    name: other.name,
    ...degreesOf(other),
    radiusMetres: other.radiusMetres,
  }));
  return consolePage(
    desk,
    facts,
    venue?.facts.name ?? "Open a venue",
    <>
      {came && <Outcome came={came}>{isNew ? "The venue is open." : "The venue is as you said."}</Outcome>}
      {near.length > 0 && (
        <p class="result bad">
          Its circle meets {near.length === 1 ? "that of" : "those of"}{" "}
          {near.map(({ venue: other, metres }) => `${other.facts.name} (${metres} m)`).join(", ")}: a position there
          shows neither. Make circles smaller, or let the counter’s code decide.
        </p>
      )}
      <section>
        <form method="post" action={venue ? `/staff/venues/at/${venue.publicId}` : "/staff/venues/new"}>
          <Once />
          {!venue && (
            <>
              <label for="store">Store</label>
              <select id="store" name="store" required>
                {found[0].found.map(({ store, name: called }) => (
                  <option value={store}>{called}</option>
                ))}
              </select>
            </>
          )}
          <Fields facts={venue?.facts} form={desk.form} isOpen={venue?.state !== "closed"}>
            <venue-pin
              data-tiles={tiles?.url}
              data-attribution={tiles?.attribution}
              data-neighbours={JSON.stringify(neighbours)}
            />
          </Fields>
          <button type="submit">{venue ? "Save" : "Open the venue"}</button>
        </form>
      </section>
    </>,
    { script: "pin", style: "map", images: tiles?.origin },
  );
}

/** Its fields: as they were sent, else as they are; what is inside stands below where it is. */
function Fields({
  facts,
  form,
  isOpen,
  children,
}: {
  facts: VenueFacts | undefined;
  form: Map<string, string[]>;
  isOpen: boolean;
  children: Child;
}) {
  const place = facts && degreesOf(facts);
  const value = (field: string, now: string | number | undefined) => form.get(field)?.[0] ?? now;
  return (
    <>
      <label for="name">Name</label>
      <input id="name" name="name" maxlength={100} required autocomplete="off" value={value("name", facts?.name)} />
      <label for="where">Where</label>
      <p class="hint" id="where-hint">
        Press on the map, or paste coordinates (52.37, 4.89) or a link of a map.
      </p>
      <input
        id="where"
        name="where"
        required
        autocomplete="off"
        aria-describedby="where-hint"
        value={value("where", place && `${place.latitude}, ${place.longitude}`)}
      />
      {children}
      <label for="radiusMetres">Radius, in metres</label>
      <input
        id="radiusMetres"
        name="radiusMetres"
        type="number"
        min={RADIUS_METRES.min}
        max={RADIUS_METRES.max}
        required
        value={value("radiusMetres", facts?.radiusMetres ?? RADIUS_USUAL)}
      />
      <label for="hours">Opening hours</label>
      <p class="hint" id="hours-hint">
        As OpenStreetMap writes them: Mo-Fr 08:00-12:00,13:00-18:00; Sa 09:00-02:00; Dec 25 off
      </p>
      <input
        id="hours"
        name="hours"
        autocomplete="off"
        aria-describedby="hours-hint"
        value={value("hours", facts?.hours)}
      />
      <label for="zone">Time zone, where it is not the programme’s</label>
      <input id="zone" name="zone" autocomplete="off" value={value("zone", facts?.zone)} />
      <label for="categories">Categories, with commas between them</label>
      <input
        id="categories"
        name="categories"
        autocomplete="off"
        value={value("categories", facts?.categories?.join(", "))}
      />
      <label for="city">City, as rules name it</label>
      <input id="city" name="city" autocomplete="off" value={value("city", facts?.city)} />
      <label for="country">Country, by its two letters</label>
      <p class="hint" id="country-hint">
        As NL. A check-in over a network of another country then counts a little less; without it, none does.
      </p>
      <input
        id="country"
        name="country"
        maxlength={2}
        autocapitalize="characters"
        autocomplete="off"
        aria-describedby="country-hint"
        value={value("country", facts?.country)}
      />
      {facts && (
        <label class="choice">
          <input type="checkbox" name="closed" value="yes" checked={!isOpen} /> Closed for good or for now: nobody sees
          it, and nobody checks in
        </label>
      )}
    </>
  );
}

async function openForm(desk: Desk) {
  const read = saidIn(desk.form);
  if ("says" in read) return formPage(desk, null, { isGood: false, says: read.says });
  const given = Object.entries(read.terms).filter(([, value]) => value !== null);
  const venue = idFrom("ven", desk.ledger.now ?? Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  const terms = Object.fromEntries(given) as unknown as VenueFacts;
  const came = await performed(desk, openVenue, { venue, store: field(desk.form, "store"), ...terms });
  const id = came.isGood ? String(came.outcome.venue) : null;
  return formPage(came.isGood ? { ...desk, form: new Map() } : desk, id, came);
}

async function changeForm(desk: Desk) {
  const venue = desk.context.req.param("venue") ?? "";
  const read = saidIn(desk.form);
  if ("says" in read) return formPage(desk, venue, { isGood: false, says: read.says });
  const state = field(desk.form, "closed") === "yes" ? "closed" : "open";
  const came = await performed(desk, changeVenue, { venue, ...(read.terms as VenueChange), state });
  return formPage(came.isGood ? { ...desk, form: new Map() } : desk, venue, came);
}

/** What the form says, or what of it does not read. */
function saidIn(form: Map<string, string[]>): { terms: object } | { says: string[] } {
  const place = placePasted(field(form, "where"));
  const orNull = (name: string) => field(form, name) || null;
  const list = field(form, "categories").split(",");
  const read = shape.safeParse({
    name: field(form, "name"),
    radiusMetres: Number(field(form, "radiusMetres")),
    city: orNull("city"),
    country: orNull("country"),
    hours: orNull("hours"),
    zone: orNull("zone"),
    categories: orNull("categories") && list.map((each) => each.trim()).filter((each) => each !== ""),
  });
  const says = [
    ...(place
      ? []
      : ["Where: neither coordinates nor a link that has them. Open a short link first, and copy it then."]),
    ...(read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join("/")}: ${message}`)),
  ];
  return place && read.success
    ? { terms: { ...read.data, ...place } }
    : { says: ["Some fields do not read.", ...says] };
}

async function overlapsOf(desk: Desk, venue: Holder<"venue">) {
  const { client } = desk.ledger;
  const reading = readVenuesOverlapping([venue], await venueIndexOf(client));
  const { found } = await read(desk, { reading });
  return found.get(venue.publicId) ?? [];
}
