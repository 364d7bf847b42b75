/** /staff/submissions: what members sent in, to be accepted or rejected. */
import { readSubmissions, type Submission } from "../../database/submissions.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { instantView } from "../../edge/views.ts";
import { moderate } from "../../operations/moderate.ts";
import type { Programme } from "../../programme/programme.ts";
import { staffWordingOf } from "../../programme/wording.ts";
import { waitsOf } from "../moderations.ts";
import { MAY } from "../roles.ts";
import { at, type Came, consolePage, type Desk, field, Once, Outcome, performed } from "./desk.tsx";

/** Submissions on a page: about what somebody looks through at a sitting. */
const PAGE = 20;

export function mountSubmissionPages(app: App): void {
  app.get(
    "/staff/submissions",
    at(MAY.moderate, (desk) => submissionsPage(desk)),
  );
  app.post(
    "/staff/submissions",
    at(MAY.moderate, async (desk) => {
      const verdict = field(desk.form, "verdict") === "accept" ? "accept" : "reject";
      return submissionsPage(
        desk,
        await performed(desk, moderate, { event: field(desk.form, "event"), verdict }),
        verdict,
      );
    }),
  );
}

async function submissionsPage(desk: Desk, came?: Came, verdict?: "accept" | "reject") {
  const after = Number(desk.context.req.query("after") ?? 0);
  const cursor = Number.isSafeInteger(after) && after > 0 ? after : null;
  const { facts, found } = await read(desk, { reading: readSubmissions({ limit: PAGE, cursor }) });
  const { programme } = facts.current;
  return consolePage(
    desk,
    facts,
    "Sent in",
    <>
      {came && (
        <Outcome came={came}>
          {verdict === "accept" ? "Accepted: what it earned is hers." : "Rejected: what it earned was taken back."}
        </Outcome>
      )}
      {found.found.length === 0 && <p>Nothing waits.</p>}
      {found.found.map((submission) => (
        <Sent submission={submission} programme={programme} />
      ))}
      {found.next !== null && (
        <p>
          <a href={`/staff/submissions?after=${found.next}`}>More</a>
        </p>
      )}
    </>,
  );
}

function Sent({ submission, programme }: { submission: Submission; programme: Programme }) {
  const { event, member, facts, data } = submission;
  const wording = staffWordingOf(programme);
  const waits = waitsOf(submission).map(({ unit, amount }) => wording.units(amount, unit));
  const about = wording.event(facts.type);
  return (
    <section>
      <h2>{about.slice(0, 1).toUpperCase() + about.slice(1)}</h2>
      <p>
        By <a href={`/staff/members/${member}`}>{member}</a> on {instantView(facts.occurredAt).slice(0, 10)}
        {waits.length > 0 && `; ${waits.join(" and ")} wait`}.
      </p>
      <dl>
        {Object.entries(data).map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{String(value)}</dd>
          </>
        ))}
      </dl>
      <form method="post" action="/staff/submissions">
        <Once />
        <input type="hidden" name="event" value={event} />
        <button type="submit" name="verdict" value="accept">
          Accept
        </button>{" "}
        <button type="submit" name="verdict" value="reject">
          Reject
        </button>
      </form>
    </section>
  );
}
