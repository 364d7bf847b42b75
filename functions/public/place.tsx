/**
 * /c/{venue} and /t?v=…: a place's page for a member's phone, opened by the counter's code or by a tap on its tag. What
 * the link carries as evidence stays with the page's script, which takes it out of the address at once.
 */
import { brandView } from "../edge/branded-page.ts";
import { isDemo, ledgerOf } from "../edge/environment.ts";
import { read } from "../edge/read.ts";
import { type App, type Ctx, hostOf } from "../edge/serve.ts";
import { sitePage } from "../edge/site-page.tsx";
import { venueView } from "../edge/venue-view.ts";
import { asKind } from "../values/holder.ts";

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
  const brand = brandView(facts.current, "en");
  if (holder?.kind !== "venue" || holder.state !== "open")
    return sitePage(context, { ...PAGE, brand, title: "No such place", children: <Unknown /> }, 404);
  const { name, hours } = asKind(holder, "venue").facts;
  const seen = venueView(asKind(holder, "venue"), { now: facts.now, zone: facts.current.programme.zone });
  const open = opennessText(seen, { language: "en", now: facts.now });
  return sitePage(context, {
    ...PAGE,
    brand,
    title: `Check in at ${name}`,
    script: "place",
    children: <Place venue={venue} name={name} open={open} hours={hours} canJoin={isDemo(context.env)} />,
  });
}

const Place = ({
  venue,
  name,
  open,
  hours,
  canJoin,
}: {
  venue: string;
  name: string;
  open: string | null;
  hours: string | undefined;
  canJoin: boolean;
}) => (
  <place-check-in data-venue={venue} data-name={name}>
    <main>
      <header>
        <p class="quiet">You are at</p>
        <h1>{name}</h1>
        {open !== null && (
          <p class="quiet">
            {open}. Hours: {hours}
          </p>
        )}
      </header>
      <div data-part="ask">
        <p data-part="brought">
          Press the button, and your phone is asked where it is. That is used once, to see that you are here, and not
          kept.
        </p>
        <button type="button" class="primary large" data-part="press" disabled>
          Check in here
        </button>
        <label class="also" data-part="also" hidden>
          <input type="checkbox" name="also" />
          <span>Send my position too. Some rewards ask for both; it is used for this check-in only, and not kept.</span>
        </label>
      </div>
      <p role="status" class="progress" data-part="progress" />
      <div data-part="outcome" />
      <section data-part="sign-in" aria-labelledby="sign-in-title" hidden>
        <h2 id="sign-in-title">Whose check-in is it?</h2>
        <p>Nobody is signed in on this phone. What you scanned or tapped is kept in this tab meanwhile.</p>
        {canJoin ? (
          <button type="button" class="primary" data-part="join">
            Join as a visitor
          </button>
        ) : (
          <p>
            Open your page from the shop where you are a member, in this browser, and come back here. If that takes
            longer than half a minute, scan the counter’s code once more.
          </p>
        )}
      </section>
      <details data-part="typing">
        <summary>Type the six digits instead</summary>
        <form class="digits">
          <label for="digits">The digits under the counter’s code</label>
          <div class="digits-line">
            <input id="digits" name="digits" inputmode="numeric" autocomplete="off" maxlength={9} required />
            <button type="submit">Check in</button>
          </div>
        </form>
      </details>
      <p>
        <a href="/me">My page</a> · <a href="/places">All places</a>
      </p>
      <noscript>
        <p>Checking in needs JavaScript. At the counter they can help without it.</p>
      </noscript>
    </main>
  </place-check-in>
);

const Unknown = () => (
  <main class="alone">
    <h1>No such place</h1>
    <p>It takes no part in this programme any more, or the link was not copied whole.</p>
    <p>
      <a class="button" href="/me">
        My page
      </a>
    </p>
  </main>
);
