/** Whoever meets a refusal in her own language is told of it in that language; what only a program can do wrong is in English. */
import { expect, test } from "vitest";
import { type Contract, contracts, problemsOf } from "../../functions/edge/contract.ts";
import { phrasesFor } from "../../functions/edge/phrases/index.ts";
import { languageTold, tellingOf } from "../../functions/edge/phrases/problems/index.ts";
import type { ProblemCode } from "../../functions/edge/problems.ts";
import { refusalText } from "../../functions/members/pages/came.tsx";
import { LANGUAGES } from "../../functions/values/language.ts";
import "../../functions/app.ts";

/** What no person can do wrong, and no page of hers asks. */
const OF_PROGRAMS: ProblemCode[] = [
  ...(["key_missing", "key_invalid", "key_reused", "unsupported_media_type", "too_large", "malformed"] as const),
  // A position that our own pages send in a demo alone.
  "demo_position_refused",
  // Of a cart, which the shop's own page described.
  ...(["store_unknown", "currency_not_accepted", "totals_do_not_add_up"] as const),
];

const isHers = ({ audience, method }: Contract) =>
  audience.kind === "member" || (audience.kind === "public" && method !== "get");
const met = [...new Set(contracts.filter(isHers).flatMap(problemsOf))].filter((code) => !OF_PROGRAMS.includes(code));

test.each(LANGUAGES)("a member is told of each refusal that she can meet in %s", (language) => {
  expect(met.length).toBeGreaterThan(50);
  expect(met.filter((code) => tellingOf(code, language).language !== language)).toEqual([]);
});

test.each(LANGUAGES)("a refusal that was told in %s and kept is known to be in it", (language) => {
  const sameIn = (code: ProblemCode) => languageTold(code, tellingOf(code, language));
  expect(met.filter((code) => sameIn(code) !== language)).toEqual([]);
});

/** Routes that forms of a member's pages ask, and what no form of ours can cause: they name what the page showed. */
const BY_FORMS =
  /^\/v1\/me\/(check-ins\/:checkIn\/appeal|check-in-deletions|friends|gift-cards|nearby|plays|prizes|profile|redemptions|waiting-list)/;
const BY_NO_FORM = /_unknown$|^(duplicate|forbidden|amount_not_offered|pays_orders_only)$/;

test.each(LANGUAGES)(
  "a form of hers that is refused says why on her page in %s, and not only that it was",
  (language) => {
    const forms = contracts.filter(
      ({ audience, method, path }) => audience.kind === "member" && method !== "get" && BY_FORMS.test(path),
    );
    const codes = [...new Set(forms.flatMap(({ refusals }) => refusals))].filter((code) => !BY_NO_FORM.test(code));
    expect(codes).toEqual(expect.arrayContaining(["too_young", "too_late", "fulfilment_refused"]));
    const says = phrasesFor(language);
    expect(codes.filter((code) => refusalText(code, says) === says.refusals.other)).toEqual([]);
  },
);
