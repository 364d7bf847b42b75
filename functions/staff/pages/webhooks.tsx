/** /staff/webhooks: endpoints, and of each what was sent. A new secret is on the page once, and nowhere else. */
import {
  type DeliveryShown,
  type EndpointShown,
  readDeliveries,
  readEndpoint,
  readEndpoints,
} from "../../database/endpoints.ts";
import { both } from "../../database/reading.ts";
import { Result, Wide } from "../../edge/page.tsx";
import { Problem } from "../../edge/problem.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { openEndpoint, renewSecret, sendAgain, steerEndpoint, testEndpoint } from "../../operations/endpoint.ts";
import type { Verb } from "../../operations/verb.ts";
import { messageId, webhookSecret } from "../../values/webhook.ts";
import { MAY } from "../roles.ts";
import { addressIn, LISTENS } from "../webhooks.ts";
import { Act, at, type Came, consolePage, type Desk, field, Once, Outcome, performed, whenText } from "./desk.tsx";

interface Left {
  came?: Came;
  says?: string;
  secret?: string;
}

/** Deliveries on a page. */
const PAGE = 25;

const BECAUSE = {
  gone: "it answered 410, which means that it wants nothing more",
  failing: "it answered nothing for five days",
  staff: "somebody here switched it off",
};

export function mountWebhookPages(app: App): void {
  app.get(
    "/staff/webhooks",
    at(MAY.steer, (desk) => endpointsPage(desk, {})),
  );
  app.get(
    "/staff/webhooks/:endpoint",
    at(MAY.steer, (desk) => endpointPage(desk, desk.context.req.param("endpoint") ?? "", {})),
  );
  app.post("/staff/webhooks", at(MAY.steer, openForm));
  app.post("/staff/webhooks/secret", at(MAY.steer, renewForm));
  app.post(
    "/staff/webhooks/state",
    at(MAY.steer, (desk) => {
      const asked = field(desk.form, "state");
      const state = asked === "active" || asked === "paused" ? asked : "disabled";
      const says = { active: "It goes on where it was.", paused: "It waits.", disabled: "It is off." }[state];
      return acted(desk, steerEndpoint, { ...named(desk), state }, says);
    }),
  );
  app.post(
    "/staff/webhooks/test",
    at(MAY.steer, (desk) => acted(desk, testEndpoint, named(desk), "The test is on its way: look again in a minute.")),
  );
  app.post(
    "/staff/webhooks/again",
    at(MAY.steer, (desk) => {
      const andLater = field(desk.form, "later") === "yes";
      const says = andLater ? "All from there on is sent again." : "It is sent again.";
      return acted(desk, sendAgain, { ...named(desk), of: field(desk.form, "operation"), andLater }, says);
    }),
  );
}

async function endpointsPage(desk: Desk, { came, says, secret }: Left) {
  const cursor = desk.context.req.query("after") ?? null;
  const { facts, found } = await read(desk, { reading: readEndpoints({ limit: 20, cursor }) });
  return consolePage(
    desk,
    facts,
    "Webhooks",
    <>
      {came && <Outcome came={came}>{says}</Outcome>}
      {secret !== undefined && <Secret of={secret} />}
      {found.found.length === 0 && (
        <p class="empty">
          Nobody is told of anything yet. An endpoint is an address of yours that hears of each purchase, redemption or
          refund.
        </p>
      )}
      {found.found.map((shown) => (
        <section>
          <h2>
            <a href={`/staff/webhooks/${shown.endpoint}`}>{new URL(shown.facts.url).host}</a>
          </h2>
          <State shown={shown} zone={facts.current.programme.zone} />
        </section>
      ))}
      {found.next !== null && (
        <p>
          <a href={`/staff/webhooks?after=${found.next}`}>More endpoints</a>
        </p>
      )}
      <section>
        <h2>Add an endpoint</h2>
        <form method="post" action="/staff/webhooks">
          <Once />
          <label for="webhook-url">Address</label>
          <p class="hint" id="webhook-url-hint">
            It begins with https:// and is a page of your server. <a href="/docs/webhooks">How to write it</a>
          </p>
          <input
            id="webhook-url"
            name="url"
            maxlength={500}
            required
            autocomplete="off"
            aria-describedby="webhook-url-hint"
          />
          <label for="webhook-store">Store</label>
          <p class="hint" id="webhook-store-hint">
            As sto_corner: it is told of that store alone. Empty: of the whole programme.
          </p>
          <input
            id="webhook-store"
            name="store"
            maxlength={45}
            autocomplete="off"
            aria-describedby="webhook-store-hint"
          />
          <details>
            <summary>Tell it of some things only</summary>
            <fieldset>
              <legend>It is told of</legend>
              {LISTENS.map((type) => (
                <label class="choice">
                  <input type="checkbox" name="types" value={type} />
                  {type}
                </label>
              ))}
            </fieldset>
          </details>
          <button type="submit">Add</button>
        </form>
      </section>
    </>,
  );
}

async function endpointPage(desk: Desk, endpoint: string, { came, says, secret }: Left) {
  const asked = Number(desk.context.req.query("before") ?? 0);
  const cursor = Number.isSafeInteger(asked) && asked > 0 ? asked : null;
  const reading = both(readEndpoint(endpoint), readDeliveries(endpoint, { limit: PAGE, cursor }));
  const { facts, found } = await read(desk, { reading });
  const [shown, sent] = found;
  if (!shown) throw new Problem("not_found");
  const { zone } = facts.current.programme;
  const sends = { endpoint };
  return consolePage(
    desk,
    facts,
    `Webhooks to ${new URL(shown.facts.url).host}`,
    <>
      {came && <Outcome came={came}>{says}</Outcome>}
      {secret !== undefined && <Secret of={secret} />}
      <section>
        <p class="code">{shown.facts.url}</p>
        <State shown={shown} zone={zone} />
        {shown.facts.types.length > 0 && <p>It is told of {shown.facts.types.join(", ")}.</p>}
        {shown.state === "active" ? (
          <>
            <Act action="/staff/webhooks/test" sends={sends} says="Send a test" names="Send a test" />
            <Act
              action="/staff/webhooks/state"
              sends={{ ...sends, state: "paused" }}
              says="Pause"
              names="Pause this endpoint"
            />
          </>
        ) : (
          <Act
            action="/staff/webhooks/state"
            sends={{ ...sends, state: "active" }}
            says="Resume"
            names="Resume this endpoint"
          />
        )}
        <Act
          action="/staff/webhooks/secret"
          sends={sends}
          says="New secret"
          names="New secret; the one before is good for a day"
        />
        {shown.state !== "disabled" && (
          <Act
            action="/staff/webhooks/state"
            sends={{ ...sends, state: "disabled" }}
            says="Switch off"
            names="Switch off this endpoint"
          />
        )}
      </section>
      <Log endpoint={endpoint} sent={sent.found} zone={zone} />
      {sent.next !== null && (
        <p>
          <a href={`/staff/webhooks/${endpoint}?before=${sent.next}`}>Earlier</a>
        </p>
      )}
    </>,
  );
}

function State({
  shown: { store, state, facts, failingSince, waiting, dead },
  zone,
}: {
  shown: EndpointShown;
  zone: string;
}) {
  const { disabled } = facts;
  return (
    <p>
      {store ?? "The whole programme"}:{" "}
      {disabled ? `off since ${whenText(disabled.at, zone)}, because ${BECAUSE[disabled.because]}` : state}
      {state === "active" && failingSince !== null && `, but it has not answered since ${whenText(failingSince, zone)}`}
      .{waiting > 0 && ` ${waiting} to be sent again.`}
      {dead > 0 && ` ${dead} given up.`}
    </p>
  );
}

function Log({ endpoint, sent, zone }: { endpoint: string; sent: DeliveryShown[]; zone: string }) {
  if (sent.length === 0) return <p class="empty">Nothing was sent yet.</p>;
  return (
    <section>
      <Wide says="What was sent">
        <table>
          <caption>What was sent</caption>
          <thead>
            <tr>
              <th scope="col">Message</th>
              <th scope="col">State</th>
              <th scope="col">Last attempt</th>
              <th scope="col">Answer</th>
              <th scope="col">
                <span class="hint">Send again</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sent.map(({ operation, type, state, attempts, triedAt, dueAt, status, answer }) => (
              <tr>
                <td>
                  {type}
                  <br />
                  <span class="code">{messageId(endpoint, operation)}</span>
                </td>
                <td>
                  {state}
                  {attempts > 1 && `, ${attempts} attempts`}
                  {dueAt !== null && attempts > 0 && `; next ${whenText(dueAt, zone)}`}
                </td>
                <td>{triedAt === null ? "none" : whenText(triedAt, zone)}</td>
                <td>
                  {status !== null && <strong>{status} </strong>}
                  {answer}
                </td>
                <td>
                  {state !== "waiting" && (
                    <Act
                      action="/staff/webhooks/again"
                      sends={{ endpoint, operation }}
                      says="Again"
                      names={`Again: send ${type}`}
                    />
                  )}
                  <Act
                    action="/staff/webhooks/again"
                    sends={{ endpoint, operation, later: "yes" }}
                    says="From here on"
                    names={`From here on: send ${type} and all that followed again`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function Secret({ of }: { of: string }) {
  return (
    <Result isGood lead="This is the secret.">
      Copy it now: it is not stored, and will not be shown again.
      <span class="secret">{of}</span>
    </Result>
  );
}

function named({ form }: Desk): { endpoint: string } {
  return { endpoint: field(form, "endpoint") };
}

/** Does something to an endpoint and shows it. */
async function acted<Request extends { endpoint: string }, Outcome>(
  desk: Desk,
  verb: Verb<Request, Outcome>,
  request: Request,
  says: string,
) {
  const came = await performed(desk, verb, request);
  return endpointPage(desk, request.endpoint, { came, says });
}

async function openForm(desk: Desk) {
  const { form, ledger } = desk;
  const store = field(form, "store");
  const types = (form.get("types") ?? []).filter((type) => (LISTENS as readonly string[]).includes(type));
  let url: string;
  try {
    url = addressIn(field(form, "url"), ledger);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return endpointsPage(desk, {
      came: { isGood: false, says: [`The address begins with ${problem.errors[0]?.says}.`] },
    });
  }
  return signed(desk, await performed(desk, openEndpoint, { store: store === "" ? null : store, url, types }));
}

async function renewForm(desk: Desk) {
  return signed(desk, await performed(desk, renewSecret, named(desk)));
}

async function signed(desk: Desk, came: Came) {
  if (!came.isGood) return endpointsPage(desk, { came });
  const [endpoint, generation] = [String(came.outcome.endpoint), Number(came.outcome.generation)];
  return endpointPage(desk, endpoint, { secret: webhookSecret(desk.ledger.secret, { endpoint, generation }) });
}
