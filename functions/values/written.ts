/** What one operation writes, as data: made by a decision, executed by database/commit.ts. */
import type { Instant } from "./day.ts";
import type { HolderFacts, HolderKind } from "./holder.ts";
import type { Posting } from "./posting.ts";

/** A count of a holder: lifetime (bucket 0), a month (YYYYMM) or a day. As a change, the amount to add. */
export interface MetricRow {
  holder: string;
  metric: string;
  bucket: number;
  amount: number;
}

export interface HolderChange {
  publicId: string;
  kind: HolderKind;
  owner: string | null;
  /** The version that the decision read; null: it must not exist yet. */
  expected: number | null;
  /** False: only expected, not changed. */
  isChanged: boolean;
  /** Only what no record covers of it is changed (values/changes.ts), so that the operation does not name it; absent: it does. */
  isUnlisted?: boolean;
  state: string;
  dueAt: Instant | null;
  facts: HolderFacts[HolderKind];
  /** The write must happen before this instant by the database's clock; null: at any time. */
  before: Instant | null;
}

export interface PlayRaised {
  id: string;
  pool: string;
  member: string;
  nonce: number;
  event: string;
  epoch: number;
  at: Instant;
  /** How its beacon is numbered (seconds): rounds after the one of the INSERT's own clock; null: no beacon decides. */
  beacon: { genesis: number; period: number; lead: number } | null;
}

/** A code that a merchant brought along and that nobody has yet. */
export interface FreeCode {
  digest: string;
  sealed: string;
}

/** Rows of tables that few operations write; each names the step that writes it (database/steps.ts). */
export interface Records {
  identities?: { kind: string; value: string; holder: string }[];
  people?: { holder: string; profile: string }[];
  plays?: PlayRaised[];
  settled?: { id: string; round: number; state: string; ticket: number; outcome: string; item: string | null }[];
  revealed?: { id: string }[];
  beacons?: { chain: string; round: number; signature: string; isVerified: boolean }[];
  items?: { id: string; pool: string; outcome: string; availableFrom: Instant }[];
  /** Items that a surprise had left over, and the round of a contest that has them now. */
  passedItems?: { id: string; contest: string }[];
  /** Codes of vouchers that a merchant brought along. */
  codes?: { digest: string; reward: string; sealed: string }[];
  /** Those of them that became the code of a voucher. */
  claimedCodes?: { digest: string; voucher: string }[];
  version?: { version: number; effectiveAt: Instant; document: string };
  entriesParts?: { contest: string; part: number; content: Uint8Array }[];
  erased?: { member: string };
  /** Check-ins that no longer say where, so that the papers that do go. */
  forgottenVisits?: { checkIns: string[] };
  /** Where an endpoint goes on: at an operation; null: after this one, as a new endpoint does. Never further on than it was. */
  followed?: { endpoint: string; from: string | null };
  /** One message that is sent again. */
  sentAgain?: { endpoint: string; operation: string; type: string };
  /** Whose blind tags are taken away: all of a member's, or those of some halves of friendships. */
  unshown?: { member: string } | { halves: string[] };
  /** Halves of friendships that are over: who they were with is forgotten. */
  parted?: { halves: string[] };
  /** The store whose own names of people are deleted. */
  forgottenBy?: { store: string };
  /** The names and the profile of a member who became another. */
  linked?: { member: string; into: string };
}

export interface Written {
  postings: Posting[];
  holders: HolderChange[];
  metrics: MetricRow[];
  claims: string[];
  records: Records;
  /** Whose statement shows the operation; null: an act of the programme. */
  member: string | null;
}
