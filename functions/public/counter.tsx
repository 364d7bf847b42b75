/** /counter: the page of a tablet at a counter. What it shows is made on the tablet, from what stands after the address's #. */

import { brandedPage } from "../edge/branded-page.ts";
import type { App } from "../edge/serve.ts";

export function mountCounter(app: App): void {
  app.get("/counter", (context) =>
    brandedPage(context, {
      title: "The counter's code",
      language: "en",
      script: "counter",
      kind: "counter-page",
      children: (
        <counter-code>
          <main>
            <section class="no-code" data-part="nothing">
              <h1>No code to show yet</h1>
              <p data-part="why">This tablet has not been told which place it stands at.</p>
              <p>
                Sign in to the console on it, open <strong>Venues</strong>, and press “Open the counter’s page” at your
                place. Then keep that page open, or bookmark it.
              </p>
              <p>
                <a class="button" href="/staff/venues">
                  To the console
                </a>
              </p>
              <noscript>
                <p>The code is made on this tablet, by JavaScript: allow it for this page.</p>
              </noscript>
            </section>
            <section class="code-shown" data-part="code" hidden aria-labelledby="place">
              <h1 id="place">This place</h1>
              <p class="counter-lede">Scan this with your phone’s camera to check in.</p>
              <div class="counter-qr" data-part="qr" />
              <div class="counter-said">
                <svg class="counter-ring" viewBox="0 0 40 40" aria-hidden="true">
                  <circle class="ring-ground" cx="20" cy="20" r="17" pathLength="30" />
                  <circle class="ring-left" cx="20" cy="20" r="17" pathLength="30" />
                  <text x="20" y="20" data-part="left" />
                </svg>
                <div>
                  <p class="counter-how">Or type</p>
                  <p class="counter-digits" data-part="digits" />
                </div>
              </div>
              <p class="counter-warning" role="status" data-part="warning" />
              <p class="counter-actions">
                <button type="button" data-part="full" hidden>
                  Full screen
                </button>
              </p>
            </section>
          </main>
        </counter-code>
      ),
    }),
  );
}
