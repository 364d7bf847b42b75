/** What the member's page shows, asked of our own API; each part by itself, so that one that fails does not take the others. */
import { isDemo } from "../../edge/environment.ts";
import { askOwn } from "../../edge/own-api.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import type { ProgrammeWords } from "../../edge/words.ts";
import type { Odds } from "../../programme/draws/odds.ts";

export interface Me {
  member: string;
  name: string | null;
  balances: Record<string, { available: number; pending: number; held: number; debt: number }>;
  worth: Record<string, { amountMinor: number }>;
  tier: { tier: string; has: number; next: { tier: string; missing: number } | null } | null;
  tierNames: Record<string, string>;
  tiers: Standing[];
  benefits: { id: string; name: string }[];
  stampCards: StampCard[];
  nextReward: { id: string; name: string; unit: string; costs: number; has: number; missing: number } | null;
}
export interface StampCard {
  reward: string;
  unit: string;
  has: number;
  needs: number;
  filled: number;
  waits: string | null;
}
export interface Standing {
  group: string;
  groupName: string | null;
  name: string;
  until: string | null;
  rise: { name: string; on: string } | null;
  next: { name: string; needsAll: boolean; ways: Way[] } | null;
  risk: { name: string; on: string; missing: Way[] } | null;
}
export interface Way {
  says: string;
  by: string | null;
}
export interface Operation {
  operation: string;
  kind: string;
  occurredAt: string;
  lines: { unit: string; amount: number; reason: string; says: string }[];
}
interface Price {
  unit: string;
  amount: number;
}
export interface Reward {
  id: string;
  kind: string;
  name: string;
  cost: Price & { also?: Price[] };
  reason: { code: string; unit?: string; has?: number; needs?: number } | null;
  missing: number;
  left: number | null;
  allowed: number | null;
  tiers: string[] | null;
  /** It redeems itself: a card shows it. */
  automatic: boolean;
  inReach: boolean;
}
export interface Entry {
  contest: string;
  name: string;
  state: string;
  closesAt: string;
  tickets: number;
  rank: number | null;
  prize: { name: string; state: string; until: string | null } | null;
}
export interface Play {
  id: string;
  state: "pending" | "ready" | "won" | "stock_out" | "no_win";
  prize: { name: string } | null;
  odds: Odds;
}
export interface Voucher {
  name: string;
  code: string;
  state: string;
  value: { amountMinor: number } | null;
  expiresOn: string | null;
}
export interface Venue {
  id: string;
  name: string;
}

export interface Account {
  me: Me;
  programme: ProgrammeWords;
  /** Null: could not be read just now. */
  statement: Operation[] | null;
  rewards: Reward[] | null;
  contests: Entry[] | null;
  plays: Play[] | null;
  vouchers: Voucher[] | null;
  /** Places to stand at in a demo; elsewhere none. */
  venues: Venue[];
}

/** Operations, plays, contests and vouchers that the page shows. */
const SHOWN = 12;

/** A member's account, or the status by which she is not shown one: 401 without a session, 503 when the ledger does not answer. */
export async function accountOf(app: App, context: Ctx): Promise<Account | 401 | 503> {
  const list = async <Row>(path: string): Promise<Row[] | null> => {
    const { status, body } = await askOwn<{ data: Row[] }>(app, context, path);
    return status === 200 ? body.data : null;
  };
  const [me, programme, statement, rewards, contests, plays, vouchers, venues] = await Promise.all([
    askOwn<Me>(app, context, "/v1/me"),
    askOwn<ProgrammeWords>(app, context, "/v1/programme"),
    list<Operation>(`/v1/me/statement?limit=${SHOWN}`),
    list<Reward>("/v1/me/rewards"),
    list<Entry>(`/v1/me/contests?limit=${SHOWN}`),
    list<Play>(`/v1/me/plays?limit=${SHOWN}`),
    list<Voucher>(`/v1/me/vouchers?limit=${SHOWN}`),
    isDemo(context.env) ? list<Venue>("/demo/venues") : [],
  ]);
  if (me.status === 401) return 401;
  if (me.status !== 200 || programme.status !== 200) return 503;
  return {
    me: me.body,
    programme: programme.body,
    statement,
    rewards,
    contests,
    plays,
    vouchers,
    venues: venues ?? [],
  };
}
