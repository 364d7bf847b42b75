import { readDue } from "../database/due.ts";
import { act } from "../operations/act.ts";
import { PAGE_MAX } from "../operations/perform-many.ts";
import { supply } from "../operations/supply.ts";
import type { Ledger } from "../operations/verb.ts";
import { programmeOf } from "./programme-of.ts";

/** Brings in the stock and the budgets of versions that came into force since the last tick. */
export async function supplyVersions(ledger: Ledger): Promise<void> {
  const due = await readDue(ledger.client, { kind: "supply", limit: PAGE_MAX, except: [], now: ledger.now });
  if (due.length === 0) return;
  const { current } = await programmeOf(ledger);
  const rewards = current.programme.rewards.map(({ id }) => id);
  for (const { publicId } of due) {
    const body = { supply: publicId, version: current.version };
    await act(ledger, supply, { request: { ...body, rewards }, name: `${publicId}:${current.version}`, body });
  }
}
