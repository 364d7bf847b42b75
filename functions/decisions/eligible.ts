/** Who may enter a contest and win it: by age when it opens, by where she lives, and as long as she is there at all. */
import { isOpenTo, liesIn } from "../programme/draws/region.ts";
import type { ContestFacts, PassReason } from "../values/contest-facts.ts";
import { dayOf } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Facts } from "./facts.ts";
import { ageOn, birthDateOf, regionOf } from "./profile.ts";

/** What is known of a person, or null for what nobody knows. */
export interface Person {
  birthDate: string | null;
  region: string | null;
}

/** What her profile says, and where it says nothing, what she says now. */
export function personOf(profile: JsonObject, said: Partial<Person> = {}): Person {
  return {
    birthDate: birthDateOf(profile) ?? said.birthDate ?? null,
    region: said.region ?? regionOf(profile),
  };
}

/** Why a person may not have a prize of a contest, as far as it is known; null: nothing known speaks against it. */
export function judgeEligible(
  facts: Facts,
  contest: Pick<ContestFacts, "terms" | "opensAt">,
  { member, person, minAge = 0 }: { member: Holder<"member"> | null; person: Person; minAge?: number | undefined },
): Extract<PassReason, "ineligible_age" | "ineligible_region" | "erased"> | null {
  if (member?.state === "erased") return "erased";
  const opened = dayOf(contest.opensAt, facts.current.programme.zone);
  const age = person.birthDate === null ? null : ageOn({ birthDate: person.birthDate }, opened);
  if (age !== null && age < Math.max(minAge, contest.terms.minAge)) return "ineligible_age";
  if (person.region !== null && !isOpenTo(contest.terms, person.region)) return "ineligible_region";
  return null;
}

/** What has to be said before it can be judged whether she may have a prize. */
export function unsaid({ terms }: Pick<ContestFacts, "terms">, person: Person, minAge = 0): ("birthDate" | "region")[] {
  const needsAge = Math.max(minAge, terms.minAge) > 0 && person.birthDate === null;
  return [
    ...(needsAge ? (["birthDate"] as const) : []),
    ...(isVague(terms, person.region) ? (["region"] as const) : []),
  ];
}

/** Whether it takes a part of a country to say whether a contest is open there. */
function isVague({ regions, voidIn }: { regions: string[]; voidIn: string[] }, region: string | null): boolean {
  return region === null || [...regions, ...voidIn].some((each) => each !== region && liesIn(each, region));
}
