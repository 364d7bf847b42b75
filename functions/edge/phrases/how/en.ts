import { countedIn } from "../../../values/plural.ts";

const counted = countedIn("en");

/** What the page on how the programme works says. English is the contract. */
export const en = {
  how: {
    earn: "How you earn",
    rewards: "What you can get",
    tiers: "Status",
    units: "What it is worth",
    unitWorth: (units: string, money: string) => `${units} = ${money}`,
    surprises: "Surprises and their odds",
    contests: "Contests",
    memberships: "Memberships",
    membership: (months: number, name: string, money: string) =>
      counted(months, { one: `${name}: ${money} a month`, other: `${name}: ${money} for # months` }),
    terms: "Terms",
    next: (day: string) => `What changes on ${day}`,
    nextNothing: "Nothing that you would notice.",
    noNext: "No change is planned.",
    version: (version: string) => `Version ${version}. What you earned keeps the terms it was earned by.`,
  },
};
