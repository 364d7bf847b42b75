/**
 * What changes between two programme documents, said as a merchant would, each with its JSON pointer: into the new
 * document for what is new or other, into the old one for what is gone. A field without a sentence of its own is named by
 * its place.
 */
import type { Json } from "../values/json.ts";
import { type Campaign, campaignSentence, type Rule, ruleSentence } from "./campaign.ts";
import { entropySentence } from "./draws/entropy.ts";
import { effectSentence } from "./effects/index.ts";
import { pointerOf } from "./faults.ts";
import type { Wording } from "./kinds.ts";
import type { Programme } from "./programme.ts";
import { isHanded, type Reward, rewardSentence } from "./rewards/index.ts";
import { whileSentence } from "./rewards/priced.ts";
import { segmentSentence } from "./segment.ts";
import { groupSentence, levelSentence, type TierGroup } from "./tiers.ts";
import { staffWordingOf } from "./wording.ts";

export interface Difference {
  /** JSON pointer (RFC 6901). */
  pointer: string;
  says: string;
}

type Path = (string | number)[];

/** How the two documents write amounts and names. */
interface Wordings {
  was: Wording;
  now: Wording;
}

/** Every difference, in the document's order; none when the documents mean the same. */
export function differencesBetween(before: Programme, after: Programme): Difference[] {
  // What a unit is called is a difference of its own, and not one of everything that names it.
  const was = staffWordingOf({ ...before, units: { ...before.units, ...after.units } });
  const wordings = { was, now: staffWordingOf(after) };
  const { now } = wordings;
  return [
    ...fields(before, after, { except: [...SECTIONS], path: [], about: "" }),
    ...named("unit", before.units, after.units, "units"),
    ...named("metric", before.metrics, after.metrics, "metrics"),
    ...named("attribute", before.attributes, after.attributes, "attributes"),
    ...segmentDifferences(before, after, wordings),
    ...named("input", before.inputs, after.inputs, "inputs"),
    ...listed(before.tiers, after.tiers, {
      path: ["tiers"],
      noun: "group of tiers",
      says: (group) =>
        ` ${groupSentence(group, now)}: ${group.levels.map((level) => `"${level.id}" ${levelSentence(level, group.measure, now)}`).join("; ")}`,
      compare: (was, group, path) => groupDifferences(was, group, { path, wordings }),
    }),
    ...listed(before.campaigns, after.campaigns, {
      path: ["campaigns"],
      noun: "campaign",
      says: (campaign) => {
        const { rules } = campaign;
        const count = rules.length === 1 ? "one rule" : `${rules.length} rules`;
        const shared = campaignSentence(campaign, now);
        return ` with ${count}: ${[...rules.map((rule) => ruleSentence(rule, now)), ...(shared ? [shared] : [])].join(" ")}`;
      },
      compare: (was, campaign, path) => campaignDifferences(was, campaign, { path, wordings }),
    }),
    ...listed(before.rewards, after.rewards, {
      path: ["rewards"],
      noun: "reward",
      says: (reward) => `: ${rewardSentence(reward, now)}`,
      compare: (was, reward, path) => rewardDifferences(was, reward, { path, wordings }),
    }),
    ...listed(before.surprises, after.surprises, {
      path: ["surprises"],
      noun: "surprise",
      says: ({ days, entropy }) => ` for ${days} days. ${entropySentence(entropy, now)}`,
      compare: (was, now, path) => fields(was, now, { except: [], path, about: `surprise "${now.id}": ` }),
    }),
    ...listed(before.contests, after.contests, {
      path: ["contests"],
      noun: "contest",
      says: ({ prizes, entropy }) =>
        ` with ${prizes.length === 1 ? "one prize" : `${prizes.length} prizes`}. ${entropySentence(entropy, now)}`,
      compare: (was, now, path) => fields(was, now, { except: [], path, about: `contest "${now.id}": ` }),
    }),
    ...values(plain(before.checkIns), plain(after.checkIns), { path: ["checkIns"], about: "check-ins: " }),
  ];
}

/** The parts of a programme that have sentences of their own. */
const SECTIONS = [
  "units",
  "metrics",
  "attributes",
  "segments",
  "inputs",
  "tiers",
  "campaigns",
  "rewards",
  "surprises",
  "contests",
  "checkIns",
] as const;

/** Things kept by name: units, metrics, attributes and inputs. */
function named(
  noun: string,
  before: Record<string, object>,
  after: Record<string, object>,
  section: string,
): Difference[] {
  const found: Difference[] = [];
  for (const [name, now] of Object.entries(after)) {
    const path = [section, name];
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    if (was === undefined) found.push({ pointer: pointerOf(path), says: `New ${noun} "${name}"` });
    else found.push(...fields(was, now, { except: [], path, about: `${noun} "${name}": ` }));
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name))
      found.push({ pointer: pointerOf([section, name]), says: `Removed ${noun} "${name}"` });
  }
  return found;
}

/** Things kept in a list, each with an id of its own. */
function listed<Thing extends { id: string }>(
  before: Thing[],
  after: Thing[],
  {
    path,
    noun,
    says,
    compare,
  }: {
    path: Path;
    noun: string;
    says(thing: Thing): string;
    compare(was: Thing, now: Thing, path: Path): Difference[];
  },
): Difference[] {
  const found: Difference[] = [];
  for (const [index, now] of after.entries()) {
    const was = before.find(({ id }) => id === now.id);
    const at = [...path, index];
    if (was) found.push(...compare(was, now, at));
    else found.push({ pointer: pointerOf(at), says: `New ${noun} "${now.id}"${says(now)}` });
  }
  for (const [index, was] of before.entries()) {
    if (!after.some(({ id }) => id === was.id))
      found.push({ pointer: pointerOf([...path, index]), says: `Removed ${noun} "${was.id}"` });
  }
  const kept = (from: Thing[], to: Thing[]) =>
    from.map(({ id }) => id).filter((id) => to.some((other) => other.id === id));
  const [order, next] = [kept(before, after), kept(after, before)];
  if (order.join() !== next.join())
    found.push({
      pointer: pointerOf(path),
      says: `The ${noun === "group of tiers" ? "groups of tiers" : `${noun}s`} stand in another order: ${next.join(", ")}`,
    });
  return found;
}

/** Who is in a segment is said as a sentence. */
function segmentDifferences(
  { segments: before }: Programme,
  { segments: after }: Programme,
  wordings: Wordings,
): Difference[] {
  const found: Difference[] = [];
  for (const [name, now] of Object.entries(after)) {
    const path = ["segments", name];
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    const says = segmentSentence(now, wordings.now);
    if (was === undefined) found.push({ pointer: pointerOf(path), says: `New segment "${name}": ${says}` });
    else {
      const said = segmentSentence(was, wordings.was);
      if (said !== says)
        found.push({
          pointer: pointerOf([...path, "when"]),
          says: `The segment "${name}" changes: was ${said}, becomes ${says}`,
        });
      const except = said === says ? [] : ["when"];
      found.push(...fields(was, now, { except, path, about: `segment "${name}": ` }));
    }
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name))
      found.push({ pointer: pointerOf(["segments", name]), says: `Removed segment "${name}"` });
  }
  return found;
}

function groupDifferences(
  before: TierGroup,
  after: TierGroup,
  { path, wordings }: { path: Path; wordings: Wordings },
): Difference[] {
  const found: Difference[] = [];
  const of = after.name === undefined && after.id === "status" ? "" : ` of "${after.id}"`;
  const [was, now] = [groupSentence(before, wordings.was), groupSentence(after, wordings.now)];
  if (was !== now) found.push({ pointer: pointerOf(path), says: `Tiers${of} are now ${now}; they were ${was}` });
  const about = `tiers "${after.id}": `;
  found.push(...fields(before, after, { except: ["measure", "held", "levels"], path, about }));
  const levels = listed(before.levels, after.levels, {
    path: [...path, "levels"],
    noun: "tier",
    says: (level) => ` ${levelSentence(level, after.measure, wordings.now)}`,
    compare: (old, level, at) => {
      const said = levelSentence(old, before.measure, wordings.was);
      const says = levelSentence(level, after.measure, wordings.now);
      return [
        ...(said === says
          ? []
          : [{ pointer: pointerOf(at), says: `The tier "${level.id}" is ${says}; it was ${said}` }]),
        ...fields(old, level, {
          except: said === says ? [] : ["from", "enteredBy", "forLife", "benefits"],
          path: at,
          about: `tier "${level.id}": `,
        }),
      ];
    },
  });
  return [...found, ...levels];
}

function campaignDifferences(
  before: Campaign,
  after: Campaign,
  { path, wordings }: { path: Path; wordings: Wordings },
): Difference[] {
  return [
    ...sharedDifferences(before, after, { path, wordings }),
    ...fields(before, after, { except: ["rules", ...SHARED], path, about: `campaign "${after.id}": ` }),
    ...listed(before.rules, after.rules, {
      path: [...path, "rules"],
      noun: "rule",
      says: (rule) => `: ${ruleSentence(rule, wordings.now)}`,
      compare: (was, now, at) => ruleDifferences(was, now, { path: at, wordings }),
    }),
  ];
}

/** What the rules of a campaign share is said by its sentence. */
const SHARED = ["when", "caps", "budget", "holdout", "stacking"];

function sharedDifferences(
  before: Campaign,
  after: Campaign,
  { path, wordings }: { path: Path; wordings: Wordings },
): Difference[] {
  const was = campaignSentence(before, wordings.was) || "nothing shared";
  const now = campaignSentence(after, wordings.now) || "nothing shared";
  if (was === now) return [];
  return [{ pointer: pointerOf(path), says: `The campaign "${after.id}" changes: was "${was}", becomes "${now}"` }];
}

/** What a rule gives is said by its effects alone where nothing else about it changes. */
function ruleDifferences(
  before: Rule,
  after: Rule,
  { path, wordings }: { path: Path; wordings: Wordings },
): Difference[] {
  const [was, now] = [ruleSentence(before, wordings.was), ruleSentence(after, wordings.now)];
  const names = fields(before, after, {
    except: ["on", "when", "effects", "caps", "stacking", "moderated"],
    path,
    about: `rule "${after.id}": `,
  });
  if (was === now) {
    const rest = fields(before, after, { except: ["id", "name"], path, about: `rule "${after.id}": ` });
    return [...names, ...rest];
  }
  const said = ({ effects }: Rule, wording: Wording) =>
    wording.tongue.both(effects.map((effect) => effectSentence(effect, wording)));
  const [gave, gives] = [said(before, wordings.was), said(after, wordings.now)];
  const onlyEffects = was === ruleSentence({ ...after, effects: before.effects }, wordings.was);
  return [
    {
      pointer: pointerOf(onlyEffects ? [...path, "effects"] : path),
      says: onlyEffects
        ? `The rule "${after.id}" changes: was ${gave}, becomes ${gives}`
        : `The rule "${after.id}" changes: was "${was}", becomes "${now}"`,
    },
    ...names,
  ];
}

function rewardDifferences(
  before: Reward,
  after: Reward,
  { path, wordings }: { path: Path; wordings: Wordings },
): Difference[] {
  const [was, now] = [rewardSentence(before, wordings.was), rewardSentence(after, wordings.now)];
  const about = `reward "${after.id}": `;
  const [wasThere, isThere] = [thereIn(before, wordings.was), thereIn(after, wordings.now)];
  const isSaid = wasThere !== isThere;
  const there = { pointer: pointerOf([...path, "while"]), says: `${about}there ${isThere}; it was there ${wasThere}` };
  const whiles = isSaid ? ["while"] : [];
  if (was === now) return [...(isSaid ? [there] : []), ...fields(before, after, { except: whiles, path, about })];
  return [
    { pointer: pointerOf(path), says: `The reward "${after.id}" changes: was ${was}, becomes ${now}` },
    ...(isSaid ? [there] : []),
    ...fields(before, after, { except: [...SAID_OF_REWARDS, ...whiles], path, about }),
  ];
}

/** While what is published a reward is there. */
function thereIn(given: Reward, wording: Wording): string {
  return isHanded(given) && given.while ? whileSentence(given.while, wording) : "whatever is published";
}

/** What a reward's sentence says already. */
const SAID_OF_REWARDS = [
  "kind",
  "cost",
  "automatic",
  "gives",
  "valueMinor",
  "percent",
  "free",
  "atMostMinor",
  "inParts",
  "only",
  "goodFrom",
  "goodUntil",
  "stepsMax",
  "percentByTier",
];

/** The fields of two things of one kind, those in `except` left to their own sentences. */
function fields(
  before: object,
  after: object,
  { except, path, about }: { except: string[]; path: Path; about: string },
): Difference[] {
  const [was, now] = [plain(before), plain(after)] as Record<string, Json>[];
  const names = [...new Set([...Object.keys(now ?? {}), ...Object.keys(was ?? {})])];
  return names
    .filter((name) => !except.includes(name))
    .flatMap((name) => values(was?.[name], now?.[name], { path: [...path, name], about: `${about}${name}` }));
}

/** Two values of any shape, down to what differs. */
function values(
  before: Json | undefined,
  after: Json | undefined,
  { path, about }: { path: Path; about: string },
): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    const gap = about === "" || about.endsWith(" ") ? "" : " ";
    return names.flatMap((name) =>
      values(before[name], after[name], { path: [...path, name], about: `${about}${gap}${name}` }),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((value, index) =>
      values(before[index], value, { path: [...path, index], about: `${about} ${index + 1}` }),
    );
  }
  return [{ pointer: pointerOf(path), says: `${about.replace(/: $/, "")}: ${shown(before)} → ${shown(after)}` }];
}

function shown(value: Json | undefined): string {
  if (value === undefined) return "not set";
  return typeof value === "string" ? `"${value}"` : JSON.stringify(value);
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A parsed part of a document as the JSON that it came from. */
function plain(part: object | undefined): Json | undefined {
  return part === undefined ? undefined : (JSON.parse(JSON.stringify(part)) as Json);
}
