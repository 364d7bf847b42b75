/** What members notice of the next version: each sentence that is said of the programme then and not now, beside what was said before. */
import type { Wording } from "./kinds.ts";
import type { Programme } from "./programme.ts";
import { groupInWords, poolInWords, rewardInWords, ruleInWords, segmentInWords, unitInWords } from "./sentences.ts";
import { levelSentence } from "./tiers.ts";
import { wordingOf } from "./wording.ts";

/** A sentence for each thing that begins, ends or becomes another, in a language; none: nothing that members notice. */
export function changesInWords(before: Programme, after: Programme, language: string): string[] {
  const now = wordingOf(after, language);
  // What a unit is called from then on is no change of everything that names it.
  const was = wordingOf({ ...before, units: { ...before.units, ...after.units } }, language);
  const [told, tells] = [saidOf(before, was), saidOf(after, now)];
  const { begins, becomes, ends } = now.tongue.changes;
  const changed = [...tells].flatMap(([thing, says]) => {
    const earlier = told.get(thing);
    if (earlier === undefined) return [begins(says)];
    return earlier === says ? [] : [becomes({ was: earlier, now: says })];
  });
  const gone = [...told].flatMap(([thing, says]) => (tells.has(thing) ? [] : [ends(says)]));
  return [...changed, ...gone];
}

/** What is said of each thing that members live by, by its place and its id. */
function saidOf(programme: Programme, wording: Wording): Map<string, string> {
  const { together, named, sentence } = wording.tongue;
  const { units, segments, campaigns, rewards, tiers, surprises, contests } = programme;
  const said: [string, string][] = [
    ...campaigns.flatMap((campaign) =>
      campaign.rules.map((rule): [string, string] => [
        `rule ${rule.id}`,
        ruleInWords(programme, campaign, rule, wording),
      ]),
    ),
    ...rewards.map((reward): [string, string] => [`reward ${reward.id}`, rewardInWords(reward, wording)]),
    ...tiers.flatMap((group): [string, string][] => [
      [`tiers ${group.id}`, groupInWords(group, wording)],
      ...group.levels.map((level): [string, string] => [
        `tier ${level.id}`,
        sentence(named({ name: wording.say(level.name), says: levelSentence(level, group.measure, wording) })),
      ]),
    ]),
    ...surprises.map((pool): [string, string] => [
      `surprise ${pool.id}`,
      named({ name: wording.say(pool.name), says: together(poolInWords(pool, wording)) }),
    ]),
    ...contests.map(({ id, name, rules }): [string, string] => [
      `contest ${id}`,
      named({ name: wording.say(name), says: wording.say(rules) }),
    ]),
    ...Object.entries(segments).map(([id, segment]): [string, string] => [
      `segment ${id}`,
      segmentInWords(segment, wording),
    ]),
    ...Object.entries(units).map(([id, unit]): [string, string] => [
      `unit ${id}`,
      together(unitInWords(programme, { id, ...unit }, wording)),
    ]),
  ];
  return new Map(said.filter(([, says]) => says !== ""));
}
