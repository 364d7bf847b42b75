import { readTurns } from "../database/line.ts";
import { answering, callOf, isDone } from "../operations/act.ts";
import { endPlace, offerSeat, passLine } from "../operations/line.ts";
import { perform } from "../operations/perform.ts";
import type { Ledger, Verb } from "../operations/verb.ts";
import type { JsonObject } from "../values/json.ts";
import type { Budget } from "./budget.ts";
import { drain } from "./drain.ts";

/**
 * Ends places whose reward is over, and offers what came free along each line, strictly one after the other: a fault at one
 * stops that line, since nobody is passed over for a fault of ours. Throws the faults when the other lines had their turn.
 */
export async function offerSeats(ledger: Ledger, budget: Budget): Promise<void> {
  await drain(ledger, endPlace, { kind: "standby", request: (place) => ({ place }), budget });
  const aside = new Set<string>();
  const faults: unknown[] = [];
  while (budget.isLeft()) {
    const lines = await readTurns(ledger.client, [...aside]);
    if (lines.length === 0) break;
    for (const { reward, turn, next, passed } of lines) {
      const isOver = next
        ? asked(ledger, offerSeat, `${next}:${turn}`, { place: next, turn })
        : asked(ledger, passLine, `${reward}:${turn}:${passed}`, { reward, turn, passed });
      try {
        if (!(await isOver)) aside.add(reward);
      } catch (fault) {
        faults.push(fault);
        aside.add(reward);
      }
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} lines met a fault`);
}

/** Whether it was done now, and not before or not at all. */
async function asked<Request extends JsonObject, Outcome extends object>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  name: string,
  request: Request,
): Promise<boolean> {
  const performed = await perform(ledger, verb, callOf(verb.kind, { request, name, body: request }), answering);
  return isDone(performed, verb.kind) && performed.kind === "answered" && !performed.isReplay;
}
