/** /staff/till: a counter's page for any phone: scan, see who it is, sell, hand over a reward, take it back. */
import { both } from "../../database/reading.ts";
import { readStores } from "../../database/stores.ts";
import { readVenuesOfStores } from "../../database/venues-of.ts";
import { pageLanguage } from "../../edge/page-language.ts";
import { type TillPhrases, tillPhrases } from "../../edge/phrases/till/index.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import { formOf, formsOf, type Unit } from "../../programme/unit.ts";
import { MAY } from "../roles.ts";
import { at } from "./desk.tsx";

/** Stores to choose from. */
const STORES_MAX = 100;
/** Venues to choose from, of all those stores. */
const VENUES_MAX = 500;

export function mountTillPage(app: App): void {
  app.get(
    "/staff/till",
    at(MAY.sell, async (desk) => {
      const { facts, found } = await read(desk, {
        reading: both(readStores({ limit: STORES_MAX, cursor: null }), readVenuesOfStores(VENUES_MAX)),
      });
      const [stores, venues] = found;
      const { units, language: own } = facts.current.programme;
      const language = pageLanguage(desk.context, { programme: own });
      const says = tillPhrases(language);
      return sitePage(desk.context, {
        title: says.title,
        language,
        kind: "till-page",
        script: "till",
        children: <Till stores={stores.found} venues={venues} units={namesOf(units, language, own)} says={says} />,
      });
    }),
  );
}

/**
 * What the programme calls its units, by plural category, and the language that counts them, so that the page can say how
 * many somebody has; money has no names.
 */
const namesOf = (units: Record<string, Unit>, language: string, own: string) =>
  Object.fromEntries(
    Object.entries(units)
      .filter(([, { money }]) => !money)
      .map(([id, unit]) => {
        const { language: counts } = formOf(unit, "other", language, own);
        return [id, { counts, ...formsOf(unit, counts) }];
      }),
  );

const Till = ({
  stores,
  venues,
  units,
  says,
}: {
  stores: { store: string; name: string }[];
  venues: { venue: string; name: string; store: string }[];
  units: Record<string, Record<string, string>>;
  says: TillPhrases;
}) => (
  <counter-till data-units={JSON.stringify(units)} data-says={JSON.stringify(says.script)}>
    <main class="door">
      <p>
        <a href="/staff">{says.console}</a>
      </p>
      <h1>{says.title}</h1>
      <label>
        {says.store}
        <select data-part="store">
          {stores.map(({ store, name }) => (
            <option value={store}>{name}</option>
          ))}
        </select>
      </label>
      <section data-part="scan" aria-label={says.who}>
        <button type="button" class="primary large" data-part="open" disabled>
          {says.scan}
        </button>
        <video data-part="video" playsinline muted hidden aria-label={says.camera} />
        <form data-part="typed" class="fields">
          <label>
            {says.typed}
            <input
              name="code"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              required
              maxlength={20}
              placeholder="ABC DEF GHJ"
            />
          </label>
          <button type="submit" disabled>
            {says.take}
          </button>
        </form>
        <form data-part="named" class="fields">
          <label>
            {says.email}
            <input type="email" name="email" autocomplete="off" required />
          </label>
          <button type="submit" disabled>
            {says.lookUp}
          </button>
        </form>
        <noscript>
          <p>{says.needsScript}</p>
        </noscript>
      </section>
      <p role="status" class="till-said" data-part="said" />
      <button type="button" data-part="undo" hidden>
        {says.undo}
      </button>
      <section data-part="member" hidden aria-labelledby="who">
        <h2 id="who" data-part="who" tabindex={-1}>
          {says.script.member}
        </h2>
        <ul class="till-has" data-part="has" />
        <form data-part="sale" class="fields">
          <label>
            {says.amount}
            <input name="amount" inputmode="decimal" autocomplete="off" required pattern="[0-9]+([.,][0-9]{1,3})?" />
          </label>
          <label>
            {says.pieces}
            <input name="pieces" type="number" min={1} max={1000} value={1} required />
          </label>
          <label>
            {says.category}
            <input name="category" autocomplete="off" maxlength={100} />
          </label>
          <button type="submit" class="primary">
            {says.sell}
          </button>
        </form>
        <form data-part="presence" class="fields" hidden>
          <label>
            {says.presence}
            <select name="venue" required>
              {venues.map(({ venue, name, store }) => (
                <option value={venue} data-store={store}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">{says.checkIn}</button>
        </form>
        <div data-part="rewards" class="other-ways" />
        <button type="button" data-part="next">
          {says.next}
        </button>
      </section>
    </main>
  </counter-till>
);
