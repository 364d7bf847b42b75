/** /staff/venues/file: a file of venues is tried first, and imported when somebody has seen what it would do. */

import type { RowReport, VenueRow, VenuesImported } from "../../decisions/import-venues.ts";
import { inspectText } from "../../edge/body.ts";
import { Wide } from "../../edge/page.tsx";
import { Problem } from "../../edge/problem.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { outcomeOf } from "../../edge/tried.ts";
import { dryRun } from "../../operations/dry-run.ts";
import { importVenues } from "../../operations/import-venues.ts";
import { MAY } from "../roles.ts";
import { exported, rowsOf } from "../venue-imports.ts";
import { at, type Came, consolePage, type Desk, field, Once, Outcome, performed } from "./desk.tsx";

/** Rows of the report that are shown, wrong ones first: who has more to mend mends these first. */
const SHOWN = 200;

interface Left {
  came?: Came;
  content?: string;
  report?: VenuesImported;
}

export function mountVenueFilePages(app: App): void {
  app.get(
    "/staff/venues/file",
    at(MAY.steer, (desk) => filePage(desk, {})),
  );
  app.get("/staff/venues/export", at(MAY.look, exportFile));
  app.post("/staff/venues/file/check", at(MAY.steer, checkForm));
  app.post("/staff/venues/file", at(MAY.steer, importForm));
}

async function filePage(desk: Desk, { came, content, report }: Left) {
  const { facts } = await read(desk, {});
  return consolePage(
    desk,
    facts,
    "Import venues",
    <>
      {came && <Outcome came={came}>{came.isGood && doneText(came.outcome)}</Outcome>}
      {report && <Report {...report} />}
      {report && report.wrong === 0 && report.opened + report.changed > 0 && (
        <form method="post" action="/staff/venues/file" enctype="multipart/form-data">
          <Once />
          <input type="hidden" name="content" value={content} />
          <button type="submit">
            Import it: {report.opened} new, {report.changed} changed
          </button>
        </form>
      )}
      <section>
        <h2>{report ? "Another file, or this one mended" : "Try a file"}</h2>
        <form method="post" action="/staff/venues/file/check" enctype="multipart/form-data">
          <p class="hint">
            CSV with a heading: id, store, name, latitude, longitude, and where you want radiusMetres, city, hours,
            zone, categories (with | between them), state, country. Or GeoJSON with points. The id is your own: by it a
            venue is found again. Nothing is written yet. At most 5,000 rows and 4 MB.
          </p>
          <label for="file">A file</label>
          <input id="file" name="file" type="file" accept=".csv,.json,.geojson,text/csv,application/geo+json" />
          <label for="pasted">Or paste it</label>
          <textarea id="pasted" name="content" spellcheck={false}>
            {content ?? ""}
          </textarea>
          <button type="submit">Try it</button>
        </form>
      </section>
    </>,
  );
}

function Report({ opened, changed, same, wrong, rows }: VenuesImported) {
  const shown = [...rows.filter(({ what }) => what === "wrong"), ...rows.filter(({ what }) => what !== "wrong")];
  return (
    <section>
      <h2>What it would do</h2>
      <p>
        {opened} new, {changed} changed, {same} as they are, {wrong} wrong.{" "}
        {wrong > 0 && "While a row is wrong, none is imported."}
      </p>
      <Wide says="Row by row">
        <table>
          <caption>
            {shown.length > SHOWN ? `The first ${SHOWN} of ${shown.length} rows, wrong ones first` : "Row by row"}
          </caption>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Venue</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, SHOWN).map((row) => (
              <tr>
                <td>{row.line}</td>
                <td>{row.name ?? ""}</td>
                <td>{rowText(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function rowText({ what, changes, faults }: RowReport): string {
  if (what === "wrong") return faults.map(({ field: name, says }) => `${name}: ${says}`).join("; ");
  return what === "changed" ? `changes ${changes.join(", ")}` : what === "same" ? "as it is" : "new";
}

async function checkForm(desk: Desk) {
  const content = field(desk.form, "file") || field(desk.form, "content");
  const rows = rowsIn(content);
  if ("says" in rows) return filePage(desk, { content, came: { isGood: false, says: rows.says } });
  const { ledger, caller } = desk;
  const report = outcomeOf(await dryRun(ledger, importVenues, { request: { rows, isTrial: true }, caller }));
  return filePage(desk, { content, report });
}

async function importForm(desk: Desk) {
  const content = field(desk.form, "content");
  const rows = rowsIn(content);
  if ("says" in rows) return filePage(desk, { content, came: { isGood: false, says: rows.says } });
  const came = await performed(desk, importVenues, { rows, isTrial: false });
  return filePage(desk, came.isGood ? { came } : { came, content });
}

async function exportFile(desk: Desk) {
  await read(desk, {});
  return exported(desk.ledger.client, desk.context.req.query("format") === "geojson" ? "geojson" : "csv");
}

/** The rows of what was sent: JSON where it begins as such, else CSV. */
function rowsIn(content: string): VenueRow[] | { says: string[] } {
  if (content === "") return { says: ["Choose a file, or paste its content."] };
  // What a browser sends is a file's bytes; those that are no UTF-8 have become this character when they come here.
  if (content.includes("\uFFFD")) return { says: ["It is not UTF-8: save it as “CSV UTF-8”, and try that file."] };
  try {
    inspectText(content, "");
    if (!/^\s*\{/.test(content)) return rowsOf({ csv: content });
    const { type, features } = JSON.parse(content) as { type?: unknown; features?: unknown };
    if (type !== "FeatureCollection" || !Array.isArray(features))
      return { says: ["It is JSON, but no FeatureCollection."] };
    return rowsOf({ features });
  } catch (fault) {
    if (fault instanceof SyntaxError) return { says: ["It begins as JSON, and does not read as such."] };
    if (fault instanceof Problem) return { says: ["It does not read.", ...fault.errors.map(({ says }) => says)] };
    throw fault;
  }
}

function doneText(outcome: Record<string, unknown>): string {
  return `${outcome.opened} opened, ${outcome.changed} changed, ${outcome.same} as they were.`;
}
