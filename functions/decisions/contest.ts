import { asKind, type Holder } from "../values/holder.ts";
import type { Facts } from "./facts.ts";

/** A contest that was read, or null. */
export function contestIn(facts: Facts, id: string): Holder<"contest"> | null {
  const found = facts.holders.get(id);
  return found?.kind === "contest" ? asKind(found, "contest") : null;
}
