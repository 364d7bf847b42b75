/** The hot operations as requests over HTTP, each with people of its own so that they do not wait for each other. */
import type { JsonObject } from "../../functions/values/json.ts";
import { newSession } from "../../functions/values/session.ts";
import { type Sent, send } from "./load.ts";
import type { Stage } from "./stage.ts";

export interface Operation {
  name: string;
  once(): Promise<unknown>;
}

/** Members that take turns: many more than connections. */
const MEMBERS = 400;

/** Joins the members and gives each points; answers the operations in the order in which they are measured. */
export async function openOperations(
  stage: Stage,
  { url = stage.url, prefix = "b", members: count = MEMBERS }: { url?: string; prefix?: string; members?: number } = {},
): Promise<Operation[]> {
  let number = 0;
  const next = () => {
    number += 1;
    return `${prefix}${number}`;
  };
  const sentBy = (
    token: string,
    method: string,
    path: string,
    status: number,
    body?: JsonObject,
    key = next(),
  ): Sent => ({
    url: url + path,
    method,
    status,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json", "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const store = (path: string, body: JsonObject, status = 201, key?: string) =>
    sentBy(stage.storeKey, "POST", path, status, body, key);
  const orderOf = (order: string, member: JsonObject, unitMinor = 4_200): JsonObject => ({
    member,
    order,
    occurredAt: new Date().toISOString(),
    currency: "EUR",
    lines: [{ sku: "SKU-1", quantity: 1, unitMinor }],
    totalMinor: unitMinor,
  });

  const members = await made(count, async () => {
    const joined = await send(store("/v1/members", { email: `${next()}@example.com` }));
    const { member: id } = JSON.parse(joined) as { member: string };
    await send(store("/v1/purchases", orderOf(next(), { id }, 10_000_000)));
    return { id, token: newSession("tms", { holder: id, expiresAt: Date.now() + 86_400_000, secret: stage.secret }) };
  });
  const memberAt = (turn: number) => {
    const found = members[turn % members.length];
    if (!found) throw new Error("there are members");
    return found;
  };
  let turn = 0;
  const member = () => {
    turn += 1;
    return memberAt(turn);
  };

  let checkIns = 0;

  const orders: string[] = [];
  const buy = async () => {
    const order = next();
    await send(store("/v1/purchases", orderOf(order, { id: member().id })));
    orders.push(order);
  };
  const replayed = orderOf(next(), { id: member().id });
  await send(store("/v1/purchases", replayed, 201, `${prefix}-replayed`));
  return [
    { name: "purchase, known member", once: buy },
    {
      name: "purchase, new guest",
      once: () => send(store("/v1/purchases", orderOf(next(), { email: `${next()}@example.com` }))),
    },
    {
      name: "refund",
      once: async () => {
        const order = orders.pop();
        if (order === undefined) return buy();
        return send(store(`/v1/purchases/${order}/refunds`, { refund: next(), amountMinor: 100 }));
      },
    },
    { name: "redeem", once: () => send(store("/v1/redemptions", { member: { id: member().id }, reward: "coffee" })) },
    { name: "replay", once: () => send(store("/v1/purchases", replayed, 201, `${prefix}-replayed`)) },
    {
      name: "quote",
      once: () => {
        const { occurredAt: _, order: __, ...cart } = orderOf("", { id: member().id });
        return send(store("/v1/quotes", cart, 200));
      },
    },
    { name: "GET /v1/me", once: () => send(sentBy(member().token, "GET", "/v1/me", 200)) },
    { name: "statement", once: () => send(sentBy(member().token, "GET", "/v1/me/statement", 200)) },
    {
      name: "check-in",
      once: () => {
        const { place, ids } = stage.venues;
        // Each member at each venue in turn.
        const venue = ids[Math.floor(checkIns / members.length) % ids.length] ?? "";
        const { token } = memberAt(checkIns);
        checkIns += 1;
        // No two phones say the same to the last digit, within some metres.
        const near = (degrees: number) => degrees + Math.random() / 10_000;
        const fix = {
          latitude: near(place.latitude),
          longitude: near(place.longitude),
          accuracyMetres: 10,
          timestamp: Date.now(),
        };
        return send(sentBy(token, "POST", "/v1/me/check-ins", 201, { venue, fix }));
      },
    },
  ];
}

/** So many, eight at a time. */
async function made<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  const worker = async () => {
    while (all.length < count) all.push(await make());
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return all;
}
