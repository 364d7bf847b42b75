/** Coming in, and having left. */
import { page } from "../../edge/page.tsx";
import type { Ctx } from "../../edge/serve.ts";

/** A button, so that looking at the link does not use it up. */
export function enterPage(context: Ctx, token: string) {
  return page(
    context,
    { title: "Sign in" },
    <section>
      <p>This link signs you in once, on this device, until the end of your working day.</p>
      <form method="post" action="/staff/enter">
        <input type="hidden" name="token" value={token} />
        <button type="submit">Sign in to the console</button>
      </form>
    </section>,
  );
}

/** The same words for a link that was used, has run out, or never was. */
export function spentPage(context: Ctx) {
  return page(
    context,
    { title: "This link does not sign in", status: 401 },
    <section role="alert">
      <p>It was used already, is more than a day old, or was not copied whole.</p>
      <p>
        Ask whoever runs the programme for another one: <code>npm run staff -- link YOUR-EMAIL</code>
      </p>
    </section>,
  );
}

/** Nobody is signed in. */
export function leftPage(context: Ctx, status: 200 | 401 = 200) {
  return page(
    context,
    { title: status === 200 ? "You are signed out" : "You are not signed in", status },
    <section>
      <p>Open a sign-in link to come in. A link works once; another one is made by</p>
      <p>
        <code>npm run staff -- link YOUR-EMAIL</code>
      </p>
    </section>,
  );
}
