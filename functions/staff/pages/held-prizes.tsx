/** Surprises' prizes that wait for a tax form, and the button that says that one is in. */
import { type PlayOfPool, prizesHeld } from "../../database/plays.ts";
import { prizeOf } from "../../decisions/reveal.ts";
import { Wide } from "../../edge/page.tsx";
import { say } from "../../programme/words.ts";
import { asKind } from "../../values/holder.ts";
import { Act, whenText } from "./desk.tsx";

/** Prizes on the page: the next to run out. */
const SHOWN = 50;

/** What the page reads for it. */
export const heldPrizesRead = prizesHeld(SHOWN);

/** Nothing where none waits: most programmes never see it. */
export function HeldPrizes({
  held,
  zone,
  language,
  mayConfirm,
}: {
  held: { play: PlayOfPool; until: number }[];
  zone: string;
  language: string;
  mayConfirm: boolean;
}) {
  if (held.length === 0) return null;
  return (
    <section>
      <h2>Prizes of surprises that wait for a tax form</h2>
      <p class="hint">
        With this prize its winner reaches the year’s threshold. Keep the form where you keep such forms; here you only
        say that it is in. A prize whose time runs out is forfeited.
      </p>
      <Wide says="Prizes that wait for a tax form">
        <table>
          <thead>
            <tr>
              <th scope="col">Prize</th>
              <th scope="col">Winner</th>
              <th scope="col">Until</th>
              {mayConfirm && <th scope="col">Form</th>}
            </tr>
          </thead>
          <tbody>
            {held.map(({ play: { play, pool }, until }) => {
              const prize = prizeOf(asKind(pool, "pool").facts, play);
              const name = prize ? say(prize.name, language) : play.id;
              return (
                <tr>
                  <th scope="row">{name}</th>
                  <td class="code">
                    <a href={`/staff/members/${play.owner}`}>{play.owner}</a>
                  </td>
                  <td class="when">{whenText(until - 1, zone)}</td>
                  {mayConfirm && (
                    <td>
                      <Act
                        action={`/staff/plays/${play.id}/tax-form`}
                        sends={{}}
                        says="The form is in"
                        names={`The tax form for ${name} is in`}
                      />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
