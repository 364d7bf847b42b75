/** /staff/contests: every round there was, newest first, and what becomes of one; each round has a page of its own. */

import { type ContestRow, readContests } from "../../database/contests.ts";
import { both } from "../../database/reading.ts";
import { Wide } from "../../edge/page.tsx";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { confirmPlayForm } from "../../operations/held-prize.ts";
import { confirmForm, passPrize, voidContest } from "../../operations/steer-contest.ts";
import { contest as contestTerms } from "../../programme/draws/contest.ts";
import { say } from "../../programme/words.ts";
import { MAY } from "../roles.ts";
import { contestPage } from "./contest.tsx";
import { mountNumbers } from "./contest-numbers.tsx";
import { CONTEST_STATES, PASSES, stateText } from "./contest-words.ts";
import { at, type Came, consolePage, type Desk, field, Outcome, performed, roleIn, whenText } from "./desk.tsx";
import { HeldPrizes, heldPrizesRead } from "./held-prizes.tsx";

/** Rounds on a page. */
const PAGE = 20;

export function mountContestPages(app: App): void {
  app.get(
    "/staff/contests",
    at(MAY.look, (desk) => contestsPage(desk)),
  );
  app.get(
    "/staff/contests/:contest",
    at(MAY.look, (desk) => contestPage(desk, {})),
  );
  app.post("/staff/contests/:contest/void", at(MAY.steer, callOffForm));
  app.post("/staff/contests/:contest/pass", at(MAY.makeGood, passForm));
  app.post("/staff/contests/:contest/tax-form", at(MAY.makeGood, taxForm));
  app.post("/staff/plays/:play/tax-form", at(MAY.makeGood, playForm));
  mountNumbers(app);
}

async function contestsPage(desk: Desk, came?: Came) {
  const cursor = desk.context.req.query("after") ?? null;
  const { facts, found } = await read(desk, {
    reading: both(readContests({ limit: PAGE, cursor }), heldPrizesRead),
  });
  const [rounds, held] = found;
  const { zone, language } = facts.current.programme;
  return consolePage(
    desk,
    facts,
    "Contests",
    <>
      {came && (
        <Outcome came={came}>The form is in. It holds for the year, and the prize that waited is delivered.</Outcome>
      )}
      <HeldPrizes held={held} zone={zone} language={language} mayConfirm={MAY.makeGood.includes(roleIn(desk, facts))} />
      {rounds.found.length === 0 && (
        <p class="empty">
          No round yet: a contest of the programme opens its first one by the clock, within a minute of being published.
        </p>
      )}
      {rounds.found.length > 0 && (
        <section>
          <Wide says="Rounds">
            <table>
              <caption>Rounds, newest first. Times are in {zone}.</caption>
              <thead>
                <tr>
                  <th scope="col">Contest</th>
                  <th scope="col">State</th>
                  <th scope="col">Closes</th>
                  <th scope="col" class="amount">
                    Entrants
                  </th>
                  <th scope="col" class="amount">
                    Tickets
                  </th>
                </tr>
              </thead>
              <tbody>
                {rounds.found.map((row) => (
                  <Round row={row} now={facts.now} zone={zone} language={language} />
                ))}
              </tbody>
            </table>
          </Wide>
        </section>
      )}
      {rounds.next !== null && (
        <p>
          <a href={`/staff/contests?after=${rounds.next}`}>Earlier rounds</a>
        </p>
      )}
    </>,
  );
}

function Round({ row, now, zone, language }: { row: ContestRow; now: number; zone: string; language: string }) {
  const { publicId, facts } = row.contest;
  const counted = facts.file?.isWhole ? facts.file : row;
  return (
    <tr>
      <th scope="row">
        <a href={`/staff/contests/${publicId}`}>{say(contestTerms.parse(row.wording).name, language)}</a>
      </th>
      <td>{CONTEST_STATES[stateText(row.contest, now)]}</td>
      <td class="when">{whenText(facts.closesAt, zone)}</td>
      <td class="amount">{counted.entrants}</td>
      <td class="amount">{counted.tickets}</td>
    </tr>
  );
}

const contestIn = (desk: Desk) => desk.context.req.param("contest") ?? "";

async function callOffForm(desk: Desk) {
  const says = field(desk.form, "says").slice(0, 300);
  const isSure = field(desk.form, "sure") === "yes";
  const missing = says === "" ? "Say why: everybody will read it." : isSure ? null : "Tick that you mean it.";
  const came: Came =
    missing !== null
      ? { isGood: false, says: [missing] }
      : await performed(desk, voidContest, { contest: contestIn(desk), says });
  return contestPage(desk, { came, says: "The round is called off, and everybody can read why." });
}

async function passForm(desk: Desk) {
  const reason = PASSES.find(([code]) => code === field(desk.form, "reason"))?.[0];
  const came: Came = reason
    ? await performed(desk, passPrize, { contest: contestIn(desk), tag: field(desk.form, "tag"), reason })
    : { isGood: false, says: ["Choose the reason: it is published with the prize."] };
  return contestPage(desk, { came, says: "The prize passes on: the clock gives it to the next rank within a minute." });
}

async function playForm(desk: Desk) {
  return contestsPage(desk, await performed(desk, confirmPlayForm, { play: desk.context.req.param("play") ?? "" }));
}

async function taxForm(desk: Desk) {
  const came = await performed(desk, confirmForm, { contest: contestIn(desk), tag: field(desk.form, "tag") });
  return contestPage(desk, {
    came,
    says: "The form is in. It holds for the year, and what waited for it is delivered.",
  });
}
