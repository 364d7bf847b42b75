/** /staff/appeals: check-ins that members ask us to look at, with what spoke against each. */
import { type CheckInRow, readAppeals } from "../../database/check-ins.ts";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { reviewAppeal } from "../../operations/appeal.ts";
import { checkInOf, reasonOf, shownBy } from "../appeals.ts";
import { MAY } from "../roles.ts";
import { at, type Came, consolePage, type Desk, field, Once, Outcome, performed, whenText } from "./desk.tsx";

/** Appeals on a page: about what somebody looks through at a sitting. */
const PAGE = 20;
/** As much as the API takes. */
const SAYS_MAX = 300;

const SHOWED: Record<string, string> = {
  claimed: "nothing that counts",
  gps: "a position",
  qr: "the counter’s code",
  nfc: "a tag",
  purchase: "a purchase",
  staff: "herself, at the counter",
};

export function mountAppealPages(app: App): void {
  app.get(
    "/staff/appeals",
    at(MAY.moderate, (desk) => appealsPage(desk)),
  );
  app.post("/staff/appeals", at(MAY.moderate, verdictForm));
}

async function verdictForm(desk: Desk) {
  const verdict = field(desk.form, "verdict") === "accept" ? "accept" : "reject";
  const says = field(desk.form, "says").trim().slice(0, SAYS_MAX);
  if (verdict === "reject" && says === "")
    return appealsPage(desk, { isGood: false, says: ["She reads why: write a sentence to reject it."] }, verdict);
  const about = await checkInOf(desk, field(desk.form, "checkIn"));
  const request = { ...about, verdict, says: verdict === "accept" ? null : says } as const;
  return appealsPage(desk, await performed(desk, reviewAppeal, request), verdict);
}

async function appealsPage(desk: Desk, came?: Came, verdict?: "accept" | "reject") {
  const after = Number(desk.context.req.query("after") ?? 0);
  const cursor = Number.isSafeInteger(after) && after > 0 ? after : null;
  const { facts, found } = await read(desk, { reading: readAppeals({ limit: PAGE, cursor }) });
  const { zone } = facts.current.programme;
  return consolePage(
    desk,
    facts,
    "Appeals",
    <>
      {came && (
        <Outcome came={came}>
          {verdict === "accept" ? "Accepted: what it gives is hers." : "Rejected: she reads your sentence."}
        </Outcome>
      )}
      {found.found.length === 0 && (
        <p class="empty">Nobody asks for anything. Honest people whom we doubted would be here.</p>
      )}
      {found.found.map((row) => (
        <Appealed row={row} zone={zone} />
      ))}
      {found.next !== null && (
        <p>
          <a href={`/staff/appeals?after=${found.next}`}>More</a>
        </p>
      )}
    </>,
  );
}

function Appealed({ row, zone }: { row: CheckInRow; zone: string }) {
  const { checkIn, member, memberName, venueName, facts, said } = row;
  const id = `says-${checkIn}`;
  const { evidence, score } = shownBy(row);
  return (
    <section>
      <h2>{venueName}</h2>
      <p>
        By <a href={`/staff/members/${member}`}>{memberName ?? "a member without a name"}</a>{" "}
        <span class="code">{member}</span>, {whenText(facts.at, zone)}. What she showed: {SHOWED[evidence]}. It is
        trusted {score} of 100.
      </p>
      <p>
        <strong>{reasonOf(row)}</strong>
      </p>
      {said === null ? <p class="hint">She said nothing with it.</p> : <blockquote>{said}</blockquote>}
      <form method="post" action="/staff/appeals">
        <Once />
        <input type="hidden" name="checkIn" value={checkIn} />
        <button type="submit" name="verdict" value="accept">
          Accept
        </button>
        <label for={id}>Or say why not; she reads it</label>
        <input id={id} name="says" maxlength={SAYS_MAX} autocomplete="off" />
        <button type="submit" name="verdict" value="reject" class="plain">
          Reject
        </button>
      </form>
    </section>
  );
}
