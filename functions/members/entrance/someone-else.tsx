/**
 * A link that would sign somebody in, opened where another member is signed in: both are named, and it is done by a press on
 * our own page alone. Otherwise whoever sends a link could have her go on in an account that is not hers.
 */
import { type Called, readCalled } from "../../database/called.ts";
import { both } from "../../database/reading.ts";
import { maskedContact } from "../../edge/mask.ts";
import type { EntrancePhrases } from "../../edge/phrases/entrance/index.ts";
import { read } from "../../edge/read.ts";
import type { Ctx } from "../../edge/serve.ts";
import type { Ledger } from "../../operations/verb.ts";
import { at, memberIfAny, whenOut } from "./at.ts";

/** How the one who is signed in is called, and the one whom a link would sign in. */
export interface Both {
  here: string;
  other: string;
}

/** Both by name, where another than `wanted` is signed in; null: nobody is, or it is herself. */
export async function someoneElse(
  context: Ctx,
  ledger: Ledger,
  wanted: { member: string } | { email: string },
): Promise<Both | null> {
  const caller = await memberIfAny(context, ledger);
  if (caller === null) return null;
  const { says } = at(context);
  const member = "member" in wanted ? wanted.member : await memberWith(ledger, wanted.email);
  const reading = both(readCalled(caller.member), readCalled(member));
  const shown = await read({ caller, ledger }, { reading }).catch(whenOut);
  if (shown === null) return null;
  const [here, other] = shown.found;
  if (here === null || here.member === other?.member) return null;
  return { here: calledIn(says, here), other: "email" in wanted ? wanted.email : calledIn(says, other) };
}

/** The member who has proved an address; empty: nobody has. */
async function memberWith(ledger: Ledger, email: string): Promise<string> {
  const identity = { kind: "email", value: email };
  const { facts } = await read({ caller: { kind: "public" }, ledger }, { identity });
  return facts.identified[0] ?? "";
}

/** An address is masked: the page is of a link that anybody may have opened. */
function calledIn(says: EntrancePhrases, called: Called | null): string {
  const { name = null, email = null } = called ?? {};
  const contact = maskedContact({ email, phone: null });
  if (name === null) return contact ?? says.someMember;
  return contact === null ? name : `${name} (${contact})`;
}

/** The question, and its two answers: nothing changes by the first. */
export const AskInstead = ({
  says,
  names: { here, other },
  action,
  fields,
}: {
  says: EntrancePhrases;
  names: Both;
  action: string;
  fields: Record<string, string>;
}) => (
  <main class="door">
    <h1>{says.someoneIsIn}</h1>
    <p>{says.insteadOf(here, other)}</p>
    <p class="quiet">{says.insteadCare}</p>
    <form method="post" action={action} class="fields">
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <a class="button primary" href="/me">
        {says.stayAs(here)}
      </a>
      <button type="submit">{says.goOnAs(other)}</button>
    </form>
  </main>
);
