/**
 * A seeded history done again in an empty database: the same people do the same things at the same instants, each operation
 * under its own id, so that the ledger that comes of it has to be the same line by line.
 */
import type { Client } from "@libsql/client/web";
import type { Instant } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { handsOn } from "./doing.ts";
import { seed } from "./seed.ts";

/** Does again in `into` what the seed did in `from`, under the ids that it had there. Rejects where something is done that was not. */
export async function seedAgain({
  from,
  into,
  ...seeding
}: {
  from: Client;
  into: Client;
  secret: string;
  document: JsonObject;
  end: Instant;
  peopleMax?: number;
}): Promise<void> {
  const { rows } = await from.execute("SELECT id, actor, key FROM operations");
  const done = new Map(rows.map(({ id, actor, key }) => [`${actor} ${key}`, String(id)]));
  const hands = handsOn({
    client: into,
    secret: seeding.secret,
    again({ actor, key }) {
      const known = done.get(`${actor} ${key}`);
      if (known === undefined) throw new Error(`${actor} did ${key}, which never happened`);
      return known;
    },
  });
  await seed({ ...seeding, client: into, hands });
}
