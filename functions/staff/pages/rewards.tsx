/** /staff/rewards: what is scarce in the catalogue. Codes that were brought along and how many are left, and who waits for what is gone. */
import { readCodePools } from "../../database/codes.ts";
import { readLine, readLines } from "../../database/line.ts";
import { both } from "../../database/reading.ts";
import { Wide } from "../../edge/page.tsx";
import { Problem } from "../../edge/problem.ts";
import { problems } from "../../edge/problems.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import type { Programme } from "../../programme/programme.ts";
import { say } from "../../programme/words.ts";
import { MAY } from "../roles.ts";
import { at, consolePage, type Desk, roleIn, whenText } from "./desk.tsx";

/** Places on a page. */
const PAGE = 50;

export function mountRewardPages(app: App): void {
  app.get("/staff/rewards", at(MAY.look, rewardsPage));
  app.get("/staff/rewards/:reward/line", at(MAY.look, linePage));
}

async function rewardsPage(desk: Desk) {
  const { facts, found } = await read(desk, { reading: both(readCodePools, readLines) });
  const [pools, lines] = found;
  const { programme } = facts.current;
  const maySteer = MAY.steer.includes(roleIn(desk, facts));
  return consolePage(
    desk,
    facts,
    "Rewards",
    <>
      <section>
        <h2>Codes that you brought along</h2>
        {pools.length === 0 ? (
          <p class="empty">
            No reward takes codes of yours. A voucher with <code>"codes": "imported"</code> in the programme does: it
            gives each member one of them.
          </p>
        ) : (
          <Wide says="Codes by reward">
            <table>
              <thead>
                <tr>
                  <th scope="col">Reward</th>
                  <th scope="col" class="amount">
                    Left
                  </th>
                  <th scope="col">Of</th>
                  {maySteer && <th scope="col">Codes</th>}
                </tr>
              </thead>
              <tbody>
                {pools.map(({ reward, issued, left }) => (
                  <tr>
                    <th scope="row">{nameOf(programme, reward)}</th>
                    <td class="amount">{left}</td>
                    <td>
                      {issued > 0 && <meter min={0} max={issued} low={issued / 5} value={left} aria-label="left" />}{" "}
                      {issued}
                      {left === 0 ? ": none is left" : left * 5 <= issued ? ": running out" : ""}
                    </td>
                    {maySteer && (
                      <td>
                        <a href={`/staff/rewards/${reward}/codes`} aria-label={`Bring codes for ${reward}`}>
                          Bring codes
                        </a>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        )}
      </section>
      <section>
        <h2>Waiting lists</h2>
        {lines.length === 0 ? (
          <p class="empty">
            No reward has one. Seats do (<code>"kind": "seat"</code>): when they are gone, members wait in line.
          </p>
        ) : (
          <Wide says="Lines by reward">
            <table>
              <thead>
                <tr>
                  <th scope="col">Reward</th>
                  <th scope="col" class="amount">
                    In line
                  </th>
                  <th scope="col">Free</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ reward, waiting, left, passed }) => (
                  <tr>
                    <th scope="row">
                      <a href={`/staff/rewards/${reward}/line`}>{nameOf(programme, reward)}</a>
                    </th>
                    <td class="amount">{waiting}</td>
                    <td>
                      {left}
                      {left > 0 && waiting > passed && ", on the way along the line"}
                      {left > 0 && waiting > 0 && waiting === passed && ", which those in line cannot have now"}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        )}
      </section>
    </>,
  );
}

async function linePage(desk: Desk) {
  const { context } = desk;
  const reward = context.req.param("reward") ?? "";
  const cursor = context.req.query("after") ?? null;
  const { facts, found } = await read(desk, { reading: both(readLine(reward, { limit: PAGE, cursor }), readLines) });
  const [line, lines] = found;
  const { programme } = facts.current;
  if (!lines.some((one) => one.reward === reward)) throw new Problem("not_found");
  return consolePage(
    desk,
    facts,
    `In line for ${nameOf(programme, reward)}`,
    <>
      {line.found.length === 0 ? (
        <p class="empty">Nobody waits.</p>
      ) : (
        <Wide says="First in line first">
          <table>
            <caption>First in line first</caption>
            <thead>
              <tr>
                <th scope="col" class="amount">
                  Place
                </th>
                <th scope="col">Member</th>
                <th scope="col">Since</th>
                <th scope="col">Passed by</th>
              </tr>
            </thead>
            <tbody>
              {line.found.map(({ place: { owner, facts: about }, position }) => (
                <tr>
                  <td class="amount">{position}</td>
                  <td>
                    <a class="code" href={`/staff/members/${owner}`}>
                      {owner}
                    </a>
                  </td>
                  <td class="when">{whenText(about.at, programme.zone)}</td>
                  <td>
                    {about.passed && `${whenText(about.passed.at, programme.zone)}: ${titleOf(about.passed.because)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {line.next !== null && (
        <p>
          <a href={`/staff/rewards/${reward}/line?after=${line.next}`}>More</a>
        </p>
      )}
      <p>
        <a href="/staff/rewards">All rewards</a>
      </p>
    </>,
  );
}

/** What a reward is called; its id where the programme has it no more. */
export function nameOf({ rewards, language }: Programme, reward: string): string {
  const known = rewards.find(({ id }) => id === reward);
  return known ? say(known.name, language) : reward;
}

function titleOf(code: string): string {
  const table: Record<string, { title: string }> = problems;
  return (Object.hasOwn(table, code) ? table[code]?.title : undefined) ?? code;
}
