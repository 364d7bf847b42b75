/** /staff/programme: the document, what a change means in words, publishing, going back, pausing. */

import { type PublishedVersion, readVersion, readVersions } from "../../database/programme-versions.ts";
import { both } from "../../database/reading.ts";
import { Result } from "../../edge/page.tsx";
import { Problem } from "../../edge/problem.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { instantView } from "../../edge/views.ts";
import { pause } from "../../operations/pause.ts";
import { publish } from "../../operations/publish.ts";
import { rollback } from "../../operations/rollback.ts";
import { asKind } from "../../values/holder.ts";
import type { Json } from "../../values/json.ts";
import { type Checked, check, publicationOf, versionOf } from "../programme.ts";
import { MAY } from "../roles.ts";
import { at, type Came, consolePage, type Desk, field, Once, Outcome, performed, roleIn } from "./desk.tsx";

/** What a form left to show: its result, what a check said, and the text as it was typed. */
interface Left {
  came?: Came;
  says?: string;
  checked?: Checked;
  text?: string;
  basedOn?: number;
}

export function mountProgrammePages(app: App): void {
  app.get(
    "/staff/programme",
    at(MAY.look, (desk) => programmePage(desk, {})),
  );
  app.post("/staff/programme", at(MAY.steer, documentForm));
  app.post("/staff/programme/rollback", at(MAY.steer, rollbackForm));
  app.post("/staff/programme/pause", at(MAY.steer, pauseForm));
}

async function programmePage(desk: Desk, { came, says, checked, text, basedOn }: Left) {
  const { facts, found } = await read(desk, {
    reading: both(readVersion(null), readVersions({ limit: 20, cursor: null })),
  });
  const [newest, versions] = found;
  const holder = facts.holders.get("programme");
  const paused = holder ? asKind(holder, "programme").facts.paused : {};
  const maySteer = MAY.steer.includes(roleIn(desk, facts));
  const shown = text ?? (newest ? JSON.stringify(JSON.parse(newest.document), null, 2) : "");
  return consolePage(
    desk,
    facts,
    "Programme",
    <>
      {came && <Outcome came={came}>{says}</Outcome>}
      {checked && <CheckResult checked={checked} />}
      <section>
        <h2>The document</h2>
        {maySteer ? (
          <form method="post" action="/staff/programme">
            <Once />
            <input type="hidden" name="basedOn" value={String(basedOn ?? newest?.version ?? 0)} />
            <label for="document">Version {newest?.version ?? 0}, as JSON</label>
            <p class="hint" id="document-hint">
              Check says every fault by its place, and what would change. Nothing is in force until you publish.
            </p>
            <textarea
              id="document"
              name="document"
              class="tall"
              spellcheck={false}
              required
              aria-describedby="document-hint"
            >
              {`\n${shown}`}
            </textarea>
            <button type="submit" name="do" value="check">
              Check
            </button>
            <button type="submit" name="do" value="publish" class="plain">
              Publish
            </button>
          </form>
        ) : (
          <pre class="scroll code">{shown}</pre>
        )}
      </section>
      {maySteer && (
        <div class="columns">
          <Pausing what="earning" says={paused.earning} />
          <Pausing what="redemption" says={paused.redemption} />
        </div>
      )}
      <Versions versions={versions.found} newest={newest?.version ?? 0} maySteer={maySteer} />
    </>,
  );
}

function CheckResult({ checked }: { checked: Checked }) {
  if ("faults" in checked) {
    return (
      <Result isGood={false} lead="Checked.">
        {checked.faults.length === 1
          ? "The document has one fault."
          : `The document has ${checked.faults.length} faults.`}
        <ul>
          {checked.faults.map(({ pointer, says }) => (
            <li>
              <code>{pointer === "" ? "/" : pointer}</code> {says}
            </li>
          ))}
        </ul>
      </Result>
    );
  }
  return (
    <Result isGood lead="Checked.">
      {checked.differences.length === 0
        ? "No faults. It means the same as the newest version."
        : `No faults. Against version ${checked.basedOn} it would change:`}
      <ul>
        {checked.differences.map(({ pointer, says }) => (
          <li>
            {says} <code>{pointer}</code>
          </li>
        ))}
      </ul>
    </Result>
  );
}

function Pausing({ what, says }: { what: "earning" | "redemption"; says: string | undefined }) {
  const id = `pause-${what}`;
  return (
    <section>
      <h2>{what === "earning" ? "Earning" : "Redeeming"}</h2>
      <form method="post" action="/staff/programme/pause">
        <Once />
        <input type="hidden" name="what" value={what} />
        {says === undefined ? (
          <>
            <label for={id}>Pause it with a sentence that members read</label>
            <input id={id} name="says" maxlength={300} required autocomplete="off" />
            <button type="submit" class="plain">
              Pause
            </button>
          </>
        ) : (
          <>
            <p>Paused: “{says}”</p>
            <input type="hidden" name="resume" value="true" />
            <button type="submit">Resume</button>
          </>
        )}
      </form>
    </section>
  );
}

function Versions({ versions, newest, maySteer }: { versions: PublishedVersion[]; newest: number; maySteer: boolean }) {
  return (
    <section>
      <div class="scroll">
        <table>
          <caption>Versions</caption>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">In force from</th>
              <th scope="col">By</th>
              <th scope="col">
                <span class="hint">Go back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ version, effectiveAt, kind, actor, email }) => (
              <tr>
                <td>
                  {version}
                  {kind === "rollback" && " (went back)"}
                </td>
                <td>{instantView(effectiveAt)}</td>
                <td>{email ?? actor}</td>
                <td>
                  {maySteer && version !== newest && (
                    <form method="post" action="/staff/programme/rollback">
                      <Once />
                      <input type="hidden" name="to" value={String(version)} />
                      <input type="hidden" name="basedOn" value={String(newest)} />
                      <button type="submit" class="plain" aria-label={`Go back to version ${version}`}>
                        Go back
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

async function documentForm(desk: Desk) {
  const text = field(desk.form, "document");
  const basedOn = Number(field(desk.form, "basedOn"));
  const document = parsed(text);
  if (document === undefined) {
    const says = ["The text is no JSON: look for a missing quote, comma or bracket."];
    return programmePage(desk, { came: { isGood: false, says }, text, basedOn });
  }
  const checked = await check(desk, document);
  if (field(desk.form, "do") !== "publish" || "faults" in checked)
    return programmePage(desk, { checked, text, basedOn });
  const came = await performed(desk, publish, { ...publicationOf(document), basedOn, effectiveAt: null });
  if (!came.isGood) return programmePage(desk, { came, text, basedOn });
  return programmePage(desk, { came, says: `Version ${came.outcome.version} is published and in force.` });
}

async function rollbackForm(desk: Desk) {
  const to = Number(field(desk.form, "to"));
  if (!Number.isSafeInteger(to)) throw new Problem("version_unknown");
  const { document } = await versionOf(desk, to);
  const came = await performed(desk, rollback, {
    ...publicationOf(JSON.parse(document) as Json),
    basedOn: Number(field(desk.form, "basedOn")),
    effectiveAt: null,
  });
  const says = came.isGood ? `Version ${came.outcome.version} has the words of version ${to} and is in force.` : "";
  return programmePage(desk, { came, says });
}

async function pauseForm(desk: Desk) {
  const what = field(desk.form, "what") === "earning" ? "earning" : "redemption";
  const isResumed = field(desk.form, "resume") === "true";
  const says = field(desk.form, "says").slice(0, 300);
  if (!isResumed && says === "")
    return programmePage(desk, { came: { isGood: false, says: ["Members read a sentence: write one."] } });
  const came = await performed(desk, pause, { what, says: isResumed ? null : says });
  return programmePage(desk, { came, says: isResumed ? `${what} goes on.` : `${what} is paused.` });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
