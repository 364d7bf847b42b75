/** /staff/till: a counter's page for any phone: scan, see who it is, sell, hand over a reward, take it back. */
import { both } from "../../database/reading.ts";
import { readStores } from "../../database/stores.ts";
import { readVenuesOfStores } from "../../database/venues-of.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import type { Unit } from "../../programme/unit.ts";
import { say } from "../../programme/words.ts";
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
      const { units, language } = facts.current.programme;
      return sitePage(desk.context, {
        title: "Till",
        kind: "till-page",
        script: "till",
        children: <Till stores={stores.found} venues={venues} units={namesOf(units, language)} language={language} />,
      });
    }),
  );
}

/** What the programme calls its units, by plural category, so that the page can say how many somebody has; money has no names. */
const namesOf = (units: Record<string, Unit>, language: string) =>
  Object.fromEntries(
    Object.entries(units)
      .filter(([, { money }]) => !money)
      .map(([unit, { name }]) => [
        unit,
        Object.fromEntries(Object.entries(name).map(([form, text]) => [form, say(text ?? name.other, language)])),
      ]),
  );

const Till = ({
  stores,
  venues,
  units,
  language,
}: {
  stores: { store: string; name: string }[];
  venues: { venue: string; name: string; store: string }[];
  units: Record<string, Record<string, string>>;
  language: string;
}) => (
  <counter-till data-units={JSON.stringify(units)} data-language={language}>
    <main class="door">
      <p>
        <a href="/staff">Console</a>
      </p>
      <h1>Till</h1>
      <label>
        Store
        <select data-part="store">
          {stores.map(({ store, name }) => (
            <option value={store}>{name}</option>
          ))}
        </select>
      </label>
      <section data-part="scan" aria-label="Who is it?">
        <button type="button" class="primary large" data-part="open" disabled>
          Scan a member’s code
        </button>
        <video data-part="video" playsinline muted hidden aria-label="What the camera sees" />
        <form data-part="typed" class="fields">
          <label>
            Or the nine letters under it
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
          <button type="submit">Take the code</button>
        </form>
        <form data-part="named" class="fields">
          <label>
            Or her e-mail address
            <input type="email" name="email" autocomplete="off" required />
          </label>
          <button type="submit">Look her up</button>
        </form>
        <noscript>
          <p>The till needs JavaScript. Without it, use the console’s pages.</p>
        </noscript>
      </section>
      <p role="status" class="till-said" data-part="said" />
      <button type="button" data-part="undo" hidden>
        Undo
      </button>
      <section data-part="member" hidden aria-labelledby="who">
        <h2 id="who" data-part="who" tabindex={-1}>
          A member
        </h2>
        <ul class="till-has" data-part="has" />
        <form data-part="sale" class="fields">
          <label>
            Amount paid
            <input name="amount" inputmode="decimal" autocomplete="off" required pattern="[0-9]+([.,][0-9]{1,3})?" />
          </label>
          <label>
            Pieces that get a stamp
            <input name="pieces" type="number" min={1} max={1000} value={1} required />
          </label>
          <label>
            What it is, where rules ask for it
            <input name="category" autocomplete="off" maxlength={100} />
          </label>
          <button type="submit" class="primary">
            Sell
          </button>
        </form>
        <form data-part="presence" class="fields" hidden>
          <label>
            She is here, at
            <select name="venue" required>
              {venues.map(({ venue, name, store }) => (
                <option value={venue} data-store={store}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Check her in</button>
        </form>
        <div data-part="rewards" class="other-ways" />
        <button type="button" data-part="next">
          Next customer
        </button>
      </section>
    </main>
  </counter-till>
);
