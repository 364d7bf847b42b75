/** /v1/staff/webhooks: who outside is told of operations, with which secret, and what was sent. */
import * as z from "zod";
import { type DeliveryShown, type EndpointShown, readDeliveries, readEndpoints } from "../database/endpoints.ts";
import type { EndpointSigned } from "../decisions/endpoint.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import { openEndpoint, renewSecret, sendAgain, steerEndpoint, testEndpoint } from "../operations/endpoint.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Instant } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";
import { maySendTo } from "../values/outside.ts";
import { messageId, webhookSecret } from "../values/webhook.ts";
import { TEST_TYPE, WEBHOOK_TYPES, type WebhookType } from "../values/webhook-types.ts";
import { MAY } from "./roles.ts";
import { storeId } from "./stores.ts";

const stewards = { kind: "staff", roles: MAY.steer } as const;

/** What an endpoint may name; the test reaches it anyway. */
export const LISTENS = WEBHOOK_TYPES.map(({ type }) => type).filter((type) => type !== TEST_TYPE) as [
  WebhookType,
  ...WebhookType[],
];

/** Longest address of an endpoint. */
const URL_MAX = 500;

/** Stands in the stored answer where the secret stands in the one that is sent; bodies cannot hold control characters. */
const SECRET = "\u0001secret\u0001";

const operation = z.string();
const endpoint = z.string().describe("end_…");
const instant = z.string().nullable();
const types = z.array(z.enum(LISTENS)).max(LISTENS.length).describe("the types it is told of; none: all of them");
const secret = z
  .string()
  .describe("whsec_…, for any library of Standard Webhooks. In this answer alone: it is stored nowhere");
const overlapUntil = instant.describe("until when the secret before signs too; null: there is none");

const signed = z.strictObject({ operation, endpoint, secret, overlapUntil });
const example = {
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
  endpoint: "end_01kajw8zt0q9w4m2xv5n6p7r8v",
};
const exampleSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

export const openWebhook = contract({
  id: "openWebhook",
  method: "post",
  path: "/v1/staff/webhooks",
  audience: stewards,
  title: "Tell an address of operations",
  about:
    "From now on each operation is sent to it as a signed message (Standard Webhooks), at least once, within about a minute. It is of one store, and then told of that store's operations, or of the whole programme. Messages are thin: ids and amounts, never what members said of themselves. At most 20.",
  body: z.strictObject({
    url: z.string().max(URL_MAX).describe("https:// and the name of a host outside; no redirect is followed"),
    store: storeId.nullable().default(null).describe("whose operations it is told of; null: of all"),
    types: types.default([]),
  }),
  status: 201,
  answer: signed,
  refusals: ["store_unknown", "limit_reached"],
  example: {
    body: { url: "https://shop.example.com/hooks/tessera", store: "sto_shop", types: ["purchase.recorded"] },
    answer: { ...example, secret: exampleSecret, overlapUntil: null },
  },
});

export const renewWebhookSecret = contract({
  id: "renewWebhookSecret",
  method: "post",
  path: "/v1/staff/webhooks/:endpoint/secrets",
  audience: stewards,
  title: "Give an endpoint a new secret",
  about:
    "For a day messages are signed under both, so that the receiver can change it at any time of that day. Renewed again meanwhile, the oldest of the three ends at once.",
  status: 201,
  answer: signed,
  refusals: ["not_found"],
  example: { answer: { ...example, secret: exampleSecret, overlapUntil: "2026-11-22T20:00:00.000Z" } },
});

export const steerWebhook = contract({
  id: "steerWebhook",
  method: "post",
  path: "/v1/staff/webhooks/:endpoint/state",
  audience: stewards,
  title: "Pause, resume or disable an endpoint",
  about: "Nothing is lost meanwhile: when it is active again it goes on where it was.",
  body: z.strictObject({ state: z.enum(["active", "paused", "disabled"]) }),
  status: 200,
  answer: z.strictObject({ operation, endpoint, state: z.string() }),
  refusals: ["not_found"],
  example: { body: { state: "paused" }, answer: { ...example, state: "paused" } },
});

export const testWebhook = contract({
  id: "testWebhook",
  method: "post",
  path: "/v1/staff/webhooks/:endpoint/tests",
  audience: stewards,
  title: "Send an endpoint a test",
  about:
    "An `endpoint.tested` that goes the way of every message, with the next tick. What came of it is among the deliveries.",
  status: 202,
  answer: z.strictObject({ operation, endpoint, message: z.string().describe("its webhook-id") }),
  refusals: ["not_found"],
  example: { answer: { ...example, message: "msg_5f3759df5f3759df5f3759df5f3759df" } },
});

export const sendWebhookAgain = contract({
  id: "sendWebhookAgain",
  method: "post",
  path: "/v1/staff/webhooks/:endpoint/replays",
  audience: stewards,
  title: "Send messages again",
  about:
    "The message of one operation, or all from it on, under the ids they had: a receiver that knows them does nothing twice.",
  body: z.strictObject({
    operation: z.string().max(100).describe("the operation whose message it is"),
    andLater: z.boolean().default(false).describe("with all that followed"),
  }),
  status: 202,
  answer: z.strictObject({ operation, endpoint, of: z.string(), andLater: z.boolean() }),
  refusals: ["not_found", "operation_unknown"],
  example: {
    body: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8t", andLater: true },
    answer: { ...example, of: "op_01kajw8zt0q9w4m2xv5n6p7r8t", andLater: true },
  },
});

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
};

export const listWebhooks = contract({
  id: "listWebhooks",
  method: "get",
  path: "/v1/staff/webhooks",
  audience: stewards,
  title: "List endpoints",
  about: "Oldest first, with what waits for them and since when they do not answer.",
  query: z.strictObject(page),
  status: 200,
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        endpoint,
        url: z.string(),
        store: z.string().nullable(),
        types: z.array(z.string()),
        state: z.enum(["active", "paused", "disabled"]),
        because: z
          .string()
          .nullable()
          .describe("why it is disabled: gone (it answered 410), failing (for five days), staff"),
        overlapUntil,
        failingSince: instant.describe("since when it does not answer; null: it does"),
        waiting: z.int().describe("messages that are sent again"),
        dead: z.int().describe("messages that were given up, of the newest thousand"),
      }),
    ),
    next_cursor: z.string().nullable(),
  }),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          endpoint: example.endpoint,
          url: "https://shop.example.com/hooks/tessera",
          store: "sto_shop",
          types: ["purchase.recorded"],
          state: "active",
          because: null,
          overlapUntil: null,
          failingSince: null,
          waiting: 0,
          dead: 0,
        },
      ],
      next_cursor: null,
    },
  },
});

export const listDeliveries = contract({
  id: "listDeliveries",
  method: "get",
  path: "/v1/staff/webhooks/:endpoint/deliveries",
  audience: stewards,
  title: "List what was sent to an endpoint",
  about: "Newest operation first, with what was answered last: the newest thousand, and all that wait.",
  query: z.strictObject({ ...page, cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional() }),
  status: 200,
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        message: z.string().describe("its webhook-id, the same whenever it is sent"),
        operation,
        type: z.string(),
        state: z.enum(["waiting", "delivered", "dead"]),
        attempts: z.int(),
        triedAt: instant.describe("the last attempt; null: none was made"),
        nextAt: instant.describe("the next attempt; null: none follows"),
        status: z.int().nullable().describe("HTTP status of the last answer; null: there was none"),
        answer: z.string().describe("the beginning of the last answer, or why there was none"),
      }),
    ),
    next_cursor: z.string().nullable(),
  }),
  refusals: ["not_found"],
  example: {
    answer: {
      data: [
        {
          message: "msg_5f3759df5f3759df5f3759df5f3759df",
          operation: "op_01kajw8zt0q9w4m2xv5n6p7r8t",
          type: "purchase.recorded",
          state: "delivered",
          attempts: 1,
          triedAt: "2026-11-21T20:00:30.000Z",
          nextAt: null,
          status: 200,
          answer: "ok",
        },
      ],
      next_cursor: null,
    },
  },
});

export function mountWebhooks(app: App): void {
  const named = ({ params }: { params: Record<string, string> }) => ({ endpoint: params.endpoint ?? "" });
  serveWrite(app, openWebhook, openEndpoint, {
    request: ({ body, ledger }) => ({ ...body, url: addressIn(body.url, ledger) }),
    view: signedView,
    unseal: withSecret,
  });
  serveWrite(app, renewWebhookSecret, renewSecret, { request: named, view: signedView, unseal: withSecret });
  serveWrite(app, steerWebhook, steerEndpoint, {
    request: (asked) => ({ ...named(asked), state: asked.body.state }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, testWebhook, testEndpoint, {
    request: named,
    view: (outcome) => ({ ...outcome, message: messageId(outcome.endpoint, outcome.operation) }),
  });
  serveWrite(app, sendWebhookAgain, sendAgain, {
    request: (asked) => ({ ...named(asked), of: asked.body.operation, andLater: asked.body.andLater }),
    view: (outcome) => ({ ...outcome }),
  });
  serveRead(app, listWebhooks, async (asked) => {
    const { limit, cursor = null } = asked.query;
    const { found } = await read(asked, { reading: readEndpoints({ limit, cursor }) });
    return { data: found.found.map(endpointView), next_cursor: found.next };
  });
  serveRead(app, listDeliveries, async (asked) => {
    const { limit, cursor = null } = asked.query;
    const name = asked.params.endpoint ?? "";
    const { facts, found } = await read(asked, { holders: [name], reading: readDeliveries(name, { limit, cursor }) });
    if (facts.holders.get(name)?.kind !== "endpoint") throw new Problem("not_found");
    return {
      data: found.found.map((delivery) => deliveryView(name, delivery)),
      next_cursor: found.next === null ? null : String(found.next),
    };
  });
}

/** An address that messages may go to, as URLs are written. Problems: invalid. */
export function addressIn(url: string, { hasLocalEndpoints = false }: Ledger): string {
  if (maySendTo(url, { isLocalAllowed: hasLocalEndpoints })) return new URL(url).href;
  const says =
    "https:// and the name of a host that everybody can reach, on port 443 or from 1024 on; no IP address, no user";
  throw new Problem("invalid", {}, [{ pointer: "/url", says }]);
}

function signedView({ operation: did, endpoint: of, generation, overlapUntil: until }: EndpointSigned): JsonObject {
  return { operation: did, endpoint: of, secret: `${SECRET}${generation}`, overlapUntil: viewOrNull(until) };
}

/** Puts the secret into an answer, by the endpoint and the generation that stand in it. */
function withSecret(body: string, ledger: Ledger): string {
  const answer = JSON.parse(body) as JsonObject;
  const sealed = String(answer.secret ?? "");
  if (!sealed.startsWith(SECRET)) return body;
  const generation = Number(sealed.slice(SECRET.length));
  return JSON.stringify({
    ...answer,
    secret: webhookSecret(ledger.secret, { endpoint: String(answer.endpoint), generation }),
  });
}

function endpointView({ endpoint: name, store, state, facts, failingSince, waiting, dead }: EndpointShown): JsonObject {
  return {
    endpoint: name,
    url: facts.url,
    store,
    types: facts.types,
    state,
    because: facts.disabled?.because ?? null,
    overlapUntil: viewOrNull(facts.overlapUntil),
    failingSince: viewOrNull(failingSince),
    waiting,
    dead,
  };
}

function deliveryView(name: string, delivery: DeliveryShown): JsonObject {
  const { operation: of, type, state, attempts, dueAt, triedAt, status, answer } = delivery;
  return {
    message: messageId(name, of),
    operation: of,
    type,
    state,
    attempts,
    triedAt: viewOrNull(triedAt),
    nextAt: viewOrNull(dueAt),
    status,
    answer,
  };
}

function viewOrNull(at: Instant | null): string | null {
  return at === null ? null : instantView(at);
}
