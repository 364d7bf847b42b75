/** What came of a form, said on the page that follows it. The address carries a code and an id, never words. */
import type { Child } from "hono/jsx";
import type { Phrases } from "../../edge/phrases/index.ts";
import { nearbyPhrases } from "../../edge/phrases/nearby/index.ts";
import type { Ctx } from "../../edge/serve.ts";
import type { Hers } from "./frame.tsx";

/** What a page may be told to say was done. */
export const DONE = [
  "redeemed",
  "undone",
  "claimed",
  "given",
  "saved",
  "delivered",
  "held",
  "passed",
  "declined",
  "forgotten",
  "asked",
  "invited",
  "befriended",
  "steered",
  "waiting",
  "unwaiting",
  "passedOn",
] as const;
export type Done = (typeof DONE)[number];

/** The key that makes a form be done once: minted when the page was rendered. */
export const Once = () => <input type="hidden" name="key" value={crypto.randomUUID()} />;

/** The sentence for a refusal's code. */
export function refusalText(code: string, { refusals }: Phrases): string {
  const known: Record<string, string> = refusals;
  const said = Object.hasOwn(SAME, code) ? (SAME[code] ?? code) : code;
  return (Object.hasOwn(known, said) ? known[said] : undefined) ?? refusals.other;
}

/** Codes of which she reads what is said of another: to her it comes to the same. */
const SAME: Record<string, keyof Phrases["refusals"]> = {
  not_found: "no_longer",
  not_waiting: "too_late",
  redemption_not_captured: "undo_over",
  contest_closed: "no_longer",
  surprise_closed: "no_longer",
  friend_unknown: "no_longer",
};

/** Sends on to a page that says what was done. */
export function done(context: Ctx, path: string, came: Done, about: Record<string, string> = {}): Response {
  return context.redirect(`${path}?${new URLSearchParams({ came, ...about })}`, 303);
}

/** Sends on to a page that says why it was not. */
export function refused(context: Ctx, path: string, code: string): Response {
  return context.redirect(`${path}?${new URLSearchParams({ refused: code })}`, 303);
}

export const CameBanner = ({ hers: { context, programme, language, says } }: { hers: Hers }) => {
  const code = context.req.query("refused");
  if (code !== undefined)
    return (
      <div class="came bad" role="alert">
        <p>
          <strong>{says.came.refused}</strong> {refusalText(code, says)}
        </p>
      </div>
    );
  const came = DONE.find((known) => known === context.req.query("came"));
  if (came === undefined) return null;
  const reward = programme.rewards.find(({ id }) => id === context.req.query("reward"));
  const redemption = context.req.query("redemption") ?? "";
  const text: Record<Done, string> = {
    redeemed: says.came.redeemed(reward?.name ?? ""),
    undone: says.came.undone,
    claimed: says.came.claimed,
    given: says.came.given,
    saved: says.came.saved,
    delivered: says.prizes.delivered,
    held: says.prizes.held,
    passed: says.prizes.passed,
    declined: says.prizes.declined,
    asked: says.visits.asked,
    forgotten: says.visits.deleted,
    ...nearbyPhrases(language).came,
    waiting: says.line.joined,
    unwaiting: says.line.left,
    passedOn: says.line.passedOn,
  };
  return (
    <Came>
      <p>
        <strong>{text[came]}</strong>{" "}
        {came === "redeemed" && context.req.query("voucher") === undefined ? says.came.atCounter : null}
      </p>
      {came === "redeemed" && /^rdm_[0-9a-z]{26}$/.test(redemption) ? (
        <form method="post" action={`/me/redemptions/${redemption}/undo`}>
          <Once />
          <button type="submit">{says.came.undo}</button>
          <span class="quiet">{says.rewards.undoable}</span>
        </form>
      ) : null}
    </Came>
  );
};

const Came = ({ children }: { children: Child }) => (
  <div class="came good" role="status">
    {children}
  </div>
);
