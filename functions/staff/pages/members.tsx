/** /staff: find a member and see why she has what she has; make good, freeze. */

import { type FoundMember, readMembersBy } from "../../database/member-search.ts";
import { both } from "../../database/reading.ts";
import { readStatement, type StatementOperation } from "../../database/statement-of.ts";
import { ADJUSTMENT_CODES } from "../../decisions/adjust.ts";
import { draftOf } from "../../decisions/draft.ts";
import { balancesOf } from "../../decisions/standing.ts";
import { standingsOf } from "../../decisions/tier-standing.ts";
import { maskedContact } from "../../edge/mask.ts";
import { Wide } from "../../edge/page.tsx";
import { isKnownProblem, problems } from "../../edge/problems.ts";
import { memberIn, read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { adjust } from "../../operations/adjust.ts";
import { documentOf } from "../../operations/facts-from.ts";
import { freeze } from "../../operations/freeze.ts";
import type { Programme } from "../../programme/programme.ts";
import { groupName, levelName } from "../../programme/tiers.ts";
import { whySentence } from "../../programme/why.ts";
import { staffWordingOf } from "../../programme/wording.ts";
import { say } from "../../programme/words.ts";
import { AMOUNT_MAX } from "../../values/money.ts";
import { find } from "../members.ts";
import { MAY } from "../roles.ts";
import {
  ANYONE,
  at,
  type Came,
  consolePage,
  type Desk,
  field,
  Once,
  Outcome,
  performed,
  roleIn,
  whenText,
} from "./desk.tsx";

/** Operations on one page of a statement. */
const PAGE = 30;

export function mountMemberPages(app: App): void {
  app.get("/staff", at(ANYONE, findPage));
  app.get(
    "/staff/members/:member",
    at(MAY.look, (desk) => memberPage(desk)),
  );
  app.post("/staff/members/:member/adjust", at(MAY.makeGood, adjustForm));
  app.post("/staff/members/:member/freeze", at(MAY.makeGood, freezeForm));
}

async function findPage(desk: Desk) {
  const query = desk.context.req.query("query")?.trim() ?? "";
  const [{ facts }, found] = await Promise.all([read(desk, {}), query === "" ? null : find(desk, query.slice(0, 254))]);
  const isCashier = roleIn(desk, facts) === "cashier";
  return consolePage(
    desk,
    facts,
    "Find a member",
    <>
      <search class="card">
        <form method="get" action="/staff">
          <label for="query">Who is it?</label>
          <p class="hint" id="query-hint">
            {isCashier
              ? "Exactly the e-mail that the member says, or her id."
              : "An e-mail, a phone or an id, exactly; or the beginning of a name."}
          </p>
          <input
            id="query"
            name="query"
            value={query}
            maxlength={254}
            required
            autocomplete="off"
            aria-describedby="query-hint"
          />
          <button type="submit">Find</button>
        </form>
      </search>
      {found && <Found found={found} query={query} isLinked={!isCashier} />}
    </>,
  );
}

function Found({ found, query, isLinked }: { found: FoundMember[]; query: string; isLinked: boolean }) {
  return (
    <section aria-live="polite">
      {found.length === 0 ? (
        <p class="empty">Nobody is found by “{query}”.</p>
      ) : (
        <Wide says="Members found">
          <table>
            <caption>{found.length === 1 ? "One member" : `${found.length} members`}</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Contact</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ member, name, state, email, phone }) => (
                <tr>
                  <td>
                    {isLinked ? <a href={`/staff/members/${member}`}>{name ?? "No name"}</a> : (name ?? "No name")}
                  </td>
                  <td>{maskedContact({ email, phone }) ?? "none"}</td>
                  <td>{state}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}

async function memberPage(desk: Desk, came?: { came: Came; says: string }) {
  const asked = desk.context.req.param("member") ?? "";
  const before = Number(/^\d{1,15}$/.exec(desk.context.req.query("before") ?? "")?.[0] ?? 0);
  const { facts, found } = await read(desk, {
    member: asked,
    reading: both(
      readMembersBy([asked], []),
      readStatement(asked, {
        limit: PAGE,
        cursor: before === 0 ? null : before,
        knownVersions: [...desk.ledger.documents.keys()],
      }),
    ),
  });
  const { publicId: member, state } = memberIn(facts);
  const [[person], statement] = found;
  const { programme } = facts.current;
  const draft = draftOf(facts);
  const tiers = standingsOf(draft, programme, { member, today: facts.today });
  const wording = staffWordingOf(programme);
  const name = person?.name ?? "A member without a name";
  const mayMakeGood = MAY.makeGood.includes(roleIn(desk, facts));
  return consolePage(
    desk,
    facts,
    name,
    <>
      {came && <Outcome came={came.came}>{came.says}</Outcome>}
      <section>
        <dl>
          <dt>Id</dt>
          <dd class="code">{member}</dd>
          <dt>Contact</dt>
          <dd>{(person && maskedContact(person)) ?? "none"}</dd>
          <dt>State</dt>
          <dd>{state}</dd>
          {tiers.map(({ tier, next, ways, needsAll }, index) => {
            const group = programme.tiers[index];
            const missing = ways
              .map((way) => wording.metric(way.metric, way.missing))
              .join(needsAll ? " and " : " or ");
            return (
              <>
                <dt>{(group && groupName(group, programme.language)) ?? "Tier"}</dt>
                <dd>
                  {levelName(tier, programme, programme.language)}
                  {next && `, ${missing} to ${levelName(next.tier, programme, programme.language)}`}
                </dd>
              </>
            );
          })}
          {Object.entries(balancesOf(draft, facts, member)).map(([unit, { available, pending, held, debt }]) => (
            <>
              <dt>{say(programme.units[unit]?.name.other ?? unit, programme.language)}</dt>
              <dd>
                <strong>{available}</strong> to spend
                {pending > 0 && `, ${pending} pending`}
                {held > 0 && `, ${held} held`}
                {debt > 0 && `, owes ${debt}`}
              </dd>
            </>
          ))}
        </dl>
      </section>
      <section>
        <h2>Why</h2>
        {statement.found.length === 0 ? (
          <p class="empty">Nothing happened yet.</p>
        ) : (
          <Wide says="Why">
            <table>
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">What</th>
                  <th scope="col">Why</th>
                  <th scope="col" class="amount">
                    Amount
                  </th>
                </tr>
              </thead>
              <tbody>
                {statement.found.map((operation) => (
                  <Lines
                    operation={operation}
                    programme={documentOf(
                      desk.ledger,
                      operation.version,
                      statement.documents.get(operation.version) ?? null,
                    )}
                  />
                ))}
              </tbody>
            </table>
          </Wide>
        )}
        {statement.next !== null && (
          <p>
            <a href={`/staff/members/${member}?before=${statement.next}`}>Earlier</a>
          </p>
        )}
      </section>
      {mayMakeGood && <MakeGood member={member} state={state} units={Object.keys(programme.units)} />}
    </>,
  );
}

/** Why an operation was refused; null: it was not. */
function refusedText(code: string | null): string | null {
  return code === null ? null : `refused: ${isKnownProblem(code) ? problems[code].title : code}`;
}

function Lines({ operation, programme }: { operation: StatementOperation; programme: Programme }) {
  const { kind, occurredAt, lines, refused } = operation;
  const when = whenText(occurredAt, programme.zone);
  const wording = staffWordingOf(programme);
  // Their names are words joined by dashes.
  const what = kind.replaceAll("-", " ");
  // A tier is one or none, and its unit is named by it.
  const movedText = ({ amount, unit }: StatementOperation["lines"][number]) =>
    unit.startsWith("tier:")
      ? levelName(unit.slice(unit.lastIndexOf(":") + 1), programme, programme.language)
      : wording.units(Math.abs(amount), unit);
  if (lines.length === 0) {
    return (
      <tr>
        <td class="when">{when}</td>
        <td>{what}</td>
        <td class="empty">{refusedText(refused) ?? "moved nothing"}</td>
        <td />
      </tr>
    );
  }
  return (
    <>
      {lines.map((line, index) => (
        <tr>
          <td class="when">{index === 0 ? when : ""}</td>
          <td>{index === 0 ? what : ""}</td>
          <td>{whySentence(line, wording)}</td>
          <td class="amount">
            {line.amount < 0 ? "−" : "+"}
            {movedText(line)}
          </td>
        </tr>
      ))}
    </>
  );
}

function MakeGood({ member, state, units }: { member: string; state: string; units: string[] }) {
  const isFrozen = state === "frozen";
  return (
    <div class="columns">
      <section>
        <h2>Give or take</h2>
        <form method="post" action={`/staff/members/${member}/adjust`}>
          <Once />
          <label for="amount">Amount</label>
          <p class="hint" id="amount-hint">
            Whole units; with a minus to take.
          </p>
          <input
            id="amount"
            name="amount"
            inputmode="text"
            pattern="-?[0-9]{1,10}"
            required
            aria-describedby="amount-hint"
          />
          <label for="unit">Unit</label>
          <select id="unit" name="unit">
            {units.map((unit) => (
              <option value={unit}>{unit}</option>
            ))}
          </select>
          <label for="code">What the member reads</label>
          <select id="code" name="code">
            {ADJUSTMENT_CODES.map((code) => (
              <option value={code}>{code}</option>
            ))}
          </select>
          <label for="reason">Reason, for colleagues</label>
          <input id="reason" name="reason" maxlength={500} required autocomplete="off" />
          <button type="submit">Adjust</button>
        </form>
      </section>
      <section>
        <h2>{isFrozen ? "Unfreeze" : "Freeze"}</h2>
        <p>
          {isFrozen
            ? "She earns and spends again, with everything she had."
            : "While she is frozen she earns and spends nothing, and loses nothing."}
        </p>
        <form method="post" action={`/staff/members/${member}/freeze`}>
          <Once />
          <input type="hidden" name="frozen" value={isFrozen ? "false" : "true"} />
          <label for="freeze-reason">Reason, for colleagues</label>
          <input id="freeze-reason" name="reason" maxlength={500} required autocomplete="off" />
          <button type="submit" class="plain">
            {isFrozen ? "Unfreeze" : "Freeze"}
          </button>
        </form>
      </section>
    </div>
  );
}

async function adjustForm(desk: Desk) {
  const amount = Number(field(desk.form, "amount"));
  const code = ADJUSTMENT_CODES.find((known) => known === field(desk.form, "code"));
  const says: string[] = [];
  if (!Number.isSafeInteger(amount) || amount === 0 || Math.abs(amount) > AMOUNT_MAX)
    says.push("The amount is a whole number, and not 0.");
  if (field(desk.form, "reason") === "") says.push("A reason is required.");
  if (code === undefined || says.length > 0) return memberPage(desk, { came: { isGood: false, says }, says: "" });
  const unit = field(desk.form, "unit");
  const member = desk.context.req.param("member") ?? "";
  const came = await performed(desk, adjust, { member, unit, amount, code });
  return memberPage(desk, { came, says: `${amount > 0 ? "Given" : "Taken"}: ${Math.abs(amount)} ${unit}.` });
}

async function freezeForm(desk: Desk) {
  if (field(desk.form, "reason") === "")
    return memberPage(desk, { came: { isGood: false, says: ["A reason is required."] }, says: "" });
  const isFrozen = field(desk.form, "frozen") === "true";
  const came = await performed(desk, freeze, { member: desk.context.req.param("member") ?? "", isFrozen });
  return memberPage(desk, { came, says: isFrozen ? "She is frozen." : "She is not frozen any more." });
}
