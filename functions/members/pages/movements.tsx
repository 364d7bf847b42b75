/** What moved her units, each with its why behind a word, and its receipt. */
import type { Phrases } from "../../edge/phrases/index.ts";
import { directionOf, type Language } from "../../values/language.ts";
import type { Operation } from "./account.ts";
import { type Hers, Unreadable } from "./frame.tsx";

export const Movements = ({
  hers,
  operations,
  empty,
  most = Number.POSITIVE_INFINITY,
}: {
  hers: Hers;
  operations: Operation[] | null;
  empty: string;
  /** How many are shown; absent: all that moved something. */
  most?: number;
}) => {
  const { language, speech, says } = hers;
  if (operations === null) return <Unreadable says={says} />;
  const moved = operations.filter(({ lines, kind }) => lines.length > 0 || kind === "enrol");
  if (moved.length === 0) return <p class="empty">{empty}</p>;
  return (
    <ol class="statement">
      {moved.slice(0, most).map(({ operation, kind, occurredAt, lines, messages }) => {
        const what = kindText(kind, says);
        const day = speech.day(occurredAt);
        return (
          <li>
            <p class="statement-head">
              <strong>{what}</strong>
              <span>
                <time dateTime={occurredAt}>{day}</time>{" "}
                {hasReceipt(kind) ? (
                  <a href={`/verify/receipt?operation=${operation}`} aria-label={says.history.receiptOf(what, day)}>
                    {says.history.receipt}
                  </a>
                ) : null}
              </span>
            </p>
            {lines.map(({ unit, amount, says: why, runningBalance }) => (
              <details class="line" data-why>
                <summary>
                  <span class="why-word">{says.history.why}</span>
                  <span class={amount < 0 ? "moved out" : "moved in"}>
                    <bdi dir={directionOf(language)}>
                      {signOf(amount, language)}
                      {amountText(Math.abs(amount), unit, hers)}
                    </bdi>
                  </span>
                </summary>
                <p class="says">{why}</p>
                {isCounted(unit) ? (
                  <p class="quiet after">{says.history.after(speech.units(runningBalance, unit))}</p>
                ) : null}
              </details>
            ))}
            {messages.map(({ says: words }) => (
              <p class="message">
                {words[language] ?? words[language.slice(0, 2)] ?? words.en ?? Object.values(words)[0]}
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
};

/** Of what passed between two members neither has a receipt (edge/receipt.ts). */
function hasReceipt(kind: string): boolean {
  return kind !== "transfer";
}

/** What sorts of operations are called, where it is not their own name. */
const KINDS: Record<string, keyof Phrases["kinds"]> = {
  report: "event",
  "undo-event": "event",
  release: "reverse",
  lapse: "reverse",
  boundary: "expire",
  "pay-membership": "membership",
  "restore-membership": "membership",
  "claim-gift-card": "gift-card",
  "reverse-gift-card": "gift-card-back",
  "reverse-top-up": "payment-back",
  "award-prize": "contest",
  "claim-prize": "contest",
  "settle-contest": "contest",
};

/** What an operation is called. */
function kindText(kind: string, { kinds }: Phrases): string {
  const known: Record<string, string> = kinds;
  return known[KINDS[kind] ?? ""] ?? (Object.hasOwn(known, kind) ? known[kind] : undefined) ?? kinds.other;
}

/** The tickets of a contest are a unit of their own, named by the round, and so is each tier. */
function isCounted(unit: string): boolean {
  return !unit.startsWith("tier:") && !unit.startsWith("ticket:");
}

/** From right to left a sign before figures is written at their left, as CLDR has it: a mark keeps it there. */
function signOf(amount: number, language: Language): string {
  return `${directionOf(language) === "rtl" ? "\u200e" : ""}${amount < 0 ? "−" : "+"}`;
}

/** A tier that the programme has no more is called no more than that. */
function amountText(amount: number, unit: string, { me, speech, says }: Hers): string {
  if (isCounted(unit)) return speech.units(amount, unit);
  if (!unit.startsWith("tier:")) return says.play.tickets(amount);
  return me.tierNames[unit.slice(unit.lastIndexOf(":") + 1)] ?? says.history.tier;
}
