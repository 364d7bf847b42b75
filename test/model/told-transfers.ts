/** What a member gives another, told a second time: which answer, what went by its last day, and what both have then. */
import { whoIs } from "./snapshot.ts";
import { Untold } from "./told.ts";
import { fillCards } from "./told-catalogue.ts";
import { hasRunOut, type Purse, purseOf, redemptionsOf } from "./told-purse.ts";
import { type Asking, momentOf } from "./told-redemptions.ts";

const NEVER = 2_932_896;

/** What is expected of a transfer; no purses: it is refused. */
export interface Passed {
  code: string;
  slices: { amount: number; expiresOn: number }[];
  purses: Map<string, Purse>;
}

const refused = (code: string): Passed => ({ code, slices: [], purses: new Map() });

/** Units from one to another: out of what ends first, each with its end, and what the other owes is repaid first. */
export function transferTold(
  asking: Asking,
  { member, to, unit, amount }: { member: string; to: string; unit: string; amount: number },
): Passed {
  const { before, programme, now } = asking;
  const [from, into] = [whoIs(before, member), whoIs(before, to)];
  const stateOf = (of: string) => before.members.get(of)?.state;
  if (stateOf(into) === undefined) return refused("member_unknown");
  if (from === into) return refused("to_herself");
  if (stateOf(from) === "frozen") return refused("member_frozen");
  if (stateOf(from) !== "joined") return refused("member_not_joined");
  if (stateOf(into) !== "joined") return refused("recipient_unavailable");
  const terms = programme.units[unit];
  if (!terms) return refused("invalid");
  if (!terms.transferable) return refused("not_transferable");
  const [giving, receiving] = [momentOf(asking, from), momentOf(asking, into)];
  const [hers, theirs] = [purseOf(before, from, giving), purseOf(before, into, receiving)];
  if (hers.spendable(unit) - hers.debt(unit) < amount) return refused("points_short");

  const slices = hers.spend(unit, amount).map((part) => ({ ...part, until: Math.min(NEVER, hers.end(part)) }));
  for (const slice of slices) theirs.receive(slice);
  const mayBeShared = redemptionsOf(before, from).some((one) => one.stock && hasRunOut(one, now));
  const filled = fillCards(giving, hers);
  const theirFilled = fillCards(receiving, theirs);
  // A piece that the one takes or gives back is the other's too.
  if (theirFilled.length > 0 && (mayBeShared || filled.length > 0)) throw new Untold("cards of both");
  return {
    code: "done",
    slices: slices.map(({ amount: part, until }) => ({ amount: part, expiresOn: until })),
    purses: new Map([
      [from, hers],
      [into, theirs],
    ]),
  };
}
