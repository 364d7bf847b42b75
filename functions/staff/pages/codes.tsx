/** /staff/rewards/{reward}/codes: a list of codes is tried first, and brought along when somebody has seen what it would do. */

import type { Child } from "hono/jsx";
import { readCodePools } from "../../database/codes.ts";
import { inspectText } from "../../edge/body.ts";
import { columnOf } from "../../edge/lines.ts";
import { Wide } from "../../edge/page.tsx";
import { Problem } from "../../edge/problem.ts";
import { read } from "../../edge/read.ts";
import { sealImported } from "../../edge/sealed-code.ts";
import type { App } from "../../edge/serve.ts";
import { outcomeOf } from "../../edge/tried.ts";
import { dryRun } from "../../operations/dry-run.ts";
import { importCodes } from "../../operations/import-codes.ts";
import { signing } from "../../values/gift-card.ts";
import { importedDigest, readImported } from "../../values/imported-code.ts";
import { CODES_MAX } from "../codes.ts";
import { MAY } from "../roles.ts";
import { at, type Came, consolePage, type Desk, field, Once, Outcome, performed } from "./desk.tsx";
import { nameOf } from "./rewards.tsx";

/** Lines that are looked at in one go. */
const LINES_MAX = 20_000;
/** Lines of the report that are shown. */
const SHOWN = 200;

interface Report {
  /** Codes that are new, of which CODES_MAX at the most are brought along at once. */
  fresh: string[];
  refused: { line: number; says: string }[];
}
interface Left {
  came?: Came;
  content?: string;
  report?: Report;
}

export function mountCodePages(app: App): void {
  app.get(
    "/staff/rewards/:reward/codes",
    at(MAY.steer, (desk) => codesPage(desk, {})),
  );
  app.post("/staff/rewards/:reward/codes/check", at(MAY.steer, checkForm));
  app.post("/staff/rewards/:reward/codes", at(MAY.steer, importForm));
}

async function codesPage(desk: Desk, { came, content, report }: Left) {
  const reward = rewardOf(desk);
  const { facts, found } = await read(desk, { reading: readCodePools });
  const pool = found.find((one) => one.reward === reward);
  if (!pool) throw new Problem("not_found");
  const action = `/staff/rewards/${reward}/codes`;
  const now = report?.fresh.slice(0, CODES_MAX) ?? [];
  return consolePage(
    desk,
    facts,
    `Codes for ${nameOf(facts.current.programme, reward)}`,
    <>
      {came && <Outcome came={came}>{came.isGood && `${came.outcome.added} codes were brought along.`}</Outcome>}
      <p>
        {pool.left} of {pool.issued} are left.
      </p>
      {report && (
        <Tried {...report}>
          {now.length > 0 && (
            <form method="post" action={action}>
              <Once />
              {now.map((code) => (
                <input type="hidden" name="codes" value={code} />
              ))}
              <button type="submit">{now.length === 1 ? "Bring this one along" : `Bring ${now.length} along`}</button>
              {(report?.fresh.length ?? 0) > now.length && (
                <p class="hint">
                  {CODES_MAX} at once: then try the same list again, and those that are there are passed over.
                </p>
              )}
            </form>
          )}
        </Tried>
      )}
      <section>
        <h2>{report ? "Another list, or this one mended" : "Try a list"}</h2>
        <form method="post" action={`${action}/check`} enctype="multipart/form-data">
          <p class="hint">
            A code a line, or a CSV whose first column has them. Codes are 3 to 100 characters that can be typed without
            spaces, found in any case. Nothing is written yet. They are kept encrypted, and shown to whoever gets one.
          </p>
          <label for="file">A file</label>
          <input id="file" name="file" type="file" accept=".csv,.txt,text/csv,text/plain" />
          <label for="pasted">Or paste it</label>
          <textarea id="pasted" name="content" spellcheck={false} autocomplete="off">
            {content ?? ""}
          </textarea>
          <button type="submit">Try it</button>
        </form>
      </section>
      <p>
        <a href="/staff/rewards">All rewards</a>
      </p>
    </>,
  );
}

function Tried({ fresh, refused, children }: Report & { children: Child }) {
  return (
    <section>
      <h2>What it would do</h2>
      <p>
        {fresh.length} new, {refused.length} passed over.
      </p>
      {refused.length > 0 && (
        <Wide says="Lines that are passed over">
          <table>
            <caption>
              {refused.length > SHOWN
                ? `The first ${SHOWN} of ${refused.length} lines that are passed over`
                : "Lines that are passed over"}
            </caption>
            <thead>
              <tr>
                <th scope="col" class="amount">
                  Line
                </th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {refused.slice(0, SHOWN).map(({ line, says }) => (
                <tr>
                  <td class="amount">{line}</td>
                  <td>{says}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {children}
    </section>
  );
}

async function checkForm(desk: Desk) {
  const content = field(desk.form, "file") || field(desk.form, "content");
  const refused = (says: string) => codesPage(desk, { content, came: { isGood: false, says: [says] } });
  if (content === "") return refused("Choose a file, or paste its content.");
  // What a browser sends is a file's bytes; those that are no UTF-8 have become this character when they come here.
  if (content.includes("\uFFFD")) return refused("It is not UTF-8: save it as “CSV UTF-8”, and try that file.");
  try {
    inspectText(content, "");
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    return refused("It has characters that no text has: is it a spreadsheet? Save it as CSV, and try that file.");
  }
  const lines = columnOf(content);
  if (lines.length > LINES_MAX) return refused(`It has ${lines.length} lines. Try at most ${LINES_MAX} at once.`);
  return codesPage(desk, { content, report: await reportOf(desk, lines) });
}

/** What each line would come to, without a write. */
async function reportOf(desk: Desk, lines: (string | null)[]): Promise<Report> {
  const { ledger, caller } = desk;
  const sign = signing(ledger.secret);
  const refused: Report["refused"] = [];
  const codes: { line: number; code: string; digest: string; sealed: string }[] = [];
  const first = new Map<string, number>();
  for (const [index, typed] of lines.entries()) {
    const line = index + 1;
    if (typed === "") continue;
    const code = typed === null ? null : readImported(typed);
    const digest = code === null ? "" : importedDigest(sign, code);
    const before = first.get(digest);
    if (code === null) refused.push({ line, says: faultOf(typed) });
    else if (before !== undefined) refused.push({ line, says: `the same as line ${before}` });
    else {
      first.set(digest, line);
      codes.push({ line, code: code, digest, sealed: "" });
    }
  }
  const request = { reward: rewardOf(desk), codes };
  const { duplicates } = outcomeOf(await dryRun(ledger, importCodes, { request, caller }));
  const known = new Set(duplicates.map(({ line }) => line));
  for (const line of known) refused.push({ line, says: "there already, for this reward or another one" });
  return {
    fresh: codes.filter(({ line }) => !known.has(line)).map(({ code }) => code),
    refused: refused.sort((one, other) => one.line - other.line),
  };
}

function faultOf(typed: string | null): string {
  if (typed === null) return "has no first column that can be read";
  if (/\s/.test(typed)) return "has a space within";
  if (typed.length < 3) return "is shorter than 3 characters";
  return typed.length > 100 ? "is longer than 100 characters" : "has characters that cannot be typed everywhere";
}

async function importForm(desk: Desk) {
  const { ledger, form } = desk;
  const typed = (form.get("codes") ?? []).flatMap((code) => readImported(code) ?? []).slice(0, CODES_MAX);
  const codes = await Promise.all(
    typed.map(async (code, index) => ({
      line: index + 1,
      digest: importedDigest(signing(ledger.secret), code),
      sealed: await sealImported(ledger.secret, code),
    })),
  );
  return codesPage(desk, { came: await performed(desk, importCodes, { reward: rewardOf(desk), codes }) });
}

function rewardOf({ context }: Desk): string {
  return context.req.param("reward") ?? "";
}
