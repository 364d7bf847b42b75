/**
 * Typing what a public draw came to, with care: the numbers are typed twice, by two people where there are two, looked at as
 * they will be written down, and then said to decide. They decide once, and nobody can take them back.
 */

import { Result } from "../../edge/page.tsx";
import type { App } from "../../edge/serve.ts";
import { typeMaterial } from "../../operations/type-material.ts";
import type { Contest } from "../../programme/draws/contest.ts";
import type { PublicDraw } from "../../programme/draws/entropy.ts";
import { bitsNeeded, bitsOf, faultOfNumbers, keyString } from "../../programme/draws/key-string.ts";
import { say } from "../../programme/words.ts";
import { MAY } from "../roles.ts";
import { contestPage, roundOf } from "./contest.tsx";
import { at, consolePage, type Desk, field, Once, performed } from "./desk.tsx";

export function mountNumbers(app: App): void {
  app.post("/staff/contests/:contest/numbers", at(MAY.steer, previewForm));
  app.post("/staff/contests/:contest/numbers/decide", at(MAY.steer, decideForm));
}

/** The form for the numbers of each draw, twice. */
export function NumbersForm({ contest, terms, language }: { contest: string; terms: Contest; language: string }) {
  const { entropy } = terms;
  if (entropy.mode !== "manual") return null;
  return (
    <section>
      <h2>Type the numbers</h2>
      <p>It is drawn by: {say(entropy.source, language)}</p>
      <p class="hint">
        Type them as they were published, with spaces between. A second person types them again without looking at the
        first: they decide once, and nobody can correct them afterwards. You see them before they count.
      </p>
      <form method="post" action={`/staff/contests/${contest}/numbers`}>
        {(["first", "again"] as const).map((turn) => (
          <fieldset>
            <legend>{turn === "first" ? "The numbers" : "Again, by a second person"}</legend>
            {entropy.draws.map((draw, index) => (
              <>
                <label for={`${turn}-${index}`}>{drawText(draw, index, entropy.draws.length)}</label>
                <input
                  id={`${turn}-${index}`}
                  name={`${turn}-${index}`}
                  inputmode="numeric"
                  pattern="[0-9 ,.\-]+"
                  required
                  autocomplete="off"
                />
              </>
            ))}
          </fieldset>
        ))}
        <button type="submit">Look at them</button>
      </form>
    </section>
  );
}

function drawText({ numbers, outOf, lowest, inOrder }: PublicDraw, index: number, of: number): string {
  const which = of === 1 ? "" : `Draw ${index + 1}: `;
  const order = inOrder ? ", in the order in which they came" : "";
  return `${which}${numbers} ${numbers === 1 ? "number" : "numbers"} from ${lowest} to ${lowest + outOf - 1}${order}`;
}

/** The numbers of a field, or none where it holds anything else. */
function numbersIn(text: string): number[] {
  const parts = text.split(/[\s,.-]+/).filter((part) => part !== "");
  return parts.every((part) => /^\d{1,7}$/.test(part)) ? parts.map(Number) : [];
}

async function previewForm(desk: Desk) {
  const { facts, round } = await roundOf(desk);
  const { entropy } = round.terms;
  if (entropy.mode !== "manual") return contestPage(desk, {});
  const typed = (turn: string) => entropy.draws.map((_, index) => numbersIn(field(desk.form, `${turn}-${index}`)));
  const [first, again] = [typed("first"), typed("again")];
  const fault = faultOfNumbers(entropy.draws, first) ?? faultOfNumbers(entropy.draws, again);
  if (fault !== null) return contestPage(desk, { came: { isGood: false, says: [`${fault}.`] } });
  const text = keyString(entropy.draws, first);
  if (text !== keyString(entropy.draws, again)) {
    const says =
      "The two do not say the same. Nothing was kept: look the numbers up once more, and type them both again.";
    return contestPage(desk, { came: { isGood: false, says: [says] } });
  }
  const { publicId, facts: kept } = round.row.contest;
  const bits = bitsOf(entropy.draws);
  const needed = bitsNeeded({ entrants: kept.file?.entrants ?? 0, winners: kept.winners });
  return consolePage(
    desk,
    facts,
    "Are these the numbers?",
    <section>
      <p>They were typed twice, and both times the same. This decides, and everybody will see it:</p>
      <p class="secret">{text}</p>
      <p>Compare it once more with: {say(entropy.source, facts.current.programme.language)}</p>
      {bits < needed && (
        <Result isGood={false} lead="Little luck.">
          These draws have {bits} bits of luck, and choosing the winners takes {needed}: not every outcome can come of
          them.
        </Result>
      )}
      <form method="post" action={`/staff/contests/${publicId}/numbers/decide`}>
        <Once />
        {first.map((numbers, index) => (
          <input type="hidden" name={`first-${index}`} value={numbers.join(" ")} />
        ))}
        <button type="submit">Draw by these numbers</button> <a href={`/staff/contests/${publicId}`}>Type them anew</a>
      </form>
    </section>,
  );
}

async function decideForm(desk: Desk) {
  const { round } = await roundOf(desk);
  const { entropy } = round.terms;
  if (entropy.mode !== "manual") return contestPage(desk, {});
  const numbers = entropy.draws.map((_, index) => numbersIn(field(desk.form, `first-${index}`)));
  const came = await performed(desk, typeMaterial, { contest: round.row.contest.publicId, numbers });
  return contestPage(desk, { came, says: "The numbers decide. The clock draws within a minute." });
}
