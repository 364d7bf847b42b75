/**
 * /developers: the first purchase to be copied, the elements, the last requests of the store and a tester of webhooks. With
 * the demo store's live key in a demo; elsewhere with what stands for one, and without what needs it. Whole without a script.
 */
import type { FC } from "hono/jsx";
import { readForm } from "../../edge/body.ts";
import { isOurOwn } from "../../edge/credentials.ts";
import { isDemo } from "../../edge/environment.ts";
import { askOwn } from "../../edge/own-api.ts";
import { Problem } from "../../edge/problem.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import type { ProgrammeWords } from "../../edge/words.ts";
import { base32 } from "../../values/id.ts";
import { readStoreKey } from "../../values/key.ts";
import { Masthead } from "../masthead.tsx";
import { type Delivered, deliver, platformsOf } from "./deliver.ts";
import {
  type Called,
  ELEMENTS_CSS,
  elementsInHtml,
  purchaseInCurl,
  purchaseInTypeScript,
  tokenInTypeScript,
} from "./first-purchase.ts";
import { requestsOf, type ShownRequest } from "./requests.ts";
import { type Sample, samplesOf } from "./samples.ts";

/** A delivery that was tried, as it was typed. */
interface Tried {
  sample: Sample;
  delivered: Delivered | null;
}

export function mountDevelopers(app: App): void {
  app.get("/developers", (context: Ctx) => page(app, context, null));

  app.post("/developers", async (context: Ctx) => {
    if (!isDemo(context.env)) throw new Problem("not_found");
    if (!isOurOwn(context)) throw new Problem("unauthenticated");
    const form = await readForm(context);
    const [name = "", body = "", run = "", how = ""] = ["sample", "body", "run", "how"].map(
      (field) => form.get(field)?.[0] ?? "",
    );
    const found = (await samplesFor(app, context, run)).find((sample) => sample.name === name);
    if (!found) throw new Problem("invalid");
    // A form sends lines with CR LF; what is signed is what was shown.
    const sample = { ...found, body: body.replaceAll("\r\n", "\n") };
    const store = storeOf(context);
    const delivered = await deliver(app, context, { ...sample, store, isForged: how === "forged" });
    return page(app, context, { sample, delivered }, run);
  });
}

async function page(app: App, context: Ctx, tried: Tried | null, run = runIn(context)): Promise<Response> {
  const samples = await samplesFor(app, context, run);
  const isLive = isDemo(context.env);
  const store = storeOf(context);
  const called: Called = {
    host: isLive ? new URL(context.req.url).origin : "https://your.tessera.example",
    key: isLive ? (context.env.DEMO_STORE_KEY ?? "") : "tsk_live_…",
    order: `DEV-${base32(crypto.getRandomValues(new Uint8Array(5))).toUpperCase()}`,
    occurredAt: new Date().toISOString(),
    currency: (await askOwn<ProgrammeWords>(app, context, "/v1/programme")).body.currency ?? "EUR",
  };
  const asked = samples.find(({ name }) => name === context.req.query("sample")) ?? samples[0];
  const sample = tried?.sample ?? asked;
  return sitePage(context, {
    title: "Developers · Tessera",
    script: "developers",
    kind: "reference-page",
    children: (
      <live-page>
        <Masthead here="/developers" />
        <main class="developers">
          <h1>Your first purchase</h1>
          <p>
            A store reports what was bought; the answer says what it earned, and why. The same request again is answered
            again, and earns once.{" "}
            {isLive
              ? "The key below is the demo store's: it works here and now, and nowhere else."
              : "Put in a key that staff made for your store."}
          </p>
          <h2>Send it</h2>
          <Code title="With curl">{purchaseInCurl(called)}</Code>
          <Code title="In TypeScript: node first-purchase.ts">{purchaseInTypeScript(called)}</Code>

          <h2>On your own pages</h2>
          <p>
            One script of 5 kB; the elements speak the page’s language and take its type and colours.{" "}
            <a href="/docs">The reference</a> has every route{isLive ? ", and " : ""}
            {isLive ? <a href="/shop">the demo shop</a> : null}
            {isLive ? " uses all of it" : ""}.
          </p>
          <Code title="In your pages">
            {elementsInHtml({ host: called.host, store: isLive ? store : "sto_yours" })}
          </Code>
          <p>
            <code>&lt;tessera-card&gt;</code> is a link: her code is shown on her own page alone, since every script in
            yours could read it and be her at another till for half a minute.
          </p>
          <Code title="In your style sheet, so that nothing moves">{ELEMENTS_CSS}</Code>
          <Code title="On your server: who is she?">{tokenInTypeScript(called)}</Code>

          {isLive ? (
            <>
              <Requests requests={await requestsOf(context, store)} />
              <h2 id="tester">A platform’s webhook</h2>
              <Tester
                samples={samples.filter(({ platform }) => platformsOf(context, store)[platform])}
                sample={sample}
                run={run}
                tried={tried}
              />
            </>
          ) : null}
        </main>
      </live-page>
    ),
  });
}

const Code: FC<{ title: string; children: string }> = ({ title, children }) => (
  <copy-code>
    <h3>{title}</h3>
    <pre tabindex={0}>
      <code>{children}</code>
    </pre>
  </copy-code>
);

/** What the ledger has of the store's writes. */
const Requests: FC<{ requests: ShownRequest[] }> = ({ requests }) => (
  <section id="requests" data-live aria-labelledby="requests-title">
    <h2 id="requests-title">The last requests with this key</h2>
    <p class="quiet">
      Each is an operation in the ledger. Reads leave nothing behind, so they are not here; a request that was sent
      again is here once. <a href="/developers#requests">Look again</a>
    </p>
    {requests.length === 0 ? (
      <p>Nothing yet. Send the first one.</p>
    ) : (
      <section class="fields" tabindex={0} aria-label="Requests">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">Answer</th>
              <th scope="col">Idempotency-Key</th>
            </tr>
          </thead>
          <tbody>
            {requests.map(({ at, route, status, key, operation }) => (
              <tr data-operation={operation}>
                <td>
                  <time datetime={at}>{at.slice(0, 19).replace("T", " ")}</time>
                </td>
                <td>
                  <code>{route}</code>
                </td>
                <td>{status ?? "erased"}</td>
                <td>
                  <code>{key}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    )}
  </section>
);

/** Samples of platforms' deliveries: signed as the platform signs, sent to the hook, and what it answered. */
const Tester: FC<{ samples: Sample[]; sample: Sample | undefined; run: string; tried: Tried | null }> = ({
  samples,
  sample,
  run,
  tried,
}) => {
  if (samples.length === 0 || !sample) return <p>No platform is set up for this store: see HOOKS in wrangler.toml.</p>;
  return (
    <>
      <p>
        A delivery is signed on its exact bytes with the platform’s secret, and recorded once. Change it as you like:
        the signature is made of what you send.
      </p>
      <ul class="list">
        {samples.map(({ name, title }) => (
          <li>
            <a
              href={`/developers?sample=${name}&run=${run}#tester`}
              aria-current={name === sample.name ? "true" : undefined}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
      <form method="post" action="/developers#answer" class="tester">
        <input type="hidden" name="sample" value={sample.name} />
        <input type="hidden" name="run" value={run} />
        <label for="body">
          {sample.title}: <code>{sample.topic}</code>
        </label>
        <textarea id="body" name="body" rows={14} spellcheck={false}>
          {sample.body}
        </textarea>
        <button type="submit" name="how" value="signed" class="primary">
          Sign and send
        </button>{" "}
        <button type="submit" name="how" value="forged">
          Send with a wrong signature
        </button>
      </form>
      {tried?.delivered ? (
        <section id="answer" aria-labelledby="answer-title">
          <h3 id="answer-title">Answered {tried.delivered.status}</h3>
          <pre tabindex={0}>
            <code>{requestText(tried.delivered)}</code>
          </pre>
          <pre tabindex={0}>
            <code>{tried.delivered.answer}</code>
          </pre>
        </section>
      ) : null}
    </>
  );
};

function requestText({ path, headers }: Delivered): string {
  return [`POST ${path}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join("\n");
}

async function samplesFor(app: App, context: Ctx, run: string): Promise<Sample[]> {
  const { currency = "EUR" } = (await askOwn<ProgrammeWords>(app, context, "/v1/programme")).body;
  return samplesOf({ currency, run, now: Date.now() });
}

/** A number of twelve digits by which the samples of a visit belong together. */
function runIn(context: Ctx): string {
  const given = context.req.query("run") ?? "";
  return /^\d{12}$/.test(given) ? given : String(100_000_000_000 + Math.floor(Date.now() / 10));
}

function storeOf({ env }: Ctx): string {
  return readStoreKey(env.DEMO_STORE_KEY ?? "")?.store ?? "";
}
