import { ordinalRules } from "../../../values/formats.ts";
import { countedIn } from "../../../values/plural.ts";

const counted = countedIn("en");
const ORDINALS = { zero: "th", one: "st", two: "nd", few: "rd", many: "th", other: "th" };
/** "2nd" */
const ordinal = (count: number) => `${count}${ORDINALS[ordinalRules("en").select(count)]}`;

/** What the pages with what she may get, and what she got, say. English is the contract. */
export const en = {
  rewards: {
    none: "There is nothing in the catalogue just now.",
    inReach: "In reach",
    ahead: "Ahead",
    others: "For others",
    choose: "Choose",
    chooseThis: (reward: string) => `Choose ${reward}`,
    left: (pieces: number) => counted(pieces, { one: "# left", other: "# left" }),
    missing: (units: string) => `${units} missing`,
    progress: (has: string, needs: string) => `${has} of ${needs}`,
    forTiers: (tiers: string) => `for ${tiers}`,
    had: "you have had it",
    gone: "none left",
    notNow: "not just now",
    confirm: (reward: string) => `Redeem ${reward}?`,
    costs: "It costs",
    keep: "You keep",
    redeem: (units: string) => `Redeem for ${units}`,
    think: "Not now",
    undoable: "You can undo it for two minutes.",
  },
  line: {
    kept: "Kept for you",
    before: (time: string) => `take it before ${time}`,
    take: "Take it",
    pass: "Leave it to the next",
    join: "Join the waiting list",
    joinThis: (reward: string) => `Join the waiting list for ${reward}`,
    how: "A place costs nothing. When it is your turn, a seat is kept for you for a while.",
    position: (place: number, _: string) => `You are ${ordinal(place)} in line.`,
    passed: (day: string) => `One came free on ${day}, and you could not have it then. You keep your place.`,
    leave: "Leave the line",
    joined: "You are in line. It costs nothing, and we tell you here when it is your turn.",
    left: "You are out of the line.",
    passedOn: "It goes to the next in line. What was kept for it is yours again.",
  },
  cards: {
    none: "This programme has no cards.",
    toGo: (units: string) => `${units} to go`,
    filled: (times: number) => counted(times, { one: "filled once", other: "filled # times" }),
    full: "Full.",
    keeps: "It is kept for you, and comes by itself as soon as it can.",
    paused: "Rewards are paused: it comes when they are back.",
    join: "Join to have it.",
    otherTier: "It is for another tier.",
    limit: "You had as many as one may have.",
    stock: "None are left just now: it is kept for you.",
    where: "Full cards become vouchers by themselves.",
  },
  vouchers: {
    none: "No vouchers yet. What you redeem is kept here, with its code.",
    show: "Show this at the counter, or type it at the checkout.",
    usable: "Yours to use",
    over: "Used and over",
    qr: (code: string) => `QR code of ${code}`,
    used: "used",
    cancelled: "taken back",
    expired: "expired",
  },
};
