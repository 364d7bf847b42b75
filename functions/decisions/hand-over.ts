/** Handing a reward over: what it gives besides the thing itself is posted and recorded. */
import { daysOf } from "../programme/unit.ts";
import { issuedBy } from "../values/account.ts";
import { ALWAYS, NEVER } from "../values/day.ts";
import type { Grant } from "../values/grant.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { give, type Taken } from "./units.ts";
import { issueVoucher, type VoucherIssued } from "./voucher.ts";

/** What was handed over. */
export interface Handed {
  /** The voucher that was issued; null: none. */
  voucher: VoucherIssued | null;
  /** Units that were given, by the lot they went to. */
  gave: Taken[];
}

/** Gives what a redemption gives when it is captured. */
export function handOver(
  draft: Draft,
  facts: Facts,
  given: Pick<Given, "secret">,
  { gives, ...of }: { member: string; redemption: string; reward: string; gives: Grant[] },
): Handed {
  const handed: Handed = { voucher: null, gave: [] };
  for (const grant of gives) {
    switch (grant.kind) {
      case "voucher": {
        const { valueMinor, validDays, only } = grant;
        handed.voucher = issueVoucher(draft, facts, given, { ...of, valueMinor, validDays, only });
        break;
      }
      case "units":
        handed.gave.push(giveUnits(draft, facts, of, { unit: grant.unit, amount: grant.numerator }));
        break;
      default:
        throw new Error(`a reward cannot give ${grant.kind}`);
    }
  }
  return handed;
}

/** What a redemption keeps of what was handed over. */
export function handedFacts({ voucher, gave }: Handed) {
  return { voucher: voucher?.id ?? null, ...(gave.length === 0 ? {} : { gave }) };
}

function giveUnits(
  draft: Draft,
  facts: Facts,
  { member, redemption, reward }: { member: string; redemption: string; reward: string },
  { unit, amount }: { unit: string; amount: number },
): Taken {
  const terms = facts.current.programme.units[unit];
  // A unit that the document no longer has lives for ever, as it does for who holds it.
  const lot = terms ? daysOf(terms, facts.today) : { availableOn: ALWAYS, expiresOn: NEVER };
  const why = { redemption, reward, amount };
  give(draft, facts, { member, unit, amount, from: issuedBy(null, unit), lot, reason: "redeem", why });
  return { unit, availableOn: lot.availableOn, expiresOn: lot.expiresOn, amount };
}
