/** /staff/contests/{id}: one round: what it promises, how far its draw has come, whose its prizes are, and what may be done. */
import { type PlaceOf, readPlaces } from "../../database/contest-people.ts";
import { type ContestRow, readContest } from "../../database/contests.ts";
import { both } from "../../database/reading.ts";
import type { Facts } from "../../decisions/facts.ts";
import { furtherPrizes } from "../../decisions/second-chance.ts";
import { keptUntil } from "../../edge/kept-until.ts";
import { Problem } from "../../edge/problem.ts";
import { read } from "../../edge/read.ts";
import { type Contest, contest as contestTerms } from "../../programme/draws/contest.ts";
import { entropySentence } from "../../programme/draws/entropy.ts";
import { staffWordingOf } from "../../programme/wording.ts";
import { say, type Words } from "../../programme/words.ts";
import { moneyText } from "../../values/money.ts";
import { MAY } from "../roles.ts";
import { NumbersForm } from "./contest-numbers.tsx";
import { Winners } from "./contest-winners.tsx";
import { CONTEST_STATES, stateText } from "./contest-words.ts";
import { type Came, consolePage, type Desk, Once, Outcome, roleIn, whenText } from "./desk.tsx";

/** A round with its prizes on their way, for the pages about it. */
export interface Round {
  row: ContestRow;
  terms: Contest;
  places: PlaceOf[];
}

/** Reads a round. Problems: contest_unknown. */
export async function roundOf(desk: Desk): Promise<{ facts: Facts; round: Round }> {
  const id = desk.context.req.param("contest") ?? "";
  const { facts, found } = await read(desk, { reading: both(readContest(id), readPlaces(id)) });
  const [row, places] = found;
  if (!row || !places) throw new Problem("contest_unknown");
  return { facts, round: { row, terms: contestTerms.parse(row.wording), places: places.places } };
}

/** The page of a round, after what came of a form. Problems: contest_unknown. */
export async function contestPage(desk: Desk, { came, says }: { came?: Came; says?: string }) {
  const { facts, round } = await roundOf(desk);
  const { row, terms, places } = round;
  const role = roleIn(desk, facts);
  const state = stateText(row.contest, facts.now);
  const isUndrawn = state === "draft" || state === "open" || state === "frozen" || state === "awaiting";
  const awaitsNumbers = state === "awaiting" && terms.entropy.mode === "manual" && row.contest.facts.material === null;
  return consolePage(
    desk,
    facts,
    say(terms.name, facts.current.programme.language),
    <>
      {came && <Outcome came={came}>{says}</Outcome>}
      <Standing round={round} facts={facts} />
      {awaitsNumbers && MAY.steer.includes(role) && (
        <NumbersForm contest={row.contest.publicId} terms={terms} language={facts.current.programme.language} />
      )}
      {places.length > 0 && <Winners round={round} facts={facts} mayPass={MAY.makeGood.includes(role)} />}
      <Promises round={round} facts={facts} />
      {isUndrawn && MAY.steer.includes(role) && <CallOff contest={row.contest.publicId} />}
    </>,
  );
}

function Standing({ round: { row, terms }, facts: { now, current } }: { round: Round; facts: Facts }) {
  const { publicId: id, facts } = row.contest;
  const { zone } = current.programme;
  const counted = facts.file?.isWhole ? facts.file : row;
  const entries = `${counted.entrants} ${counted.entrants === 1 ? "person" : "people"} with ${counted.tickets} ${counted.tickets === 1 ? "ticket" : "tickets"}`;
  const free = row.free.entrants > 0 ? `, of them ${row.free.entrants} for free with ${row.free.tickets}` : "";
  return (
    <section>
      <h2>{CONTEST_STATES[stateText(row.contest, now)]}</h2>
      {facts.voidReason === "no_entries" && <p>Nobody entered, so nothing was drawn.</p>}
      {facts.voidReason === "staff" && <p>Called off: {facts.voidSays}</p>}
      <dl>
        <dt>Opens</dt>
        <dd>{whenText(facts.opensAt, zone)}</dd>
        <dt>Closes</dt>
        <dd>
          {whenText(facts.closesAt, zone)} ({zone})
        </dd>
        <dt>Entries</dt>
        <dd>
          {entries}
          {free}
        </dd>
        <dt>Luck</dt>
        <dd>{entropySentence(terms.entropy, staffWordingOf(current.programme))}</dd>
        {facts.material?.mode === "manual" && (
          <>
            <dt>Decided by</dt>
            <dd class="code">{facts.material.text}</dd>
          </>
        )}
        <dt>Kept until</dt>
        <dd>{keptUntil(row, zone)}</dd>
      </dl>
      <p>
        {facts.manifest !== null && (
          <>
            <a href={`/verify/contest/${id}`}>Check the draw</a> ·{" "}
          </>
        )}
        For an auditor: <a href={`/v1/staff/contests/${id}/export?format=csv`}>CSV</a> ·{" "}
        <a href={`/v1/staff/contests/${id}/export`}>JSON lines</a>
      </p>
    </section>
  );
}

function Promises({ round: { row, terms }, facts: { current } }: { round: Round; facts: Facts }) {
  const { currency, language } = current.programme;
  const { eligibility, freeEntry, claim, filings } = terms;
  const prizes = [...terms.prizes, ...furtherPrizes(row.contest.facts)];
  const numbers = Object.entries(filings).map(([region, number]) => `${region}: ${number}`);
  return (
    <section>
      <h2>What it promises</h2>
      <ol>
        {prizes.map((prize, index) => (
          <li>
            {say(prize.name as Words, language)}, worth {moneyText(prize.valueMinor, currency, language)}
            {index >= terms.prizes.length && " (a second chance: a surprise had it left over)"}
          </li>
        ))}
      </ol>
      <dl>
        <dt>Alternates</dt>
        <dd>{terms.alternates}</dd>
        <dt>Who may enter</dt>
        <dd>
          {eligibility.minAge > 0 ? `From ${eligibility.minAge} years, who live` : "Who lives"} in{" "}
          {eligibility.regions.join(", ")}
          {eligibility.voidIn.length > 0 && `, not in ${eligibility.voidIn.join(", ")}`}
          {eligibility.staffExcluded && "; nobody who works here"}
        </dd>
        <dt>Free entry</dt>
        <dd>{freeEntry ? `${freeEntry.tickets} tickets. ${say(freeEntry.how, language)}` : "None"}</dd>
        <dt>To claim</dt>
        <dd>{claim.days === 1 ? "1 day" : `${claim.days} days`}</dd>
        {numbers.length > 0 && (
          <>
            <dt>Registered as</dt>
            <dd>{numbers.join(", ")}</dd>
          </>
        )}
        <dt>Rules hash</dt>
        <dd class="code">{row.contest.facts.rulesHash}</dd>
      </dl>
      <details>
        <summary>Official rules</summary>
        {say(terms.rules, language)
          .split(/\n+/)
          .map((paragraph) => (
            <p>{paragraph}</p>
          ))}
      </details>
    </section>
  );
}

function CallOff({ contest }: { contest: string }) {
  return (
    <section>
      <h2>Call it off</h2>
      <p class="hint">
        Nothing is drawn and nobody wins. Everybody reads your reason, for ever. Once a result can be known, a round is
        not called off any more.
      </p>
      <form method="post" action={`/staff/contests/${contest}/void`}>
        <Once />
        <label for="says">Why</label>
        <input id="says" name="says" maxlength={300} required autocomplete="off" />
        <label class="choice" for="sure">
          <input id="sure" type="checkbox" name="sure" value="yes" required />
          Nobody will win this round
        </label>
        <br />
        <button type="submit" class="plain">
          Call the round off
        </button>
      </form>
    </section>
  );
}
