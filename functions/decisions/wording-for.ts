/** In which language a member is told something: hers, else what the request asks for, else the programme's own. */
import type { Wording } from "../programme/kinds.ts";
import { wordingOf } from "../programme/wording.ts";
import { type LanguageSaid, pickSpoken } from "../values/language.ts";
import type { Facts } from "./facts.ts";
import { languageTold } from "./profile.ts";

/** What a request says of the language that it wants. */
export type Said = Pick<LanguageSaid, "chosen" | "header">;

/** The wording of the programme in force for a member; null: for nobody in particular. */
export function wordingFor({ current, profiles }: Facts, member: string | null, said: Said = {}): Wording {
  const { programme } = current;
  const profile = member === null ? null : languageTold(profiles.get(member) ?? {});
  return wordingOf(programme, pickSpoken({ profile, ...said, programme: programme.language }));
}
