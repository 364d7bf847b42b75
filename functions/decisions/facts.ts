/** What a decision is given: facts read from the ledger, and what only the outside can give (time, ids, luck). */
import type { Programme } from "../programme/programme.ts";
import type { Account } from "../values/account.ts";
import type { Day, Instant } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { Noun } from "../values/id.ts";
import type { JsonObject } from "../values/json.ts";
import type { FreeCode, MetricRow } from "../values/written.ts";

export interface Version {
  version: number;
  effectiveAt: Instant;
  programme: Programme;
}

/** An earlier operation, found by a natural key. */
export interface Claimed {
  operation: string;
  requestHash: string;
}

export interface Facts {
  now: Instant;
  /** The day of `now` in the programme's zone. */
  today: Day;
  /** Programme versions: in force now, and when the event occurred. */
  current: Version;
  atEvent: Version;
  /** The newest version that exists, in force or not; 0: none. */
  newestVersion: number;
  /** Every holder that was read, by public id. */
  holders: Map<string, Holder>;
  /** Every account of those holders that is not empty. */
  accounts: Account[];
  /** Counts of those holders: metric and bucket, per holder. */
  metrics: MetricRow[];
  /** What members left of themselves: personal data, of which nothing goes into a why. */
  profiles: Map<string, JsonObject>;
  /** Codes that nobody has yet, by the reward's holder: a few, to take in this order. */
  codes: Map<string, FreeCode[]>;
  claims: Map<string, Claimed>;
  /** Public ids of those whom the request's identities name, in its order; null: nobody has it. */
  identified: (string | null)[];
  /** The member that the request speaks of; null: nobody yet. */
  member: Holder<"member"> | null;
  /** Rows of the further reads that a verb asked for, in its order; its operation reads them as values. */
  more: Record<string, unknown>[][];
}

/** What the outside gives a decision. The same given, the same decision. */
export interface Given {
  /** Ids in a fixed order, from the luck of this attempt. */
  id(noun: Noun): string;
  /** The operation's own id. */
  operation: string;
  /** When the event happened. */
  occurredAt: Instant;
  /** Who asks, as the operation will name it. */
  actor: string;
  requestHash: string;
  /** HMAC-SHA256 hex of a label under the programme's secret: voucher codes, draw secrets, entry tags. */
  secret(label: string): string;
}
