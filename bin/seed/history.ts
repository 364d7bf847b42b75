/** A year of what people did, as data: who came when, bought what and brought what back. The same for the same preset and end. */
import type { AttributeValue } from "../../functions/programme/conditions/moment.ts";
import type { Programme } from "../../functions/programme/programme.ts";
import { isPriced } from "../../functions/programme/rewards/index.ts";
import type { PointsAsMoney } from "../../functions/programme/rewards/points-as-money.ts";
import { DAY_MS, type Instant } from "../../functions/values/day.ts";
import { type Luck, luckOf } from "./luck.ts";
import { type Person, peopleOf } from "./people.ts";
import { demoStoreOf, type Goods, type Scene, type SceneVenue } from "./scene.ts";

/** How long before the end people begin to come, in days. */
const HISTORY_DAYS = 365;
/** The programme is published a day earlier. */
const BEGIN_MS = (HISTORY_DAYS + 1) * DAY_MS;

/** When a history with this end begins, and the other way round. */
export const beginOf = (end: Instant): Instant => end - BEGIN_MS;
export const endOf = (begin: Instant): Instant => begin + BEGIN_MS;

export type Happening = { at: Instant; person: Person } & (
  | { kind: "join"; birthDate: string | null }
  /** Says something of herself, as far as the programme asks. */
  | { kind: "profile"; attributes: Record<string, AttributeValue>; birthDate: string }
  | { kind: "purchase"; store: string; order: string; lines: { goods: Goods; quantity: number }[] }
  | { kind: "refund"; store: string; order: string; lines: { line: string; quantity: number }[]; goodsMinor: number }
  /** Exchanges what she has for a reward that she can afford, if there is one. */
  | { kind: "redemption"; store: string; number: number }
  /** Pays into her wallet. */
  | { kind: "top-up"; store: string; number: number; amountMinor: number }
  /** Pays for a plan, by its unit. */
  | { kind: "membership"; store: string; plan: string }
  | { kind: "check-in"; venue: SceneVenue; number: number; shown: Shown }
  /** Asks staff to look at a check-in that was not trusted, and what they say by now; null: they have not looked. */
  | { kind: "appeal"; number: number; says: string }
  | { kind: "verdict"; number: number; says: string | null }
  /** Shares a photo, which staff have accepted or will still look at. */
  | { kind: "photo"; store: string; number: number; isAccepted: boolean }
);

/** How she shows that she is at a venue: by the counter's code, by her phone's position, or by one that is too coarse to say. */
type Shown = "code" | "position" | "coarse";

interface Habit {
  purchases: [number, number];
  checkIns: [number, number];
  redemptions: [number, number];
  topUps: [number, number];
  photos: [number, number];
}

const HABITS: Record<Person["habit"], Habit> = {
  loyal: { purchases: [8, 14], checkIns: [5, 9], redemptions: [1, 4], topUps: [2, 5], photos: [0, 3] },
  regular: { purchases: [3, 6], checkIns: [1, 3], redemptions: [0, 2], topUps: [0, 2], photos: [0, 1] },
  occasional: { purchases: [1, 2], checkIns: [0, 1], redemptions: [0, 0], topUps: [0, 0], photos: [0, 0] },
};

/** Of a hundred check-ins, how many scan the counter's code. */
const CODE_PERCENT = 30;
/** Of a hundred purchases, how many are brought back, in whole or in part. */
const REFUND_PERCENT = 6;
/** Of a hundred who joined, how many pay for a membership where there is one. */
const MEMBERS_PERCENT = 70;
/** Shops are open from 9 to 20 o'clock. */
const OPENS_MS = 9 * 3_600_000;
const OPEN_MS = 11 * 3_600_000;
/** What is paid into a wallet at once, in minor units. */
const TOP_UPS_MINOR = [1000, 2500, 5000];
/** Photos of the last days wait for staff. */
const WAITING_MS = 4 * DAY_MS;
/** The last thing happens ten minutes before the end. */
const LAST_MS = 600_000;

/** Everything that happened, first things first, in the year before `end`, to the first so many people (absent: to all). */
export function historyOf(programme: Programme, scene: Scene, end: Instant, peopleMax?: number): Happening[] {
  const people = peopleOf(programme.programme).slice(0, peopleMax);
  const isEvent = (name: string) => programme.campaigns.some(({ rules }) => rules.some(({ on }) => on === name));
  const hasCheckIns = isEvent("check-in");
  const hasRewards = programme.rewards.some(isPriced);
  const plans = Object.keys(programme.units).filter((unit) => programme.units[unit]?.membership);
  const venues = scene.stores.flatMap((store) => store.venues);
  const happenings: Happening[] = [];
  for (const person of people) {
    const luck = luckOf(`${programme.programme}/${person.email}`);
    const habit = HABITS[person.habit];
    const from = end - Math.round(HISTORY_DAYS * DAY_MS * (luck.integer(person.habit === "loyal" ? 60 : 5, 99) / 100));
    const someday = () => openingHours(luck, from, end);
    const times = (range: [number, number]) => Array.from({ length: luck.integer(...range) }, someday);
    const birthDate = isEvent("birthday")
      ? bornOn(luckOf(`${programme.programme}/birthday/${person.email}`), from)
      : null;
    if (person.joins) happenings.push({ kind: "join", at: from, person, birthDate });
    for (const [index, at] of times(habit.purchases).entries()) {
      const order = `${1000 + person.number}-${index + 1}`;
      happenings.push(...purchaseOf(luck, scene, { person, order, at, end }));
    }
    if (!person.joins) continue;
    if (Object.keys(programme.attributes).length > 0)
      happenings.push({ kind: "profile", at: from + LAST_MS, person, ...profileOf(programme, luck, from) });
    if (hasRewards) {
      for (const [index, at] of times(habit.redemptions).entries())
        happenings.push({ kind: "redemption", at, person, store: luck.pick(scene.stores).id, number: index + 1 });
    }
    if (plans.length > 0 && luck.percent(MEMBERS_PERCENT))
      happenings.push({
        kind: "membership",
        at: from + LAST_MS,
        person,
        store: demoStoreOf(scene),
        plan: luck.pick(plans),
      });
    if (hasCheckIns) {
      // Of its own luck, so that nothing else of her history depends on it.
      const showing = luckOf(`${programme.programme}/shown/${person.email}`);
      for (const [index, at] of times(habit.checkIns).entries()) {
        const shown = showing.percent(CODE_PERCENT) ? "code" : "position";
        happenings.push({ kind: "check-in", at, person, venue: luck.pick(venues), number: index + 1, shown });
      }
    }
    if (walletReward(programme)) {
      for (const [index, at] of times(habit.topUps).entries()) {
        const topUp = { store: luck.pick(scene.stores).id, number: index + 1, amountMinor: luck.pick(TOP_UPS_MINOR) };
        happenings.push({ kind: "top-up", at, person, ...topUp });
      }
    }
    if (isEvent("photo")) {
      for (const [index, at] of times(habit.photos).entries()) {
        const photo = { store: luck.pick(scene.stores).id, number: index + 1, isAccepted: at < end - WAITING_MS };
        happenings.push({ kind: "photo", at, person, ...photo });
      }
    }
  }
  const joined = people.filter(({ joins }) => joins);
  if (hasCheckIns) happenings.push(...doubtedOf(joined, venues, end));
  return happenings.sort((one, other) => one.at - other.at || (one.person.email < other.person.email ? -1 : 1));
}

/** What they said with it, and how staff answered: null waits, "" is accepted. */
const DOUBTED = [
  { says: "I sat by the window the whole time; my phone thought that I was across the canal.", answered: null },
  { says: "No signal in the basement.", answered: null },
  { says: "I bought a cake, I have the receipt.", answered: "" },
  { says: "I was nearly there.", answered: "We had closed for the day when this was sent." },
];
const HOUR_MS = 3_600_000;

/** Check-ins of the last days whose position was too coarse: staff were asked to look at them, and at one nobody asked. */
function doubtedOf(people: Person[], venues: SceneVenue[], end: Instant): Happening[] {
  return people.slice(0, DOUBTED.length + 1).flatMap((person, index): Happening[] => {
    const at = end - (index + 1) * 20 * HOUR_MS;
    const venue = venues[index % venues.length];
    const said = DOUBTED[index];
    if (!venue) return [];
    const about = { person, number: DOUBTED_NUMBER };
    const happened: Happening[] = [{ kind: "check-in", at, ...about, venue, shown: "coarse" }];
    if (said) happened.push({ kind: "appeal", at: at + HOUR_MS, ...about, says: said.says });
    if (said && said.answered !== null)
      happened.push({
        kind: "verdict",
        at: at + 3 * HOUR_MS,
        ...about,
        says: said.answered === "" ? null : said.answered,
      });
    return happened;
  });
}

/** Beyond every number that a habit gives. */
const DOUBTED_NUMBER = 100;

/** Of a hundred questions, how many she answers. */
const ANSWERED_PERCENT = 80;
const YOUNGEST = 18;
const OLDEST = 75;

/** What a person says of herself: some of what the programme asks for, and when she was born. */
function profileOf(
  { attributes }: Programme,
  luck: Luck,
  at: Instant,
): { attributes: Record<string, AttributeValue>; birthDate: string } {
  const said: Record<string, AttributeValue> = {};
  for (const [name, terms] of Object.entries(attributes)) {
    const choices = "choices" in terms ? terms.choices.map(({ id }) => id) : [];
    const value = {
      choice: () => luck.pick(choices),
      choices: () => choices.filter(() => luck.percent(50)),
      number: () => (terms.kind === "number" ? luck.integer(terms.min, Math.min(terms.max, terms.min + 9)) : 0),
      date: () => new Date(at + luck.integer(1, 365) * DAY_MS).toISOString().slice(0, 10),
      "yes-no": () => luck.percent(50),
    }[terms.kind]();
    if (luck.percent(ANSWERED_PERCENT)) said[name] = value;
  }
  return { attributes: said, birthDate: bornOn(luck, at) };
}

/** When somebody was born who is grown up at an instant. */
function bornOn(luck: Luck, at: Instant): string {
  return new Date(at - luck.integer(YOUNGEST * 366, OLDEST * 365) * DAY_MS).toISOString().slice(0, 10);
}

/** The reward by which money in a wallet pays an order; null: no wallet pays. */
export function walletReward({ rewards, units }: Programme): PointsAsMoney | null {
  const paying = rewards.filter((reward) => reward.kind === "points-as-money");
  return paying.find(({ cost }) => cost !== undefined && units[cost.unit]?.money) ?? null;
}

/** A time when shops are open, from half an hour after `from` until ten minutes before `end`. */
function openingHours(luck: Luck, from: Instant, end: Instant): Instant {
  const day = luck.integer(Math.floor(from / DAY_MS), Math.floor(end / DAY_MS));
  const at = day * DAY_MS + OPENS_MS + luck.integer(0, OPEN_MS);
  return Math.max(from + LAST_MS * 3, Math.min(at, end - LAST_MS - luck.integer(0, OPEN_MS)));
}

function purchaseOf(
  luck: Luck,
  scene: Scene,
  { person, order, at, end }: { person: Person; order: string; at: Instant; end: Instant },
): Happening[] {
  const store = luck.pick(scene.stores);
  const lines = Array.from({ length: luck.integer(1, 3) }, () => ({
    goods: luck.pick(store.shelf),
    quantity: luck.percent(15) ? 2 : 1,
  }));
  const bought: Happening = { kind: "purchase", at, person, store: store.id, order, lines };
  const back = at + luck.integer(2, 12) * DAY_MS;
  if (!luck.percent(REFUND_PERCENT) || back > end - LAST_MS) return [bought];
  const isWhole = luck.percent(50);
  const returned = lines.map(({ quantity }, index) => ({ line: String(index + 1), quantity }));
  const brought = isWhole ? lines : lines.slice(0, 1);
  const refunded: Happening = {
    kind: "refund",
    at: back,
    person,
    store: store.id,
    order,
    lines: isWhole ? returned : returned.slice(0, 1),
    goodsMinor: brought.reduce((sum, { goods, quantity }) => sum + quantity * goods.unitMinor, 0),
  };
  return [bought, refunded];
}
