/** / : the tour. A shop, a phone, and up to six buttons between them; under each, the request and the postings it wrote. */
import type { FC } from "hono/jsx";
import { isDemo } from "../../edge/environment.ts";
import { askOwn } from "../../edge/own-api.ts";
import type { App } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import { type ProgrammeWords, speechFor } from "../../edge/words.ts";
import { presetsText } from "../built.ts";
import { tourBasket } from "../demo/shop/products.ts";
import { basketMinor, stepsOf, type TourStep } from "./steps.ts";

export function mountTourPage(app: App): void {
  app.get("/", async (context) => {
    if (!isDemo(context.env)) return context.redirect("/me", 302);
    const [{ body: programme }, presets] = await Promise.all([
      askOwn<ProgrammeWords>(app, context, "/v1/programme"),
      presetsText(context),
    ]);
    const speech = speechFor(programme);
    const { name } = programme;
    return sitePage(context, {
      title: `Tessera: a tour of ${name}`,
      language: "en",
      script: "tour",
      kind: "tour-page",
      children: (
        <>
          <header class="masthead">
            <p class="mark">
              <Mark /> Tessera
            </p>
            <p class="programme">{name}</p>
            <Programmes running={programme.programme} presets={JSON.parse(presets)} />
          </header>
          <main>
            <div class="opening">
              <h1>Every point, explained.</h1>
              <p class="lede">
                {programme.about} Here are a shop and a member’s phone: both are pages of the engine that runs here. The
                buttons send real requests.
              </p>
            </div>
            <tessera-tour
              data-basket={JSON.stringify(tourBasket)}
              data-total-minor={String(basketMinor(programme.currency))}
              data-currency={programme.currency}
              data-language={programme.language}
            >
              <section class="window" aria-label="The shop">
                <p class="window-name">The shop</p>
                <iframe src="/shop" title="The demo shop" />
              </section>
              <section class="window phone" aria-label="The member’s phone">
                <p class="window-name">Her phone</p>
                <iframe src="/me" title="The member’s page" />
              </section>
              <section class="steps" aria-label="The tour">
                <ol>
                  {stepsOf(programme, speech).map((step) => (
                    <Step step={step} />
                  ))}
                </ol>
                <noscript>The buttons need JavaScript. The two pages beside them do not.</noscript>
                <Placeholders />
              </section>
            </tessera-tour>
          </main>
        </>
      ),
    });
  });
}

/** Four tiles, as in the icon. */
const Mark: FC = () => (
  <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
    <path class="tile-b" d="M1 1h6v6H1zM1 9h6v6H1zM9 9h6v6H9z" />
    <path class="tile-a" d="M9 1h6v6H9z" />
  </svg>
);

const Step: FC<{ step: TourStep }> = ({ step: { name, title, button, about } }) => (
  <li class="step">
    <tour-step data-step={name}>
      <h2>{title}</h2>
      <p class="quiet">{about}</p>
      <div class="step-choice" />
      <button type="button" class="primary" disabled>
        {button}
      </button>
      <p role="status" class="said" />
      <div class="step-shown" />
    </tour-step>
  </li>
);

/** What stands for a secret in the requests that are shown. */
const Placeholders: FC = () => (
  <details class="placeholders">
    <summary>To send these requests yourself</summary>
    <p>
      <code>$STORE_KEY</code> is the shop’s key: <code>npm start</code> wrote it to <code>.tessera/demo.json</code>.
    </p>
    <p>
      <code>$MEMBER_TOKEN</code> is this visitor’s session. <copy-token />
    </p>
    <p>Sent again with the same key, a request gets its first answer again, byte for byte.</p>
  </details>
);

const Programmes: FC<{ running: string; presets: Record<string, string> }> = ({ running, presets }) => (
  <details class="menu">
    <summary>Other programmes</summary>
    <div class="menu-body">
      <p>
        A programme is one document. This is <code>{running}</code>; another one starts with a database of its own:
      </p>
      <pre tabindex={0}>
        <code>npm start -- --preset NAME</code>
      </pre>
      <dl>
        {Object.entries(presets)
          .filter(([name]) => name !== running)
          .map(([name, about]) => (
            <>
              <dt>{name}</dt>
              <dd>{about}</dd>
            </>
          ))}
      </dl>
    </div>
  </details>
);
