import { countedIn } from "../../values/plural.ts";

const counted = countedIn("en");

/** What our pages say, and what every other language has to say too. */
export const en = {
  common: {
    skip: "Skip to the content",
    language: "Language",
    check: "Check it",
    until: (day: string) => `until ${day}`,
    and: " and ",
    or: " or ",
  },
  nav: {
    label: "Your programme",
    home: "Home",
    rewards: "Rewards",
    cards: "Cards",
    tiers: "Status",
    wallet: "Wallet",
    vouchers: "Vouchers",
    play: "Play",
    history: "History",
    how: "How it works",
    profile: "Profile",
    privacy: "Privacy",
    more: "More",
  },
  home: {
    worth: (money: string) => `worth ${money}`,
    pending: (units: string) => `${units} on the way`,
    held: (units: string) => `${units} set aside`,
    debt: (units: string) => `${units} to be earned back first`,
    missing: (units: string, reward: string) => `${units} to ${reward}`,
    expiring: (units: string, day: string) => `${units} expire on ${day}`,
    tickets: (tickets: number) => counted(tickets, { one: "# ticket", other: "# tickets" }),
  },
};
