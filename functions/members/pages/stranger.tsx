/** What somebody sees who is not signed in, or whom we cannot answer now. */
import { isDemo } from "../../edge/environment.ts";
import { nextIn } from "../../edge/member-entry.ts";
import type { Phrases } from "../../edge/phrases/index.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import type { Speech } from "../../edge/words.ts";
import type { Programme } from "./account.ts";
import { Head } from "./frame.tsx";
import { Languages } from "./languages.tsx";

/** Of each kind, what a stranger is told: enough to want more. */
const TOLD = 4;

export const Stranger = ({
  app,
  context,
  programme,
  speech,
  says,
}: {
  app: App;
  context: Ctx;
  programme: Programme;
  speech: Speech;
  says: Phrases;
}) => {
  const { name, about, brand, earning, rewards } = programme;
  const priced = rewards.filter(({ cost }) => cost !== null);
  return (
    <>
      <Head programme={programme} />
      <main class="stranger">
        <h1>{brand?.name ?? name}</h1>
        <p class="lead">{about}</p>
        <Ways app={app} context={context} says={says} />
        {earning.length > 0 ? (
          <section aria-labelledby="earn">
            <h2 id="earn">{says.stranger.earn}</h2>
            <ul class="sentences">
              {earning.slice(0, TOLD).map(({ says: sentence }) => (
                <li>{sentence}</li>
              ))}
            </ul>
          </section>
        ) : null}
        {priced.length > 0 ? (
          <section aria-labelledby="buys">
            <h2 id="buys">{says.stranger.rewards}</h2>
            <ul class="offers">
              {priced.slice(0, TOLD).map(({ name: reward, cost }) => (
                <li>
                  <strong>{reward}</strong>
                  <span class="quiet">{cost ? speech.units(cost.amount, cost.unit) : null}</span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <Languages context={context} says={says} />
      </main>
    </>
  );
};

/** How to come in, as far as this programme has it. */
const Ways = ({ app, context, says }: { app: App; context: Ctx; says: Phrases }) => {
  const { join, signIn, visitor, fromShop, lead } = says.stranger;
  const doors = [
    { path: "/join", name: join, kind: "button primary" },
    { path: "/sign-in", name: signIn, kind: "button" },
  ].filter(({ path }) => app.routes.some((route) => route.path === path));
  // What she came for (an invitation that she was handed) is what she sees when she is in.
  const { pathname, search } = new URL(context.req.url);
  const wanted = nextIn(pathname + search);
  const next = wanted === "/me" ? "" : `?next=${encodeURIComponent(wanted)}`;
  return (
    <div class="ways-in">
      <p class="quiet">{lead}</p>
      {doors.map(({ path, name, kind }) => (
        <a class={kind} href={path + next}>
          {name}
        </a>
      ))}
      {isDemo(context.env) ? (
        <form method="post" action="/demo/session">
          <button type="submit" class={doors.length === 0 ? "primary" : ""}>
            {visitor}
          </button>
        </form>
      ) : null}
      {doors.length === 0 && !isDemo(context.env) ? <p>{fromShop}</p> : null}
    </div>
  );
};

export const NotNow = ({ says }: { says: Phrases }) => (
  <main class="alone">
    <h1>{says.notNow.title}</h1>
    <p>{says.notNow.lead}</p>
    <p>
      <a class="button" href="?">
        {says.common.again}
      </a>
    </p>
  </main>
);
