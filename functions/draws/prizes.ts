/**
 * Which prize item a hit takes. The rules, so that an auditor who has the plays and the items finds the same:
 *
 * 1. Plays settle strictly in the order of their `seq`.
 * 2. A tier without `units` in the odds' table never runs out: every hit is `won`, and takes no item.
 * 3. A tier with `units` has exactly that many items, in the order of `availableFrom`, then of id (as ASCII bytes).
 * 4. A hit takes the first item of its tier that is still free, if its `availableFrom` (unix seconds) is not after the
 *    play's own instant `at`: `won`. Otherwise `stock_out`: the tier stays on record, she gets the consolation, and
 *    nothing is kept for her.
 * 5. Where the configuration has `winsPerDay`, a member's hit after so many wins in the play's epoch is `capped`: as a
 *    `stock_out` it stays on record and takes no item, whether or not one is there.
 * 6. An item is taken once and never comes back to its pool.
 *
 * Because a tier's free items are in order, looking at the first one is enough.
 */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../values/jcs.ts";
import { hashHex, label } from "./bytes.ts";
import { INSTANT, type InstantConfiguration } from "./configuration.ts";

/** One thing that can be won. `availableFrom` is in unix seconds. */
export type PrizeItem = { id: string; tier: string; availableFrom: number };

/** How a settled play ended, and the item that it took, if any. */
export type Settled = { state: "won" | "stock_out" | "capped" | "no_win"; prize: string | null };

/** What a play's end depends on: the tier that its ticket hit (null: none), its instant in unix seconds, whose it is and when. */
export type Hit = { result: string | null; at: number; member: string; epoch: number };

/** Under what the wins of a member in an epoch are counted. */
export const winsKey = ({ member, epoch }: Pick<Hit, "member" | "epoch">) => `${epoch}/${member}`;

/** The commitment to a pool's items, for its configuration: `H(T(version) ‖ T("prizes") ‖ JCS(items in order))`, in hex. */
export function prizeListHash(items: readonly PrizeItem[]): string {
  const inOrder = items.toSorted(byTurn).map(({ id, tier, availableFrom }) => ({ availableFrom, id, tier }));
  return hashHex(label(INSTANT), label("prizes"), utf8ToBytes(canonicalJson(inOrder)));
}

/**
 * A settler over the items that are still free. Give it plays strictly in the order of `seq`; `wins` are those of the plays
 * before them, by `winsKey`. `takes`: an item that went to a play which it is not given.
 */
export function openPrizes(
  { table, winsPerDay }: Pick<InstantConfiguration, "table" | "winsPerDay">,
  free: readonly PrizeItem[],
  wins: ReadonlyMap<string, number> = new Map(),
): { settle(play: Hit): Settled; takes(item: Pick<PrizeItem, "id" | "tier">): void } {
  const queues = new Map<string, PrizeItem[]>();
  // Reversed, so that the next item is the last of its list and leaves it without moving the others.
  for (const item of free.toSorted(byTurn).reverse()) {
    const queue = queues.get(item.tier);
    if (queue === undefined) queues.set(item.tier, [item]);
    else queue.push(item);
  }
  const limited = new Set(table.filter(({ units }) => units !== undefined).map(({ id }) => id));
  const won = new Map(wins);

  return {
    settle(play) {
      const { result, at } = play;
      if (result === null) return { state: "no_win", prize: null };
      const key = winsKey(play);
      const before = won.get(key) ?? 0;
      if (winsPerDay !== undefined && before >= winsPerDay) return { state: "capped", prize: null };
      const queue = queues.get(result);
      const next = queue?.at(-1);
      const isLimited = limited.has(result);
      if (isLimited && (next === undefined || next.availableFrom > at)) return { state: "stock_out", prize: null };
      won.set(key, before + 1);
      if (!isLimited || next === undefined) return { state: "won", prize: null };
      queue?.pop();
      return { state: "won", prize: next.id };
    },
    takes({ id, tier }) {
      const queue = queues.get(tier);
      const place = queue?.findLastIndex((item) => item.id === id) ?? -1;
      if (place >= 0) queue?.splice(place, 1);
    },
  };
}

function byTurn(one: PrizeItem, other: PrizeItem): number {
  return one.availableFrom - other.availableFrom || (one.id < other.id ? -1 : Number(one.id > other.id));
}
