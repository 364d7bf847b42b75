/**
 * Events: what happens to a member that rules may be on, how each is said, and what it can tell. Some are told by a route
 * of their own, some are reported by stores, some come of other events, and some come because time passes. A document may
 * name further ones, which stores report.
 */
import * as z from "zod";
import { say, slug, words } from "./words.ts";

/** What an event may be able to tell conditions and effects. */
export type Told = "money" | "lines" | "evidence" | "channel" | "venue" | "data" | "content";

interface EventTerms {
  /** As it stands after "on". */
  says: string;
  /** Who says that it happened: a route of its own, a store's report, another event, or time. */
  by: "route" | "report" | "event" | "clock";
  /** What is not listed cannot be asked of it. */
  tells: readonly Told[];
  /** Why a rule on it needs a cap: what it gives is taken back by nothing. Absent: it needs none. */
  needsCap?: string;
  /** Whether the member does something by it that keeps units alive; absent: she does. */
  isDoing?: false;
}

const reported = (says: string, ...tells: Told[]): EventTerms => ({ says, by: "report", tells: ["data", ...tells] });
const raised = (says: string): EventTerms => ({ says, by: "event", tells: ["data"] });
const timed = (says: string): EventTerms => ({ says, by: "clock", tells: [] });

/** Every event that needs no document to name it. */
export const EVENTS: Readonly<Record<string, EventTerms>> = {
  purchase: { says: "a purchase", by: "route", tells: ["money", "lines", "channel"] },
  "check-in": { says: "a check-in", by: "route", tells: ["evidence", "venue"] },
  "top-up": { says: "a top-up", by: "route", tells: ["money"] },
  refund: {
    says: "a refund",
    by: "route",
    tells: ["data"],
    needsCap: "whoever buys and returns would earn without end",
    isDoing: false,
  },
  membership: {
    says: "a membership that was bought, renewed or changed, or has ended",
    by: "route",
    tells: ["data"],
    needsCap: "whoever buys and cancels would earn without end",
    isDoing: false,
  },
  referral: reported("a referral"),
  review: reported("a review", "content"),
  photo: reported("a photo", "content"),
  share: reported("something shared", "content"),
  comment: reported("a comment", "content"),
  link: reported("a link", "content"),
  like: reported("a like"),
  follow: reported("a follow"),
  survey: reported("a survey that was answered"),
  feedback: reported("feedback"),
  profile: reported("a profile field that was filled in"),
  "paid-on-time": reported("a payment on time"),
  "late-delivery": reported("a late delivery"),
  device: reported("a device's report"),
  custom: reported("an event of the store's own", "content"),
  "tier-reached": raised("a tier that was reached"),
  "card-filled": raised("a card that was filled"),
  "badge-earned": raised("a badge that was earned"),
  "prize-won": raised("a prize that was won"),
  birthday: timed("a birthday"),
  anniversary: timed("an anniversary of joining"),
  renewal: timed("a membership that was renewed"),
  inactivity: timed("a long time without a purchase"),
};

/** Events that a document names itself. */
export const ownEvents = z.record(slug, z.strictObject({ name: words }));
export type OwnEvents = z.infer<typeof ownEvents>;

/** An event's own terms, or null: neither we nor the document know it. */
export function eventTerms(name: string, own: OwnEvents, language?: string): EventTerms | null {
  if (Object.hasOwn(EVENTS, name)) return EVENTS[name] ?? null;
  return Object.hasOwn(own, name) ? reported(`"${say(own[name]?.name ?? name, language)}"`, "content") : null;
}

/** Whether stores report it at POST /v1/events. */
export function isReported(name: string, own: OwnEvents): boolean {
  return eventTerms(name, own)?.by === "report";
}

/** What is missing where an event cannot tell something, as it stands after "has no". */
export const TOLD: Record<Told, string> = {
  money: "money to earn per",
  lines: "lines of goods",
  evidence: "evidence to trust",
  channel: "channel",
  venue: "venue",
  data: "fields of its own",
  content: "content to moderate",
};

/** What an event tells; one of a document's own tells what a report can tell. */
export function tellsOf(name: string): readonly Told[] {
  return (EVENTS[name] ?? reported(name, "content")).tells;
}

/** An event as it stands after "on"; one of the document's own by its name in the language. */
export function eventSentence(name: string, own: OwnEvents, language?: string): string {
  return eventTerms(name, own, language)?.says ?? `"${name}"`;
}
