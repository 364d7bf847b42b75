/** Which tables a snapshot has, and how each is read while writes go on. A test holds this list to the schema. */

export interface Table {
  name: string;
  /** Ordered by it, a page at a time. */
  key: string[];
  /**
   * The rows of a snapshot among those that are there later, by `:seq`, its newest operation: rows that are never changed
   * need not be read at one moment. Null: rows change, so they are read in the one transaction.
   */
  upTo: string | null;
}

/** Read in this order. What changes comes first, in one transaction; what is only added follows, however long it takes. */
export const TABLES: Table[] = [
  { name: "holders", key: ["id"], upTo: null },
  { name: "accounts", key: ["id"], upTo: null },
  { name: "metrics", key: ["holder", "metric", "bucket"], upTo: null },
  { name: "identities", key: ["kind", "value"], upTo: null },
  { name: "people", key: ["holder"], upTo: null },
  { name: "plays", key: ["id"], upTo: null },
  { name: "prize_items", key: ["id"], upTo: null },
  { name: "voucher_codes", key: ["digest"], upTo: null },
  { name: "entries_files", key: ["contest", "part"], upTo: null },
  { name: "endpoint_cursors", key: ["endpoint"], upTo: null },
  { name: "deliveries", key: ["endpoint", "operation"], upTo: null },
  { name: "claims", key: ["name"], upTo: "operation <= :seq" },
  { name: "operations", key: ["seq"], upTo: "seq <= :seq" },
  { name: "papers", key: ["operation"], upTo: "operation <= :seq" },
  { name: "postings", key: ["operation", "line"], upTo: "operation <= :seq" },
  { name: "programme_versions", key: ["version"], upTo: "operation <= :seq" },
  { name: "beacons", key: ["chain", "round"], upTo: "operation <= :seq" },
  { name: "checkpoints", key: ["size"], upTo: "size <= :seq" },
  { name: "log_tiles", key: ["level", "position"], upTo: "((position + 1) << (8 * level)) <= :seq" },
  { name: "witnessings", key: ["witness", "size"], upTo: "size <= :seq" },
];
