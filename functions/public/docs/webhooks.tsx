/** /docs/webhooks: what an address is told, how it knows that it was us, and what it should do. */
import type { App, Ctx } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import { WEBHOOK_TYPES } from "../../values/webhook-types.ts";
import { Masthead } from "../masthead.tsx";
import { RECEIVER } from "./receiver.ts";

const EXAMPLE = {
  type: "purchase.recorded",
  timestamp: "2026-11-21T20:00:00.412Z",
  data: {
    operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
    member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
    store: "sto_corner",
    occurredAt: "2026-11-21T19:59:58.000Z",
    balances: [{ unit: "points", reason: "earn", amount: 36 }],
    order: "1001",
  },
};

export function mountWebhookDocs(app: App): void {
  app.get("/docs/webhooks", (context: Ctx) =>
    sitePage(context, {
      title: "Webhooks · Tessera",
      language: "en",
      kind: "reference-page",
      children: (
        <>
          <Masthead here="/docs/webhooks" />
          <main>
            <h1>Webhooks</h1>
            <p>
              Your server can be told of each purchase, refund, redemption or prize instead of asking. Staff add its
              address in the console under <a href="/staff/webhooks">Webhooks</a>, for one store or the whole programme,
              and copy the secret that is shown once. Messages are signed as{" "}
              <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says, for which there are libraries in a
              dozen languages.
            </p>
            <h2>A receiver</h2>
            <pre tabindex={0}>
              <code>{RECEIVER}</code>
            </pre>
            <h2>What it can rely on</h2>

            <p>
              Every message comes at least once, and sometimes twice: what it leads to should happen once for each{" "}
              <code>webhook-id</code>, which stays the same however often it is sent.
            </p>
            <p>Order is not promised. Where it matters, ask the API for what is so now; the message has the ids.</p>
            <p>
              Answer 2xx within 15 seconds, and do the work afterwards. Anything else is tried again after 5 s, 5 min,
              30 min, 2, 5, 10, 14, 20 and 24 hours, then given up; the console has a log of the newest thousand and
              sends any of them again. 410 means: nothing more, please.
            </p>
            <p>Five days without an answer switch the address off. Resumed, it goes on where it was.</p>
            <p>A new secret and the one before both sign for a day; the library accepts whichever you have.</p>
            <p>There is no personal data in a message: ids and amounts, below 20 kB.</p>

            <h2>A message</h2>
            <pre tabindex={0}>
              <code>{JSON.stringify(EXAMPLE, null, 2)}</code>
            </pre>
            <p>
              <code>balances</code> is how the member’s own units moved, by unit and reason. Where an operation has
              them, <code>order</code> or <code>event</code> is your own id of it, and <code>redemptions</code>,{" "}
              <code>vouchers</code> (each with its <code>reward</code>), <code>checkIns</code>, <code>contests</code>{" "}
              and <code>giftCards</code> are lists of ids. What a member gave another names her as{" "}
              <code>recipient</code>.
            </p>
            <h2>Types</h2>
            <section class="fields" tabindex={0} aria-label="Types of messages">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Type</th>
                    <th scope="col">It says that</th>
                  </tr>
                </thead>
                <tbody>
                  {WEBHOOK_TYPES.map(({ type, says }) => (
                    <tr>
                      <th scope="row">
                        <code>{type}</code>
                      </th>
                      <td>{says}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </main>
        </>
      ),
    }),
  );
}
