/** What an endpoint is told of an operation: thin, so that whoever wants to know more asks the API. Never personal data. */
import type { ToldOperation } from "../../database/told.ts";
import { listensTo } from "../../decisions/endpoint.ts";
import type { EndpointFacts } from "../../values/holder.ts";
import type { JsonObject } from "../../values/json.ts";
import { messageId } from "../../values/webhook.ts";
import { TEST_TYPE, webhookTypeOf } from "../../values/webhook-types.ts";
import type { Message } from "./send.ts";

/** Entries of a list in a message, so that it stays below 20 kB. */
const LISTED_MAX = 100;

/** Names of holders that say whose they are: order:{store}:{order}, event:{store}:{id}, membership:{store}:{id}. */
const STORES_OWN = /^([a-z-]+):(sto_[a-z0-9-]+):(.+)$/;
const STORE = /^sto_[a-z0-9-]+/;

/** Lists of ids by the nouns of the holders that an operation changed. */
const NOUNS: [noun: string, list: string][] = [
  ["chk_", "checkIns"],
  ["con_", "contests"],
  ["gft_", "giftCards"],
];

export interface Recipient {
  endpoint: string;
  store: string | null;
  facts: Pick<EndpointFacts, "types">;
}

/** The type of the message that an endpoint gets of an operation; null: it gets none. What was refused is told to nobody. */
export function typeFor({ endpoint, store, facts }: Recipient, operation: ToldOperation): string | null {
  const type = webhookTypeOf(operation.kind);
  if (type === null || (operation.changed.length === 0 && operation.postings.length === 0)) return null;
  if (type === TEST_TYPE) return operation.changed.includes(endpoint) ? type : null;
  if (!listensTo(facts, type)) return null;
  return store === null || storesOf(operation).includes(store) ? type : null;
}

/** An operation's message to an endpoint: the same whenever it is made. */
export function messageOf(endpoint: string, type: string, operation: ToldOperation): Message {
  const timestamp = new Date(operation.recordedAt).toISOString();
  return { id: messageId(endpoint, operation.id), body: JSON.stringify({ type, timestamp, data: dataOf(operation) }) };
}

function dataOf(operation: ToldOperation): JsonObject {
  const { id, kind, member, occurredAt, changed, rewarded } = operation;
  const named = (noun: string) =>
    changed.flatMap((name) => {
      const [, kind, , own] = STORES_OWN.exec(name) ?? [];
      return kind === noun && own !== undefined ? [own] : [];
    })[0];
  const given = (what: string) =>
    // What a transfer filled or let lapse for the other member is not this one's.
    (kind === "transfer" ? [] : rewarded)
      .filter((one) => one.kind === what)
      .map(({ id: one, reward }) => ({ id: one, reward }));
  const lists: [string, (string | JsonObject)[]][] = [
    ["redemptions", given("redemption")],
    ["vouchers", given("voucher")],
    ...NOUNS.map(([noun, list]): [string, string[]] => [
      list,
      changed.filter((name) => name.startsWith(noun) && !name.includes(":")),
    ]),
  ];
  const [order, event] = [named("order"), named("event")];
  const recipient =
    kind === "transfer" ? changed.find((name) => name.startsWith("mem_") && name !== member) : undefined;
  return {
    operation: id,
    member,
    store: storesOf(operation)[0] ?? null,
    occurredAt: new Date(occurredAt).toISOString(),
    balances: balancesOf(operation),
    ...(order === undefined ? {} : { order }),
    ...(event === undefined ? {} : { event }),
    ...(recipient === undefined ? {} : { recipient }),
    ...Object.fromEntries(
      lists.filter(([, all]) => all.length > 0).map(([list, all]) => [list, all.slice(0, LISTED_MAX)]),
    ),
  };
}

/** How the member's own balances changed, by unit and reason. */
function balancesOf({ member, postings }: ToldOperation): JsonObject[] {
  const changes = new Map<string, { unit: string; reason: string; amount: number }>();
  for (const { from, to, unit, reason, amount } of postings) {
    const moved = (to === member ? amount : 0) - (from === member ? amount : 0);
    const name = `${unit}\n${reason}`;
    const known = changes.get(name) ?? { unit, reason, amount: 0 };
    if (moved !== 0) changes.set(name, { ...known, amount: known.amount + moved });
  }
  return [...changes.values()].filter(({ amount }) => amount !== 0).slice(0, LISTED_MAX);
}

/** The stores that an operation is of: who did it, whose accounts moved, whose order or event it was. */
function storesOf({ actor, postings, changed }: ToldOperation): string[] {
  const names = [actor, ...postings.flatMap(({ from, to }) => [from, to])].flatMap(
    (name) => STORE.exec(name)?.[0] ?? [],
  );
  return [...new Set([...names, ...changed.flatMap((name) => STORES_OWN.exec(name)?.[2] ?? [])])];
}
