/**
 * A seeded history done again in an empty database: the same people do the same things at the same instants, each operation
 * under its own id and in its own place, so that the ledger that comes of it has to be the same line by line.
 */
import type { Client } from "@libsql/client/web";
import type { Instant } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { handsOn } from "./doing.ts";
import { seed } from "./seed.ts";

/** Does again in `into` what the seed did in `from`. Rejects where something is done that was not, or in another order. */
export async function seedAgain({
  from,
  into,
  secret,
  document,
  end,
}: {
  from: Client;
  into: Client;
  secret: string;
  document: JsonObject;
  end: Instant;
}): Promise<void> {
  const { rows } = await from.execute("SELECT seq, id, actor, key FROM operations ORDER BY seq");
  const done = new Map(
    rows.map(({ seq, id, actor, key }) => [`${actor} ${key}`, { seq: Number(seq), id: String(id) }]),
  );
  const places = new Map(rows.map(({ seq, key }) => [String(key), Number(seq)]));
  const hands = handsOn({
    client: into,
    secret,
    again({ actor, key }) {
      const known = done.get(`${actor} ${key}`);
      if (!known) throw new Error(`${actor} did ${key}, which never happened`);
      return known.id;
    },
  });
  // People live side by side: each waits for her turn, which is when everything before has been done again.
  const waiting = new Map<number, () => void>();
  let next = 1;
  const turn = async () => {
    const [last] = (await into.execute("SELECT coalesce(max(seq), 0) AS seq FROM operations")).rows;
    next = Number(last?.seq) + 1;
    waiting.get(next)?.();
  };
  await seed({
    client: into,
    secret,
    document,
    end,
    hands: {
      secret,
      async do(verb, request, doing) {
        const place = places.get(`seed/${doing.key}`);
        if (place === undefined) throw new Error(`${doing.key} never happened`);
        if (place !== next) await new Promise<void>((resume) => waiting.set(place, resume));
        waiting.delete(place);
        const answer = await hands.do(verb, request, doing);
        await turn();
        return answer;
      },
      async letTimePass(now) {
        await hands.letTimePass(now);
        await turn();
      },
    },
  });
}
