/** Stores with their keys. Of a key only its digest is stored, and that is not read here. */
import type { Row } from "@libsql/client/web";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface StoreKeyShown {
  key: string;
  state: string;
  scopes: string[];
  environment: string;
  /** Its last four characters. */
  hint: string;
}

export interface StoreShown {
  store: string;
  name: string;
  keys: StoreKeyShown[];
}

/** A page of stores in order of id, each with its keys, live ones first; the cursor is the last id seen. */
export function readStores({ limit, cursor }: Page): Reading<Listed<StoreShown>> {
  const page = `page AS (SELECT id, public_id, facts FROM holders WHERE kind = 'store' AND public_id > ?1 ORDER BY public_id LIMIT ?2)`;
  const named = [cursor ?? "", limit + 1];
  return {
    steps: [
      statement(`WITH ${page} SELECT public_id, facts ->> '$.name' AS name FROM page ORDER BY public_id`, named),
      statement(
        `WITH ${page} SELECT page.public_id AS store, held.public_id, held.state, held.facts FROM page JOIN holders held ON held.owner = page.id AND held.kind = 'key'
         ORDER BY held.state = 'live' DESC, held.id DESC`,
        named,
      ),
    ],
    of: ([stores = [], keys = []]) => {
      const byStore = Map.groupBy(keys, ({ store }) => String(store));
      const found = stores.map((row) => ({
        store: String(row.public_id),
        name: String(row.name),
        keys: (byStore.get(String(row.public_id)) ?? []).map(keyOf),
      }));
      return listed(found, limit, ({ store }) => store);
    },
  };
}

function keyOf(row: Row): StoreKeyShown {
  const { scopes, environment, hint } = JSON.parse(String(row.facts)) as Omit<StoreKeyShown, "key" | "state">;
  return { key: String(row.public_id), state: String(row.state), scopes, environment, hint };
}
