/** GET /v1/programme: what the programme promises, in words, from the document in force now. */
import * as z from "zod";
import { draftOf } from "../decisions/draft.ts";
import type { Facts } from "../decisions/facts.ts";
import { inputValue } from "../decisions/input.ts";
import { brandView } from "../edge/branded-page.ts";
import { contract } from "../edge/contract.ts";
import { costShape, costView } from "../edge/cost-view.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { benefitSentence } from "../programme/benefits/index.ts";
import { runsAt } from "../programme/campaign.ts";
import { USUAL_CHECK_INS } from "../programme/check-ins.ts";
import { entropySentence } from "../programme/draws/entropy.ts";
import { expiry } from "../programme/expiry/index.ts";
import type { Wording } from "../programme/kinds.ts";
import { pending } from "../programme/pending/index.ts";
import type { Programme } from "../programme/programme.ts";
import { isPriced } from "../programme/rewards/index.ts";
import {
  groupInWords,
  levelInWords,
  poolInWords,
  rewardInWords,
  ruleInWords,
  termsInWords,
} from "../programme/sentences.ts";
import { groupName } from "../programme/tiers.ts";
import { formsOf, isTransferable, pluralForms, type Unit, worthIn } from "../programme/unit.ts";
import { say } from "../programme/words.ts";
import type { Instant } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";

const named = { id: z.string(), name: z.string() };
const luck = z.string().describe("where its luck comes from, and how far that can be trusted");

export const showProgramme = contract({
  id: "showProgramme",
  method: "get",
  path: "/v1/programme",
  audience: { kind: "public" },
  title: "The programme",
  about: "Name, units and what they are worth, ways to earn, rewards, tiers, and the terms in words.",
  query: z.strictObject(spoken),
  status: 200,
  answer: z.strictObject({
    programme: z.string(),
    version: z.int(),
    name: z.string(),
    about: z.string(),
    currency: z.string(),
    zone: z.string(),
    language: z.string().describe("of what is said here: the one asked for, else the programme's own"),
    brand: z
      .strictObject({
        name: z.string(),
        logo: z.string().nullable(),
        stylesheet: z.string().describe("its colours as custom properties"),
      })
      .nullable()
      .describe("how its pages look; null: as ours do"),
    units: z.array(
      z.strictObject({
        id: z.string(),
        ...pluralForms(z.string()).shape,
        worth: z.strictObject({ amount: z.int(), minor: z.int() }).nullable(),
        membership: z
          .strictObject({
            priceMinor: z.int(),
            months: z.int(),
            graceDays: z.int(),
            benefits: z.array(z.string()).describe("what it gives, in words"),
          })
          .nullable()
          .describe("what is paid for one of it; null: no membership"),
        money: z.boolean().describe("a wallet: minor units of the currency, shown as money"),
        pending: pending.describe("from when units can be spent"),
        expiry: expiry.describe("how long units live once they can be spent"),
        transferable: z.boolean(),
        rounding: z
          .enum(["down", "nearest", "up"])
          .describe("how what a rule earns becomes whole; down carries the fraction"),
        returns: z.enum(["only-pending", "within-balance", "debt"]).describe("what a refund takes back"),
        graceDays: z.int().describe("days that expired units live on when the reward they bought is reversed"),
      }),
    ),
    earning: z.array(z.strictObject({ ...named, campaign: z.string(), on: z.string(), says: z.string() })),
    rewards: z.array(
      z.strictObject({
        ...named,
        kind: z.string(),
        cost: costShape.nullable(),
        says: z.string(),
      }),
    ),
    tiers: z
      .array(
        z.strictObject({
          id: z.string(),
          name: z.string().nullable(),
          says: z.string().describe("how it is measured and held"),
          levels: z.array(
            z.strictObject({
              ...named,
              from: z.int().nullable().describe("what of its one metric reaches it; null: see says"),
              says: z.string(),
              benefits: z.array(z.string()),
            }),
          ),
        }),
      )
      .describe("groups of tiers, the primary one first"),
    attributes: z
      .array(
        z.strictObject({
          ...named,
          kind: z.enum(["choice", "choices", "number", "date", "yes-no"]),
          choices: z.array(z.strictObject(named)).nullable().describe("null: none to choose from"),
          min: z.int().nullable(),
          max: z.int().nullable(),
        }),
      )
      .describe("what members may say of themselves"),
    inputs: z
      .array(
        z.strictObject({
          ...named,
          min: z.int(),
          max: z.int(),
          value: z.int().nullable().describe("as it is now; null: nobody published it"),
        }),
      )
      .describe("numbers that the shop publishes and rules read"),
    surprises: z.array(
      z.strictObject({ ...named, luck, says: z.array(z.string()).describe("what may be won, at which odds") }),
    ),
    contests: z.array(z.strictObject({ ...named, rules: z.string(), luck })),
    checkIns: z
      .strictObject({
        sightingHoursMax: z.int().describe("keyed tags of a browser and of what it said of its position"),
        tapDaysMax: z.int().describe("who tapped a tag"),
        evidenceDaysMax: z.int().describe("what showed that she was there, and how far it was trusted"),
        placeDaysMax: z.int().describe("the place; then only what kind of place it was"),
      })
      .describe("how long each part of a check-in is kept"),
    terms: z.array(z.string()).describe("one sentence each"),
  }),
  refusals: [],
  example: {
    answer: {
      programme: "points",
      version: 1,
      name: "Points",
      about: "Two points per euro.",
      currency: "EUR",
      zone: "Europe/Berlin",
      language: "en",
      brand: { name: "Corner & Co.", logo: null, stylesheet: "/brand.css?v=1" },
      units: [
        {
          id: "points",
          one: "point",
          other: "points",
          worth: null,
          membership: null,
          money: false,
          pending: { kind: "at-once" },
          expiry: { kind: "never" },
          transferable: false,
          rounding: "down",
          returns: "debt",
          graceDays: 0,
        },
      ],
      earning: [
        {
          id: "points-per-euro",
          name: "2 points per euro",
          campaign: "Base",
          on: "purchase",
          says: "On a purchase: 2 points for each €1.00 spent.",
        },
      ],
      rewards: [],
      tiers: [],
      attributes: [],
      inputs: [],
      surprises: [],
      contests: [],
      checkIns: { sightingHoursMax: 48, tapDaysMax: 7, evidenceDaysMax: 30, placeDaysMax: 396 },
      terms: ["Points never expire."],
    },
  },
});

export function mountProgramme(app: App): void {
  serveRead(app, showProgramme, async (asked) => {
    const { facts } = await read(asked, {});
    const { version, programme } = facts.current;
    if (version === 0) throw new Problem("not_found");
    const wording = wordingAsked(asked, facts);
    const brand = brandView({ programme, version }, wording.language);
    return {
      version,
      ...programmeView(programme, facts.now, wording),
      brand: brand === null ? null : { ...brand },
      inputs: inputsView(facts, wording),
    };
  });
}

/** What a programme says of itself at an instant, whatever is published now. */
export function programmeView(given: Programme, now: Instant, wording: Wording): JsonObject {
  const { language } = wording;
  return {
    programme: given.programme,
    name: say(given.name, language),
    about: say(given.about, language),
    currency: given.currency,
    zone: given.zone,
    language,
    units: Object.entries(given.units).map(([id, terms]) => ({
      id,
      ...formsOf(terms, language),
      worth: worthIn(terms),
      membership: membershipView(terms, wording),
      money: terms.money,
      pending: terms.pending as JsonObject,
      expiry: terms.expiry as JsonObject,
      transferable: isTransferable(given, id),
      rounding: terms.rounding,
      returns: terms.returns,
      graceDays: terms.graceDays,
    })),
    earning: given.campaigns
      .filter((campaign) => runsAt(campaign, now))
      .flatMap((campaign) =>
        campaign.rules.map((rule) => ({
          id: rule.id,
          name: say(rule.name, language),
          campaign: say(campaign.name, language),
          on: rule.on,
          says: ruleInWords(given, campaign, rule, wording),
        })),
      ),
    rewards: given.rewards.map((reward) => ({
      id: reward.id,
      name: say(reward.name, language),
      kind: reward.kind,
      cost: isPriced(reward) ? costView(reward) : null,
      says: rewardInWords(reward, wording),
    })),
    tiers: given.tiers.map((group) => ({
      id: group.id,
      name: groupName(group, language),
      says: groupInWords(group, wording),
      levels: group.levels.map((level) => ({
        id: level.id,
        name: say(level.name, language),
        from: typeof level.from === "number" ? level.from : null,
        says: levelInWords(group, level, wording),
        benefits: (level.benefits ?? []).map((benefit) => benefitSentence(benefit, wording)),
      })),
    })),
    attributes: Object.entries(given.attributes).map(([id, terms]) => ({
      id,
      name: say(terms.name, language),
      kind: terms.kind,
      choices:
        "choices" in terms
          ? terms.choices.map((choice) => ({ id: choice.id, name: say(choice.name, language) }))
          : null,
      min: terms.kind === "number" ? terms.min : null,
      max: terms.kind === "number" ? terms.max : null,
    })),
    surprises: given.surprises.map((pool) => ({
      id: pool.id,
      name: say(pool.name, language),
      luck: entropySentence(pool.entropy, wording),
      says: poolInWords(pool, wording),
    })),
    contests: given.contests.map(({ id, name, rules, entropy }) => ({
      id,
      name: say(name, language),
      rules: say(rules, language),
      luck: entropySentence(entropy, wording),
    })),
    checkIns: keptView(given),
    terms: termsInWords(given, wording),
  };
}

function keptView({ checkIns = USUAL_CHECK_INS }: Programme): JsonObject {
  const { sightingHoursMax, tapDaysMax, evidenceDaysMax, placeDaysMax } = checkIns;
  return { sightingHoursMax, tapDaysMax, evidenceDaysMax, placeDaysMax };
}

function membershipView({ membership }: Unit, wording: Wording): JsonObject | null {
  if (!membership) return null;
  const { benefits, ...terms } = membership;
  return { ...terms, benefits: benefits.map((benefit) => benefitSentence(benefit, wording)) };
}

function inputsView(facts: Facts, { language }: Wording): JsonObject[] {
  const { programme } = facts.current;
  const draft = draftOf(facts);
  return Object.entries(programme.inputs).map(([id, { name, min, max }]) => ({
    id,
    name: say(name, language),
    min,
    max,
    value: inputValue(draft, programme, id),
  }));
}
