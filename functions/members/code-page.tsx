/** /me/code: what a member shows at a counter, large. Her device makes it, with or without a network. */
import { pageLanguage } from "../edge/page-language.ts";
import { codePhrases } from "../edge/phrases/member-code.ts";
import type { App } from "../edge/serve.ts";
import { sitePage } from "../edge/site-page.tsx";

export function mountCodePage(app: App): void {
  app.get("/me/code", (context) => {
    const language = pageLanguage(context);
    const says = codePhrases(language);
    return sitePage(context, {
      title: says.title,
      language,
      kind: "code-page",
      script: "code",
      children: (
        <member-code data-label={says.label}>
          <main class="door">
            <h1>{says.title}</h1>
            <section data-part="nobody" hidden>
              <p>{says.nobody}</p>
              <p class="other-ways">
                <a class="button" href="/sign-in?next=/me/code">
                  {says.signIn}
                </a>
              </p>
            </section>
            <section data-part="shown" hidden>
              <div class="member-qr" data-part="qr" />
              <p class="quiet" data-part="left" aria-hidden="true" />
              <p>{says.how}</p>
              <p class="quiet">{says.bright}</p>
              <p role="status" class="quiet" data-part="offline" data-says={says.offline} />
            </section>
            <noscript>
              <p>{says.needsScript}</p>
            </noscript>
            <p>
              <a href="/me">{says.home}</a>
            </p>
          </main>
        </member-code>
      ),
    });
  });
}
