/** GET /demo/mailbox: what a demo would have sent by mail, newest first. Kept in memory for as long as it runs, and nowhere else. */
import { mailboxOf } from "../../edge/mailer.ts";
import { type App, hostOf } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";

export function mountMailbox(app: App): void {
  app.get("/demo/mailbox", (context) => {
    const mails = mailboxOf(hostOf(context));
    return sitePage(context, {
      title: "The demo's mailbox",
      kind: "entrance-page",
      children: (
        <main class="door mailbox">
          <h1>The demo’s mailbox</h1>
          <p class="quiet">
            Mail from here goes nowhere but into this list, which is empty again when the demo is started again.
          </p>
          {mails.length === 0 ? (
            <p>
              No mail yet. <a href="/sign-in">Sign in</a> or <a href="/join">join</a>, with any address.
            </p>
          ) : null}
          <ul class="sign-ins">
            {mails.map(({ to, subject, text }) => (
              <li>
                <h2>{subject}</h2>
                <p class="quiet">to {to}</p>
                <pre>{text}</pre>
                <p>
                  <a class="button" href={/https?:\S+/.exec(text)?.[0] ?? "/sign-in"}>
                    Open its link
                  </a>
                </p>
              </li>
            ))}
          </ul>
        </main>
      ),
    });
  });
}
