import { type Review, readMembersAfter, readReviews } from "../database/reviews.ts";
import { act, answering, callOf, isDone } from "../operations/act.ts";
import { review } from "../operations/boundary.ts";
import { goOnReviewing } from "../operations/go-on-reviewing.ts";
import { PAGE_MAX, performMany } from "../operations/perform-many.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Budget } from "./budget.ts";

/**
 * After a version under which members may be in other tiers came into force, looks at each of them and posts what is different:
 * a page at a time, as far as a tick comes, and on from there with the next. The newest review is of what is in force, so that it
 * does for those before it. Throws the faults that it met; those members are reviewed with the next that happens to them.
 */
export async function reviewMembers(ledger: Ledger, budget: Budget): Promise<void> {
  const [newest, ...older] = await readReviews(ledger.client, ledger.now);
  if (!newest || !budget.isLeft()) return;
  for (const { publicId } of older) await goOn(ledger, { review: publicId, after: null });
  const { after, faults } = await walk(ledger, newest, budget);
  await goOn(ledger, { review: newest.publicId, after });
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} members could not be reviewed`);
}

/** Looks at members until none is left or the tick is over; answers the last, null: none is left. */
async function walk(
  ledger: Ledger,
  { after: begun }: Review,
  budget: Budget,
): Promise<{ after: string | null; faults: unknown[] }> {
  const faults: unknown[] = [];
  let after = begun;
  do {
    const members = await readMembersAfter(ledger.client, { after, limit: PAGE_MAX });
    const calls = members.map(({ publicId: member, version }) =>
      callOf(review.kind, { request: { member }, name: `${member}:${version}`, body: { member } }),
    );
    for (const performed of await performMany(ledger, review, calls, answering)) {
      try {
        isDone(performed, review.kind);
      } catch (fault) {
        faults.push(fault);
      }
    }
    after = members.length < PAGE_MAX ? null : (members.at(-1)?.publicId ?? null);
  } while (after !== null && budget.isLeft());
  return { after, faults };
}

async function goOn(ledger: Ledger, body: { review: string; after: string | null }): Promise<void> {
  await act(ledger, goOnReviewing, { request: body, name: `${body.review}:${body.after ?? "done"}`, body });
}
