/** /me/code: what she shows at a counter, large. Her device makes it, with or without a network. */
import { codePhrases } from "../../edge/phrases/member-code/index.ts";
import type { MemberPage } from "./frame.tsx";

export const code: MemberPage<null> = {
  path: "/me/code",
  name: "code",
  script: "code",
  ask: async () => null,
  show: ({ language }) => {
    const says = codePhrases(language);
    return (
      <member-code data-label={says.label}>
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
          <p class="typed-code">
            <span class="quiet">{says.typed}</span>
            <strong data-part="typed" dir="ltr" translate="no" />
          </p>
          <p class="quiet">{says.bright}</p>
          <p role="status" class="quiet" data-part="offline" data-says={says.offline} />
        </section>
        <noscript>
          <p>{says.needsScript}</p>
        </noscript>
      </member-code>
    );
  },
};
