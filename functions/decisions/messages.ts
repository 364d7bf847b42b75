/** Messages: what a rule tells a member, with the numbers as they stand. They are kept with the operation's answer. */

import { filled } from "../programme/effects/message.ts";
import { wordingOf } from "../programme/wording.ts";
import type { MessageGrant } from "../values/grant.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { spendable } from "./units.ts";

export interface MessageGiven {
  /** Its id in the document: a store's own template. */
  message: string;
  rule: string;
  /** By language. */
  says: Record<string, string>;
}

/** A message as it is told now; `earned` is what its event earned. */
export function messageTold(
  draft: Draft,
  facts: Facts,
  {
    grant,
    rule,
    member,
    earned,
  }: { grant: MessageGrant; rule: string; member: string; earned: { unit: string; amount: number }[] },
): MessageGiven {
  const { programme } = facts.atEvent;
  const says = filled(grant.says, programme.language, (which, unit, language) => {
    const amount =
      which === "has"
        ? spendable(draft, facts, member, unit)
        : earned.reduce((sum, each) => (each.unit === unit ? sum + each.amount : sum), 0);
    return wordingOf(programme, language).units(amount, unit);
  });
  return { message: grant.message, rule, says };
}
