/** Every effect kind, one file each: the shape of its terms, the sentence a merchant reads, and what it gives. */
import * as z from "zod";
import type { Grant } from "../../values/grant.ts";
import type { Moment } from "../conditions/moment.ts";
import { TOLD, type Told, tellsOf } from "../event.ts";
import { finderOf, type Kind, type Naming, termsOf, type Wording } from "../kinds.ts";
import * as cashBack from "./cash-back.ts";
import * as earn from "./earn.ts";
import * as memberPrice from "./member-price.ts";
import * as message from "./message.ts";
import * as multiply from "./multiply.ts";
import * as reward from "./reward.ts";
import * as surprise from "./surprise.ts";
import * as tickets from "./tickets.ts";

export const kinds = [cashBack, earn, memberPrice, message, multiply, reward, surprise, tickets] as const;
export const effect = z.discriminatedUnion("kind", termsOf(kinds));
export type Effect = z.infer<typeof effect>;

interface EffectKind extends Kind {
  sentence(given: never, wording?: Wording): string;
  gives(given: never, moment: Moment): Grant[];
  /** What an event must tell for it to be worth anything; absent: nothing. */
  needs?: readonly Told[] | ((given: never) => readonly Told[]);
  /** Whether it earns its unit: multipliers multiply it, and a group compares it. */
  earns?: boolean;
}
const kindOf = finderOf<EffectKind>(kinds);

/** What an effect gives at a moment. */
export function effectGrants(given: Effect, moment: Moment): Grant[] {
  return kindOf(given).gives(given as never, moment);
}

/** Whether an effect earns units, so that multipliers multiply it. */
export function effectEarns(given: Effect): boolean {
  return kindOf(given).earns ?? false;
}

/** The unit of which an effect gives, by earning it or by multiplying what others earn; null: it gives something else. */
export function effectUnit(given: Effect): string | null {
  return "unit" in given ? given.unit : null;
}

/** An effect in words. */
export function effectSentence(given: Effect, wording?: Wording): string {
  return kindOf(given).sentence(given as never, wording);
}

/** What an effect names of the document. */
export function effectNames(given: Effect): Naming[] {
  return kindOf(given).names?.(given as never) ?? [];
}

/** Why an effect can never be had from an event, or null: it can. */
export function effectMisfit(given: Effect, on: string): string | null {
  const { needs = [] } = kindOf(given);
  const needed = typeof needs === "function" ? needs(given as never) : needs;
  const missing = needed.find((told) => !tellsOf(on).includes(told));
  return missing === undefined ? null : TOLD[missing];
}
