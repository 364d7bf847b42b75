/** Due holders of one kind, a page at a time, until none is left: the due dates in the ledger are the only memory. */
import { type Due, readDue } from "../database/due.ts";
import { answering, callOf, isDone } from "../operations/act.ts";
import { PAGE_MAX, performMany } from "../operations/perform-many.ts";
import type { Ledger, Verb } from "../operations/verb.ts";
import type { JsonObject } from "../values/json.ts";
import type { Budget } from "./budget.ts";

/** Holders that one tick leaves aside, because they could not be done, before it gives up on their kind. */
const ASIDE_MAX = 1_000;

/** Performs a verb for each due holder of a kind. Throws the faults it met at the end, when all the others are done. */
export async function drain<Request extends JsonObject, Outcome extends object>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  {
    kind,
    request,
    budget,
    due: read = (page) => readDue(ledger.client, { kind, ...page, now: ledger.now }),
  }: {
    kind: string;
    request(publicId: string, due: Due): Request;
    budget: Budget;
    /** Who is due, where it is not by a due date. */
    due?(page: { limit: number; except: string[] }): Promise<Due[]>;
  },
): Promise<void> {
  const aside = new Set<string>();
  const faults: unknown[] = [];
  while (budget.isLeft() && aside.size < ASIDE_MAX) {
    const due = await read({ limit: PAGE_MAX, except: [...aside] });
    if (due.length === 0) break;
    const calls = due.map((each) => {
      const { publicId, version } = each;
      const body = request(publicId, each);
      return callOf(verb.kind, { request: body, name: `${publicId}:${version}`, body });
    });
    const performed = await performMany(ledger, verb, calls, answering);
    for (const [index, each] of performed.entries()) {
      const { publicId } = due[index] as Due;
      try {
        // Done before, and due again under the same version: nothing that this tick could change.
        if (isDone(each, verb.kind) && each.kind === "answered" && !each.isReplay) continue;
      } catch (fault) {
        faults.push(fault);
      }
      aside.add(publicId);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of kind ${kind} could not be done`);
}
