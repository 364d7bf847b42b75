/** What a member's pages say, in each language: a folder for what belongs together, a file a language. A text that one lacks is a type error. */
import type { Language } from "../../values/language.ts";
import { type AccountPhrases, accountPhrases } from "./account/index.ts";
import { type CamePhrases, camePhrases } from "./came/index.ts";
import { type FramePhrases, framePhrases } from "./frame/index.ts";
import { type HowPhrases, howPhrases } from "./how/index.ts";
import { type PlayPhrases, playPhrases } from "./play/index.ts";
import { type ProfilePhrases, profilePhrases } from "./profile/index.ts";
import { type RewardsPhrases, rewardsPhrases } from "./rewards/index.ts";

export type Phrases = AccountPhrases &
  CamePhrases &
  FramePhrases &
  HowPhrases &
  PlayPhrases &
  ProfilePhrases &
  RewardsPhrases;

const PHRASES: Record<Language, Phrases> = {
  en: wholeIn("en"),
  "zh-Hans": wholeIn("zh-Hans"),
  "zh-Hant": wholeIn("zh-Hant"),
  ru: wholeIn("ru"),
  vi: wholeIn("vi"),
  ar: wholeIn("ar"),
};

/** What pages say in a language. Sentences with numbers are functions of them; amounts of units come in as text. */
export function phrasesFor(language: Language): Phrases {
  return PHRASES[language];
}

function wholeIn(language: Language): Phrases {
  return {
    ...accountPhrases(language),
    ...camePhrases(language),
    ...framePhrases(language),
    ...howPhrases(language),
    ...playPhrases(language),
    ...profilePhrases(language),
    ...rewardsPhrases(language),
  };
}
