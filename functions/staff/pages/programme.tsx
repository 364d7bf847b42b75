/** /staff/programme: the document, what a change means in words, publishing, going back, pausing. */

import { readDrafts } from "../../database/programme-drafts.ts";
import { readInForce, readVersions } from "../../database/programme-versions.ts";
import { both } from "../../database/reading.ts";
import { Result } from "../../edge/page.tsx";
import { Problem } from "../../edge/problem.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { pause } from "../../operations/pause.ts";
import { publish } from "../../operations/publish.ts";
import { rollback } from "../../operations/rollback.ts";
import { dropDraft, saveDraft } from "../../operations/save-draft.ts";
import { withdraw } from "../../operations/withdraw.ts";
import { slug } from "../../programme/words.ts";
import { dayOfDate, type Instant, instantOf } from "../../values/day.ts";
import { asKind, draftHolder } from "../../values/holder.ts";
import type { Json } from "../../values/json.ts";
import { draftIn } from "../drafts.ts";
import { type Checked, check, checkAgainst, goingOn, publicationOf, versionOf } from "../programme.ts";
import { MAY } from "../roles.ts";
import { at, type Came, consolePage, type Desk, field, Once, Outcome, performed, roleIn, whenText } from "./desk.tsx";
import { Drafts, Versions } from "./versions.tsx";

/** What a form left to show: its result, what a check said, and the text as it was typed. */
interface Left {
  came?: Came;
  says?: string;
  checked?: Checked;
  text?: string;
  basedOn?: number;
  /** The draft that is being written. */
  draft?: { name: string; revision: number };
}

export function mountProgrammePages(app: App): void {
  app.get(
    "/staff/programme",
    at(MAY.look, async (desk) => {
      const name = desk.context.req.query("draft");
      return programmePage(desk, name === undefined ? {} : await draftLeft(desk, name));
    }),
  );
  app.post("/staff/programme", at(MAY.steer, documentForm));
  app.post("/staff/programme/drop", at(MAY.steer, dropForm));
  app.post("/staff/programme/rollback", at(MAY.steer, rollbackForm));
  app.post("/staff/programme/withdraw", at(MAY.steer, withdrawForm));
  app.post("/staff/programme/pause", at(MAY.steer, pauseForm));
}

/** A draft as it was saved, with what a check says of it. */
async function draftLeft(desk: Desk, name: string): Promise<Left> {
  const { facts } = await read(desk, { holders: [draftHolder(name)] });
  const { document, revision } = draftIn(facts, name);
  return {
    checked: checkAgainst(facts, document),
    text: JSON.stringify(document, null, 2),
    draft: { name, revision },
  };
}

async function programmePage(desk: Desk, { came, says, checked, text, basedOn, draft }: Left) {
  const { facts, found } = await read(desk, {
    reading: both(
      readInForce,
      both(readVersions({ limit: 20, cursor: null }), readDrafts({ limit: 50, cursor: null })),
    ),
  });
  const [inForce, [versions, drafts]] = found;
  const newest = facts.newestVersion;
  const { zone } = facts.current.programme;
  const holder = facts.holders.get("programme");
  const paused = holder ? asKind(holder, "programme").facts.paused : {};
  const maySteer = MAY.steer.includes(roleIn(desk, facts));
  const shown = text ?? (inForce ? JSON.stringify(JSON.parse(inForce.document), null, 2) : "");
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
            <input type="hidden" name="basedOn" value={String(basedOn ?? newest)} />
            <input type="hidden" name="draft" value={draft?.name ?? ""} />
            <input type="hidden" name="revision" value={String(draft?.revision ?? 0)} />
            <label for="document">
              {draft ? `The draft ${draft.name}` : `Version ${inForce?.version ?? 0}`}, as JSON
            </label>
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
            <div class="columns">
              <div>
                <label for="name">Name of the draft, to save it</label>
                <input
                  id="name"
                  name="name"
                  value={draft?.name ?? ""}
                  pattern="[a-z0-9][a-z0-9\-]{0,40}"
                  autocomplete="off"
                />
              </div>
              <div>
                <label for="from">In force from (empty: at once), by clocks in {zone}</label>
                <input id="from" name="from" type="datetime-local" />
              </div>
            </div>
            <button type="submit" name="do" value="check">
              Check
            </button>
            <button type="submit" name="do" value="save" class="plain">
              Save the draft
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
      <Drafts facts={facts} drafts={drafts.found} maySteer={maySteer} />
      <Versions versions={versions.found} newest={newest} zone={zone} maySteer={maySteer} />
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
        ? checked.inForce === 0
          ? "No faults."
          : `No faults. It means the same as version ${checked.inForce}, which is in force.`
        : `No faults. Against version ${checked.inForce}, which is in force, it would change:`}
      <ul>
        {checked.differences.map(({ pointer, says }) => (
          <li>
            {says} <code>{pointer}</code>
          </li>
        ))}
      </ul>
      {checked.warnings.length > 0 && (
        <>
          <p>
            <strong>Before you publish, know what could be pretended:</strong>
          </p>
          <ul>
            {checked.warnings.map(({ pointer, says }) => (
              <li>
                {says} <code>{pointer}</code>
              </li>
            ))}
          </ul>
        </>
      )}
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

async function documentForm(desk: Desk) {
  const text = field(desk.form, "document");
  const basedOn = Number(field(desk.form, "basedOn"));
  const name = field(desk.form, "name");
  // Under another name it is another draft.
  const revision = name === field(desk.form, "draft") ? Number(field(desk.form, "revision")) : 0;
  const left = { text, basedOn, ...(revision > 0 ? { draft: { name, revision } } : {}) };
  const document = parsed(text);
  if (document === undefined) {
    const says = ["The text is no JSON: look for a missing quote, comma or bracket."];
    return programmePage(desk, { came: { isGood: false, says }, ...left });
  }
  if (field(desk.form, "do") === "save") return draftForm(desk, { document, name, revision, left });
  const checked = await check(desk, document);
  if (field(desk.form, "do") !== "publish" || "faults" in checked) return programmePage(desk, { checked, ...left });
  const effectiveAt = instantIn(field(desk.form, "from"), checked.programme.zone);
  if (effectiveAt === undefined)
    return programmePage(desk, { came: { isGood: false, says: ["That is no day and time."] }, ...left });
  const came = await performed(desk, publish, {
    ...publicationOf(document),
    basedOn,
    effectiveAt,
    draft: revision > 0 ? { name, revision } : undefined,
  });
  if (!came.isGood) return programmePage(desk, { came, ...left });
  const { version, effectiveAt: from } = came.outcome;
  const isScheduled = effectiveAt !== null && from === effectiveAt;
  const says = isScheduled
    ? `Version ${version} is scheduled for ${whenText(effectiveAt, checked.programme.zone)}.`
    : `Version ${version} is published and in force.`;
  return programmePage(desk, { came, says });
}

async function draftForm(
  desk: Desk,
  { document, name, revision, left }: { document: Json; name: string; revision: number; left: Left },
) {
  const refuse = (says: string) => programmePage(desk, { came: { isGood: false, says: [says] }, ...left });
  if (!slug.safeParse(name).success) return refuse("A draft needs a name: lower-case letters, digits and dashes.");
  if (typeof document !== "object" || document === null || Array.isArray(document))
    return refuse("A document is a JSON object, in braces.");
  const came = await performed(desk, saveDraft, { name, document, revision });
  if (!came.isGood) return programmePage(desk, { came, ...left });
  return programmePage(desk, { ...(await draftLeft(desk, name)), came, says: `The draft ${name} is saved.` });
}

async function dropForm(desk: Desk) {
  const name = field(desk.form, "name");
  const came = await performed(desk, dropDraft, {
    name,
    document: null,
    revision: Number(field(desk.form, "revision")),
  });
  return programmePage(desk, { came, says: `The draft ${name} is dropped.` });
}

async function withdrawForm(desk: Desk) {
  const to = Number(field(desk.form, "to"));
  if (!Number.isSafeInteger(to)) throw new Problem("version_unknown");
  const going = await goingOn(desk, to);
  const came = await performed(desk, withdraw, { ...going, basedOn: Number(field(desk.form, "basedOn")) });
  const says = came.isGood ? `Version ${to} is withdrawn: version ${came.outcome.version} goes on.` : "";
  return programmePage(desk, { came, says });
}

/** An instant that a form's clock shows in a zone; null: none is given, undefined: it is no instant. */
function instantIn(text: string, zone: string): Instant | null | undefined {
  if (text === "") return null;
  const [, date, hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(date))) return undefined;
  return instantOf(dayOfDate(date), Number(hours) * 60 + Number(minutes), zone);
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
