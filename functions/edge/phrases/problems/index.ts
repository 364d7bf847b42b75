/**
 * What a person is told of a refusal or a fault, in each language but English, which problems.ts has. What only a program can
 * do wrong (a key that is missing, a body that is no JSON) has no row: whoever writes one reads English and /problems.
 */
import type { Language } from "../../../values/language.ts";
import { type ProblemCode, problems } from "../../problems.ts";
import { ar } from "./ar.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

/** Problems that a person may meet. */
type Told = Extract<
  ProblemCode,
  | "unauthenticated"
  | "code_wrong"
  | "terms_needed"
  | "too_many_codes"
  | "no_mailer"
  | "session_unknown"
  | "passkey_unknown"
  | "passkey_refused"
  | "forbidden"
  | "not_found"
  | "member_unknown"
  | "reward_unknown"
  | "redemption_unknown"
  | "venue_unknown"
  | "contest_unknown"
  | "prize_unknown"
  | "play_unknown"
  | "gift_card_unknown"
  | "gift_card_empty"
  | "no_wallet"
  | "member_frozen"
  | "member_not_joined"
  | "to_herself"
  | "recipient_unavailable"
  | "not_transferable"
  | "member_code_refused"
  | "member_code_used"
  | "points_short"
  | "stock_exhausted"
  | "stock_left"
  | "already_in_line"
  | "hold_lapsed"
  | "redemption_not_held"
  | "limit_reached"
  | "price_changed"
  | "amount_not_offered"
  | "tier_too_low"
  | "segment_needed"
  | "not_yet"
  | "no_longer"
  | "not_now"
  | "voucher_used"
  | "identity_taken"
  | "already_reversed"
  | "undo_over"
  | "not_reversible"
  | "not_waiting"
  | "tap_used"
  | "prize_not_offered"
  | "skill_answer_wrong"
  | "not_eligible"
  | "invitation_unknown"
  | "friend_unknown"
  | "already_friends"
  | "too_young"
  | "nearby_off"
  | "email_not_verified"
  | "no_free_entry"
  | "already_entered"
  | "contest_closed"
  | "surprise_closed"
  | "play_not_settled"
  | "already_revealed"
  | "rules_changed"
  | "declaration_needed"
  | "pays_orders_only"
  | "redemption_not_captured"
  | "fulfilment_refused"
  | "duplicate"
  | "too_late"
  | "attribute_unknown"
  | "operation_unknown"
  | "not_sealed"
  | "erased"
  | "attribute_invalid"
  | "invalid"
  | "too_many_requests"
  | "too_many_refusals"
  | "earning_paused"
  | "redemption_paused"
  | "outcome_unknown"
  | "migrating"
  | "fault"
>;

export interface Telling {
  title: string;
  helps: string;
}
export type ProblemPhrases = Record<Told, Telling>;

const PHRASES: Record<Exclude<Language, "en">, ProblemPhrases> = { "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What a problem is called and what helps, in a language, and the language that it is in: English where no other has it. */
export function tellingOf(code: ProblemCode, language: Language): Telling & { language: Language } {
  const row: Telling | undefined =
    language === "en" ? undefined : (PHRASES[language] as Partial<Record<ProblemCode, Telling>>)[code];
  return row ? { ...row, language } : { ...problems[code], language: "en" };
}

/** The language in which a problem was told that was kept: what was said first is said again. A title alone may be the same in two. */
export function languageTold(code: ProblemCode, { title, helps }: Telling): Language {
  const languages = Object.keys(PHRASES) as Exclude<Language, "en">[];
  const isIn = (language: Language) => {
    const told = tellingOf(code, language);
    return told.title === title && told.helps === helps;
  };
  return languages.find(isIn) ?? "en";
}
