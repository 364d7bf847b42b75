/** A contest's document held against the table of laws: what is missing, where, and why it is asked for. */
import { NO_ADVICE } from "./asked.ts";
import type { Contest } from "./contest.ts";
import { usdOf } from "./contest-prize.ts";
import { type Law, laws } from "./law.ts";
import { liesIn, reaches } from "./region.ts";

/** A way to tickets of the contest: what gives how many, and whether points are spent for them. */
export interface TicketWay {
  amount: number;
  isPaidInPoints: boolean;
}

export interface LawFault {
  /** From the contest on, or from the document's root on. */
  path: PropertyKey[];
  says: string;
}

/** What a contest is judged with: `further` is the most that second chances add to its prizes, by the same measure as `total`. */
interface Around {
  currency: string;
  ways: TicketWay[];
  further: number;
}

/** What laws of the regions that a contest is open to miss in it. */
export function lawFaults(contest: Contest, around: Around): LawFault[] {
  return laws
    .filter(({ region }) => region === null || reaches(contest.eligibility, region))
    .flatMap((law) => missing(law, contest, around))
    .map(({ path, says }) => ({ path, says: `${says} ${NO_ADVICE}` }));
}

function missing({ asks, says, region }: Law, contest: Contest, { currency, ways, further }: Around): LawFault[] {
  const fault = (path: PropertyKey[], what: string): LawFault[] => [{ path, says: `${what}: ${says}` }];
  const { eligibility, freeEntry, filings, prizes } = contest;
  const most = Math.max(0, ...ways.map(({ amount }) => amount));
  switch (asks.kind) {
    case "free-entry": {
      if (ways.length === 0) return [];
      if (!freeEntry) return fault(["freeEntry"], "is left out");
      return freeEntry.tickets >= most ? [] : fault(["freeEntry", "tickets"], `is less than ${most}`);
    }
    case "filing": {
      const filed = region !== null && filings[region] !== undefined;
      return filed || total(contest, currency) + further <= asks.aboveUsdMinor
        ? []
        : fault(["filings"], `has no number of ${region}`);
    }
    case "skill-question": {
      const isAsked = region !== null && contest.skillQuestionIn.some((each) => liesIn(region, each));
      return isAsked ? [] : fault(["skillQuestionIn"], `lacks ${region}`);
    }
    case "no-points-for-tickets":
      // Members who are known to live there are refused where they would spend points; see tickets.ts.
      return [];
    case "equal-tickets": {
      const amounts = new Set([...ways.map(({ amount }) => amount), ...(freeEntry ? [freeEntry.tickets] : [])]);
      return amounts.size <= 1
        ? []
        : fault(["eligibility", "regions"], `reaches ${region}, and ways in differ in tickets`);
    }
    case "least-age":
      return eligibility.minAge >= asks.age ? [] : fault(["eligibility", "minAge"], `is less than ${asks.age}`);
    case "retention":
      return contest.retentionMonths >= asks.months ? [] : fault(["retentionMonths"], `is less than ${asks.months}`);
    case "usd-values":
      return prizes.flatMap((prize, index) =>
        usdOf(prize, currency) === null ? fault(["prizes", index, "valueUsdMinor"], "is left out") : [],
      );
    default:
      return asks satisfies never;
  }
}

/** What all prizes are worth in US cents; without a value in dollars, in minor units of whatever the currency is. */
function total({ prizes }: Contest, currency: string): number {
  return prizes.reduce((sum, prize) => sum + (usdOf(prize, currency) ?? prize.valueMinor), 0);
}
