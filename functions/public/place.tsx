/**
 * /c/{venue} and /t?v=…: a place's page for a member's phone, opened by the counter's code or by a tap on its tag. What
 * the link carries as evidence stays with the page's script, which takes it out of the address at once.
 */
import { brandView } from "../edge/branded-page.ts";
import { isDemo, ledgerOf } from "../edge/environment.ts";
import { pageLanguage } from "../edge/page-language.ts";
import { type CheckInPhrases, checkInPhrases } from "../edge/phrases/check-in/index.ts";
import { phrasesFor } from "../edge/phrases/index.ts";
import { read } from "../edge/read.ts";
import { type App, type Ctx, hostOf } from "../edge/serve.ts";
import { sitePage } from "../edge/site-page.tsx";
import { venueView } from "../edge/venue-view.ts";
import { dayOf } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import { hoursOf } from "../values/venue-hours.ts";
import { hoursLines } from "./places/hours.ts";
import { opennessText } from "./places/openness.ts";

const PAGE = { kind: "place-page" };

export function mountPlace(app: App): void {
  app.get("/c/:venue", (context) => placePage(context, context.req.param("venue")));
  app.get("/t", (context) => placePage(context, context.req.query("v") ?? ""));
}

async function placePage(context: Ctx, venue: string): Promise<Response> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const { facts } = await read({ caller: { kind: "public" }, ledger }, { holders: [venue] });
  const holder = facts.holders.get(venue);
  const language = pageLanguage(context, { programme: facts.current.programme.language });
  const says = checkInPhrases(language);
  const shared = { ...PAGE, language, brand: brandView(facts.current, language) };
  if (holder?.kind !== "venue" || holder.state !== "open")
    return sitePage(context, { ...shared, title: says.unknown, children: <Unknown says={says} /> }, 404);
  const { name } = asKind(holder, "venue").facts;
  const seen = venueView(asKind(holder, "venue"), { now: facts.now, zone: facts.current.programme.zone });
  const week = hoursOf(asKind(holder, "venue").facts);
  const hours = week ? hoursLines(week, { language, today: dayOf(facts.now, seen.zone) }) : [];
  const open = opennessText(seen, { language, now: facts.now });
  const visitor = isDemo(context.env) ? phrasesFor(language).stranger.visitor : null;
  return sitePage(context, {
    ...shared,
    title: says.title(name),
    script: "place",
    children: <Place venue={venue} name={name} open={open} hours={hours} visitor={visitor} says={says} />,
  });
}

const Place = ({
  venue,
  name,
  open,
  hours,
  visitor,
  says,
}: {
  venue: string;
  name: string;
  open: string | null;
  /** When it is open, a line for days that are alike; none: nobody said. */
  hours: ReturnType<typeof hoursLines>;
  /** What joins a visitor of a demo; null: this is none. */
  visitor: string | null;
  says: CheckInPhrases;
}) => (
  <place-check-in data-venue={venue} data-name={name} data-says={JSON.stringify(says.script)}>
    <main>
      <header>
        <p class="quiet">{says.at}</p>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        {open !== null && (
          <div class="quiet">
            <p>{open}</p>
            <p>{says.hours}</p>
            <dl class="hours">
              {hours.map(({ days, times }) => (
                <div>
                  <dt>{days}</dt>
                  <dd>{times}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      </header>
      <div data-part="ask">
        <p data-part="brought">{says.ask}</p>
        <button type="button" class="primary large" data-part="press" disabled>
          {says.press}
        </button>
        <label class="also" data-part="also" hidden>
          <input type="checkbox" name="also" />
          <span>{says.also}</span>
        </label>
      </div>
      <p role="status" class="progress" data-part="progress" />
      <div data-part="outcome" />
      <section data-part="sign-in" aria-labelledby="sign-in-title" hidden>
        <h2 id="sign-in-title">{says.whose}</h2>
        <p>{says.nobody}</p>
        {visitor === null ? (
          <p>{says.fromShop}</p>
        ) : (
          <button type="button" class="primary" data-part="join">
            {visitor}
          </button>
        )}
      </section>
      <details data-part="typing">
        <summary>{says.typing}</summary>
        <form class="digits">
          <label for="digits">{says.digits}</label>
          <div class="digits-line">
            <input id="digits" name="digits" inputmode="numeric" autocomplete="off" maxlength={9} required />
            <button type="submit" disabled>
              {says.submit}
            </button>
          </div>
        </form>
      </details>
      <p>
        <a href="/me">{says.mine}</a> · <a href="/places">{says.places}</a>
      </p>
      <noscript>
        <p>{says.needsScript}</p>
      </noscript>
    </main>
  </place-check-in>
);

const Unknown = ({ says }: { says: CheckInPhrases }) => (
  <main class="alone">
    <h1>{says.unknown}</h1>
    <p>{says.unknownLead}</p>
    <p>
      <a class="button" href="/me">
        {says.mine}
      </a>
    </p>
  </main>
);
