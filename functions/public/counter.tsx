/** /counter: the page of a tablet at a counter. What it shows is made on the tablet, from what stands after the address's #. */

import { brandedPage } from "../edge/branded-page.ts";
import { pageLanguage } from "../edge/page-language.ts";
import type { CounterPhrases } from "../edge/phrases/counter/index.ts";
import type { App } from "../edge/serve.ts";
import { builtWords } from "./built.ts";

export function mountCounter(app: App): void {
  app.get("/counter", async (context) => {
    const language = pageLanguage(context);
    const says = await builtWords<CounterPhrases>(context, "counter", language);
    return brandedPage(context, {
      title: says.title,
      language,
      script: "counter",
      kind: "counter-page",
      children: (
        <counter-code data-says={JSON.stringify(says.script)}>
          <main>
            <section class="no-code" data-part="nothing">
              <h1>{says.none}</h1>
              <p data-part="why">{says.script.untold}</p>
              <p>{says.how}</p>
              <p>
                <a class="button" href="/staff/venues">
                  {says.console}
                </a>
              </p>
              <noscript>
                <p>{says.needsScript}</p>
              </noscript>
            </section>
            <section class="code-shown" data-part="code" hidden aria-labelledby="place">
              <h1 id="place">{says.script.thisPlace}</h1>
              <p class="counter-lede">{says.scan}</p>
              <div class="counter-qr" data-part="qr" />
              <div class="counter-said">
                <svg class="counter-ring" viewBox="0 0 40 40" aria-hidden="true">
                  <circle class="ring-ground" cx="20" cy="20" r="17" pathLength="30" />
                  <circle class="ring-left" cx="20" cy="20" r="17" pathLength="30" />
                  <text x="20" y="20" data-part="left" />
                </svg>
                <div>
                  <p class="counter-how">{says.type}</p>
                  <p class="counter-digits" data-part="digits" />
                </div>
              </div>
              <p class="counter-warning" role="status" data-part="warning" />
              <p class="counter-actions">
                <button type="button" data-part="full" hidden>
                  {says.script.full}
                </button>
              </p>
            </section>
          </main>
        </counter-code>
      ),
    });
  });
}
