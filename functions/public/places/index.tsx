/** /places: where members check in, as a list that needs neither a map nor a script, and as a map for those who have both. */
import { both } from "../../database/reading.ts";
import { readVenueChoices, type VenueChoices } from "../../database/venue-choices.ts";
import type { VenueWanted } from "../../database/venue-row.ts";
import { readVenuesByName } from "../../database/venues-by-name.ts";
import { brandView } from "../../edge/branded-page.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { pageLanguage } from "../../edge/page-language.ts";
import { read } from "../../edge/read.ts";
import { type App, type Ctx, hostOf } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import { tilesOf } from "../../edge/tiles.ts";
import { type VenueView, venueView } from "../../edge/venue-view.ts";
import { say } from "../../programme/words.ts";
import type { Instant } from "../../values/day.ts";
import type { Language } from "../../values/language.ts";
import { opennessText } from "./openness.ts";
import { type PlacesPhrases, placesPhrasesFor } from "./phrases/index.ts";

/** Places of a page: what a phone scrolls through. */
const PLACES = 50;
/** Longest text of a field, and of an id that a page goes on from. */
const TEXT_MAX = 100;

export function mountPlaces(app: App): void {
  app.get("/places", placesPage);
}

async function placesPage(context: Ctx): Promise<Response> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const wanted = wantedOf(context);
  const cursor = textOf(context, "after") ?? null;
  const reading = both(readVenuesByName({ limit: PLACES, cursor, wanted }), readVenueChoices);
  const { facts, found } = await read({ caller: { kind: "public" }, ledger }, { reading });
  const [{ found: venues, next }, choices] = found;
  const { programme } = facts.current;
  const language = pageLanguage(context, { programme: programme.language });
  const says = placesPhrasesFor(language);
  const places = venues.map((venue) => venueView(venue, { now: facts.now, zone: programme.zone }));
  const tiles = tilesOf(context.env);
  return sitePage(context, {
    title: `${says.title} · ${say(programme.name, language)}`,
    language,
    brand: brandView(facts.current, language),
    script: "places",
    style: "map",
    images: tiles?.origin,
    kind: "places-page",
    children: (
      <main>
        <header>
          <h1>{says.title}</h1>
          <p class="quiet">{says.lead}</p>
        </header>
        <Search says={says} wanted={wanted} choices={choices} />
        <places-map
          data-tiles={tiles?.url}
          data-attribution={tiles?.attribution}
          data-places={JSON.stringify(places)}
          data-says={JSON.stringify({ ...says.script, map: says.map, open: says.open, closed: says.closed })}
          data-wanted={new URLSearchParams({ ...wanted }).toString()}
        >
          <p role="status" class="quiet" data-part="status" />
          <ol class="places" data-part="list">
            {places.map((place) => (
              <Place place={place} says={says} language={language} now={facts.now} />
            ))}
          </ol>
        </places-map>
        {places.length === 0 && (
          <p class="quiet">{Object.keys(wanted).length > 0 || cursor !== null ? says.none : says.empty}</p>
        )}
        {next !== null && (
          <p>
            <a class="button" href={`/places?${new URLSearchParams({ ...wanted, after: next })}`}>
              {says.more}
            </a>
          </p>
        )}
      </main>
    ),
  });
}

function Search({ says, wanted, choices }: { says: PlacesPhrases; wanted: VenueWanted; choices: VenueChoices }) {
  const { name, category, store } = wanted;
  return (
    <search>
      <form method="get" action="/places" class="places-search">
        <label>
          {says.name}
          <input name="name" type="search" value={name} maxlength={TEXT_MAX} autocomplete="off" />
        </label>
        {choices.categories.length > 0 && (
          <label>
            {says.category}
            <select name="category">
              <option value="">{says.all}</option>
              {choices.categories.map((each) => (
                <option selected={each === category}>{each}</option>
              ))}
            </select>
          </label>
        )}
        {choices.stores.length > 1 && (
          <label>
            {says.store}
            <select name="store">
              <option value="">{says.all}</option>
              {choices.stores.map((each) => (
                <option value={each.store} selected={each.store === store}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit" class="primary">
          {says.find}
        </button>
      </form>
    </search>
  );
}

function Place({
  place,
  says,
  language,
  now,
}: {
  place: VenueView;
  says: PlacesPhrases;
  language: Language;
  now: Instant;
}) {
  const open = opennessText(place, { language, now });
  return (
    <li data-venue={place.id}>
      <a href={`/c/${place.id}`} aria-label={`${place.name}: ${says.script.here}`}>
        {place.name}
      </a>
      <p class="quiet">
        {open !== null && <span class={place.isOpen ? "is-open" : undefined}>{open}</span>}
        {place.categories.map((category) => (
          <span>{category}</span>
        ))}
      </p>
    </li>
  );
}

function wantedOf(context: Ctx): VenueWanted {
  const asked = ["name", "category", "store"].map((field) => [field, textOf(context, field)] as const);
  return Object.fromEntries(asked.filter(([, value]) => value !== undefined));
}

/** A field of the query; what is empty, or longer than any that finds something, is not asked for. */
function textOf(context: Ctx, field: string): string | undefined {
  const text = context.req.query(field)?.trim() ?? "";
  return text === "" || text.length > TEXT_MAX || !text.isWellFormed() ? undefined : text;
}
