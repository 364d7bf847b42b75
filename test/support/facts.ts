/** Facts for decisions tested as tables: one member in a small programme, and whatever a test adds to her. */
import type { Facts, Given } from "../../functions/decisions/facts.ts";
import type { Moment } from "../../functions/programme/conditions/moment.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { dayOf } from "../../functions/values/day.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import type { Holder } from "../../functions/values/holder.ts";
import { idFrom } from "../../functions/values/id.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import type { RedemptionFacts, VoucherFacts } from "../../functions/values/redemption-facts.ts";
import { SECRET } from "./global-setup.ts";
import { pointsProgramme } from "./programmes.ts";

export const NOW = Date.parse("2026-11-21T12:00:00Z");
export const ADA = "mem_00000000000000000000000ada";
const NOTHING = new Uint8Array(10);

/** Facts of one attempt: the programme, its holder and Ada, who has joined. */
export function factsWith(more: Partial<Facts> = {}, document: JsonObject = pointsProgramme()): Facts {
  const read = readProgramme(document);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const current = { version: 1, effectiveAt: 0, programme: read.programme };
  const member = memberOf("joined");
  const now = more.now ?? NOW;
  return {
    now,
    today: dayOf(now, read.programme.zone),
    current,
    atEvent: current,
    newestVersion: 1,
    accounts: [],
    metrics: [],
    profiles: new Map(),
    codes: new Map(),
    claims: new Map(),
    identified: [],
    more: [],
    member,
    ...more,
    holders: new Map([
      ["programme", holderOf("programme", { kind: "programme", owner: null, facts: { paused: {} } })],
      [ADA, more.member ?? member],
      ...(more.holders ?? []),
    ]),
  };
}

/** Ada in a state. */
export function memberOf(state: "guest" | "joined" | "frozen" | "erased"): Holder<"member"> {
  return { ...holderOf(ADA, { kind: "member", owner: null, facts: { joinedAt: 0 } }), kind: "member", state };
}

/** A redemption of Ada's. */
export function redemptionOf(
  publicId: string,
  state: string,
  facts: Partial<RedemptionFacts> = {},
): Holder<"redemption"> {
  const about: RedemptionFacts = {
    reward: "coffee",
    store: "sto_shop",
    taken: [],
    stock: false,
    gives: [],
    voucher: null,
    endsAt: null,
    reversedBy: null,
    ...facts,
  };
  return { publicId, kind: "redemption", owner: ADA, version: 0, state, dueAt: about.endsAt, facts: about };
}

/** A voucher of Ada's. */
export function voucherWith(
  publicId: string,
  state: string,
  facts: Partial<VoucherFacts> & Pick<VoucherFacts, "codeHash" | "expiresOn">,
): Holder<"voucher"> {
  const about: VoucherFacts = { reward: "five-off", valueMinor: 500, redemption: null, uses: [], ...facts };
  return { publicId, kind: "voucher", owner: ADA, version: 0, state, dueAt: null, facts: about };
}

/** What the outside gives: the same ids each time. */
export const given: Given = {
  id: (noun) => idFrom(noun, NOW, NOTHING),
  operation: idFrom("op", NOW, NOTHING),
  occurredAt: NOW,
  actor: "sto_shop",
  requestHash: "",
  hasFixedDraws: true,
  secret: (label) => hmacHex(SECRET, label),
};

/** A purchase's moment, with whatever a test asks of it. */
export function momentOf(more: Partial<Omit<Moment, "who">> & { who?: Partial<Moment["who"]> } = {}): Moment {
  return {
    on: "purchase",
    at: NOW,
    day: 20_000,
    minute: 540,
    tier: null,
    isOpen: null,
    tiers: more.tier ? [more.tier] : [],
    lines: [],
    store: "sto_shop",
    venue: null,
    channel: null,
    city: null,
    trust: null,
    evidence: null,
    here: null,
    data: {},
    rate: () => 100,
    input: () => null,
    ...more,
    who: {
      joinedOn: null,
      age: null,
      attributes: {},
      holds: () => 0,
      measured: () => 0,
      which: () => null,
      isIn: () => false,
      ...more.who,
    },
  };
}

function holderOf<K extends Holder["kind"]>(
  publicId: string,
  rest: Pick<Holder<K>, "kind" | "owner" | "facts">,
): Holder<K> {
  return { publicId, version: 0, state: "open", dueAt: null, ...rest };
}
