import { readTurns, type Turn } from "../database/line.ts";
import { answering, callOf, isDone } from "../operations/act.ts";
import { endPlace, movePlace, offerSeat, passLine } from "../operations/line.ts";
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
  let isDue = false;
  const request = (place: string) => {
    isDue = true;
    return { place };
  };
  await drain(ledger, endPlace, { kind: "standby", request, budget });
  // What was due and is not over ends on another day by now.
  if (isDue) await drain(ledger, movePlace, { kind: "standby", request, budget });
  const aside = new Set<string>();
  const faults: unknown[] = [];
  while (budget.isLeft()) {
    const lines = await readTurns(ledger.client, [...aside]);
    if (lines.length === 0) break;
    for (const line of lines) {
      const { reward } = line;
      try {
        if (!(await goOn(ledger, line))) aside.add(reward);
      } catch (fault) {
        faults.push(fault);
        aside.add(reward);
      }
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} lines met a fault`);
}

/** What comes next in a line's turn; false: nothing does now. */
async function goOn(ledger: Ledger, { reward, turn, next, waiting }: Turn): Promise<boolean> {
  if (next === null) return asked(ledger, passLine, `${reward}:${turn}:${waiting}`, { reward, turn, passed: waiting });
  if (await asked(ledger, offerSeat, `${next}:${turn}`, { place: next, turn })) return true;
  // Nobody can be asked where the reward has no line any more: what is free would be nobody's.
  return asked(ledger, endPlace, `${next}:${turn}`, { place: next });
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
