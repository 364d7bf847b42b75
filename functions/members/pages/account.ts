/** What our API answers, as far as the member's pages show it. */
import type { BrandShown } from "../../edge/site-page.tsx";
import type { ProgrammeWords } from "../../edge/words.ts";
import type { Odds } from "../../programme/draws/odds.ts";

/** GET /v1/me. */
export interface Me {
  member: string;
  name: string | null;
  language: string | null;
  birthDate: string | null;
  region: string | null;
  attributes: Record<string, string | string[] | number | boolean>;
  balances: Record<string, { available: number; pending: number; held: number; debt: number }>;
  worth: Record<string, { amountMinor: number }>;
  tier: { tier: string; has: number; next: { tier: string; missing: number } | null } | null;
  tierNames: Record<string, string>;
  tiers: Standing[];
  benefits: { id: string; name: string; says: string; until: string | null }[];
  stampCards: StampCard[];
  nextReward: {
    id: string;
    name: string;
    unit: string;
    costs: number;
    has: number;
    missing: number;
    way: { by: "spending"; minor: number } | { by: "purchases"; times: number } | null;
  } | null;
  expiring: { unit: string; amount: number; on: string }[];
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
  tier: string;
  name: string;
  until: string | null;
  rise: { name: string; on: string } | null;
  next: { tier: string; name: string; needsAll: boolean; ways: Way[] } | null;
  risk: { name: string; on: string; needsAll: boolean; missing: Way[] } | null;
}
export interface Way {
  has: number;
  needs: number;
  says: string;
  by: string | null;
  together: number;
}

/** GET /v1/programme. */
export interface Programme extends ProgrammeWords {
  version: number;
  zone: string;
  brand: BrandShown | null;
  units: (ProgrammeWords["units"][number] & {
    worth: { amount: number; minor: number } | null;
    membership: { priceMinor: number; months: number; benefits: string[] } | null;
    transferable: boolean;
  })[];
  earning: { id: string; name: string; campaign: string; on: string; says: string }[];
  rewards: { id: string; name: string; kind: string; cost: Cost | null; says: string }[];
  tiers: {
    id: string;
    name: string | null;
    says: string;
    levels: { id: string; name: string; says: string; benefits: string[] }[];
  }[];
  attributes: {
    id: string;
    name: string;
    kind: "choice" | "choices" | "number" | "date" | "yes-no";
    choices: { id: string; name: string }[] | null;
    min: number | null;
    max: number | null;
  }[];
  surprises: { id: string; name: string; luck: string; says: string[] }[];
  contests: { id: string; name: string; rules: string; luck: string }[];
  checkIns: { sightingHoursMax: number; tapDaysMax: number; evidenceDaysMax: number; placeDaysMax: number };
  terms: string[];
}

export interface Price {
  unit: string;
  amount: number;
}
export interface Cost extends Price {
  also?: Price[];
}

/** Of GET /v1/me/statement. */
export interface Operation {
  operation: string;
  kind: string;
  occurredAt: string;
  lines: { unit: string; amount: number; reason: string; says: string; runningBalance: number }[];
  messages: { says: Record<string, string> }[];
}

/** Of GET /v1/me/rewards. */
export interface Reward {
  id: string;
  kind: string;
  name: string;
  cost: Cost;
  reason: { code: string; unit?: string; has?: number; needs?: number } | null;
  has: number;
  missing: number;
  left: number | null;
  allowed: number | null;
  tiers: string[] | null;
  isForHer: boolean;
  waitsFor: string | null;
  /** It redeems itself: a card shows it. */
  automatic: boolean;
  undoable: boolean;
  inReach: boolean;
}

/** Of GET /v1/me/contests. */
export interface Entry {
  contest: string;
  name: string;
  state: string;
  closesAt: string;
  tickets: number;
  rank: number | null;
  prize: { name: string; state: string; until: string | null; rulesHash: string; question: string | null } | null;
}

/** Of GET /v1/me/plays. */
export interface Play {
  id: string;
  state: "pending" | "ready" | "won" | "awaiting_form" | "forfeited" | "stock_out" | "capped" | "no_win";
  prize: { name: string } | null;
  formBefore: string | null;
  odds: Odds;
}

/** Of GET /v1/me/vouchers. */
export interface Voucher {
  id: string;
  name: string;
  code: string;
  state: string;
  value: { amountMinor: number } | null;
  expiresOn: string | null;
  /** On that day, where it is good for minutes. */
  expiresAt?: string;
}

export interface Venue {
  id: string;
  name: string;
}
