/**
 * Events: what happens to a member that rules may be on, and what it can tell. Some are told by a route
 * of their own, some are reported by stores, some come of other events, and some come because time passes. A document may
 * name further ones, which stores report.
 */
import * as z from "zod";
import type { Speaking } from "./kinds.ts";
import { byName, words } from "./words.ts";

/** What an event may be able to tell conditions and effects. */
export type Told = "money" | "lines" | "evidence" | "channel" | "store" | "venue" | "data" | "content";

interface EventTerms {
  /** Who says that it happened: a route of its own, a store's report, another event, or time. */
  by: "route" | "report" | "event" | "clock";
  /** What is not listed cannot be asked of it. */
  tells: readonly Told[];
  /** Why a rule on it needs a cap: what it gives is taken back by nothing. Absent: it needs none. */
  needsCap?: string;
  /** Whether the member does something by it that keeps units alive; absent: she does. */
  isDoing?: false;
  /** Whether it also comes without a report, of what a member says herself; absent: never. */
  isAlsoSaid?: true;
}

const reported = (...tells: Told[]): EventTerms => ({ by: "report", tells: ["data", "store", ...tells] });
const RAISED: EventTerms = { by: "event", tells: ["data", "store"] };
const TIMED: EventTerms = { by: "clock", tells: [] };

const KNOWN = {
  purchase: { by: "route", tells: ["money", "lines", "channel", "store", "venue"] },
  "check-in": { by: "route", tells: ["evidence", "store", "venue"] },
  "top-up": { by: "route", tells: ["money", "store"] },
  refund: {
    by: "route",
    tells: ["data", "store"],
    needsCap: "whoever buys and returns would earn without end",
    isDoing: false,
  },
  membership: {
    by: "route",
    tells: ["data", "store"],
    needsCap: "whoever buys and cancels would earn without end",
    isDoing: false,
  },
  referral: reported(),
  review: reported("content"),
  photo: reported("content"),
  share: reported("content"),
  comment: reported("content"),
  link: reported("content"),
  like: reported(),
  follow: reported(),
  survey: reported(),
  feedback: reported(),
  profile: { ...reported(), isAlsoSaid: true },
  "paid-on-time": reported(),
  "late-delivery": reported(),
  device: reported(),
  custom: reported("content"),
  "tier-reached": RAISED,
  "card-filled": RAISED,
  "badge-earned": RAISED,
  "prize-won": RAISED,
  birthday: TIMED,
  anniversary: TIMED,
  renewal: TIMED,
  inactivity: TIMED,
} satisfies Record<string, EventTerms>;
/** An event that every tongue has a word for. */
export type EventName = keyof typeof KNOWN;

/** Every event that needs no document to name it. */
export const EVENTS: Readonly<Record<string, EventTerms>> = KNOWN;

/** What one that a document names itself tells. */
const OWN = reported("content");

/** Events that a document names itself. */
export const ownEvents = byName(z.strictObject({ name: words }));
export type OwnEvents = z.infer<typeof ownEvents>;

/** An event's own terms, or null: neither we nor the document know it. */
export function eventTerms(name: string, own: OwnEvents): EventTerms | null {
  if (Object.hasOwn(EVENTS, name)) return EVENTS[name] ?? null;
  return Object.hasOwn(own, name) ? OWN : null;
}

/** Whether stores report it at POST /v1/events. */
export function isReported(name: string, own: OwnEvents): boolean {
  return eventTerms(name, own)?.by === "report";
}

/** Whether it comes by reports alone, so that each is a row of its own. */
export function isOnlyReported(name: string, own: OwnEvents): boolean {
  return isReported(name, own) && !eventTerms(name, own)?.isAlsoSaid;
}

/** What is missing where an event cannot tell something, as it stands after "has no". */
export const TOLD: Record<Told, string> = {
  money: "money to earn per",
  lines: "lines of goods",
  evidence: "evidence to trust",
  channel: "channel",
  store: "store",
  venue: "venue",
  data: "fields of its own",
  content: "content to moderate",
};

/** What an event tells; one of a document's own tells what a report can tell. */
export function tellsOf(name: string): readonly Told[] {
  return (Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined)?.tells ?? OWN.tells;
}

/** An event as it stands after "on"; one of the document's own by its name. */
export function eventSentence(name: string, own: OwnEvents, { say, tongue }: Pick<Speaking, "say" | "tongue">): string {
  const { names, own: called } = tongue.events;
  if (Object.hasOwn(names, name)) return names[name as EventName];
  return called(Object.hasOwn(own, name) ? say(own[name]?.name ?? name) : name);
}
