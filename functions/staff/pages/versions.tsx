/** What /staff/programme lists: the drafts that are being written, and every version with its state. */

import type { DocumentDraft } from "../../database/programme-drafts.ts";
import type { PublishedVersion, VersionState } from "../../database/programme-versions.ts";
import type { Facts } from "../../decisions/facts.ts";
import { revisionOf } from "../../decisions/save-draft.ts";
import { Wide } from "../../edge/page.tsx";
import { checkAgainst } from "../programme.ts";
import { Act, whenText } from "./desk.tsx";

/** Drafts, each to be opened or dropped. */
export function Drafts({ facts, drafts, maySteer }: { facts: Facts; drafts: DocumentDraft[]; maySteer: boolean }) {
  if (drafts.length === 0) return null;
  return (
    <section>
      <Wide says="Drafts">
        <table>
          <caption>Drafts</caption>
          <thead>
            <tr>
              <th scope="col">Draft</th>
              <th scope="col">State</th>
              <th scope="col">
                <span class="hint">Drop</span>
              </th>
              <th scope="col">Saved</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {drafts.map((draft) => (
              <tr>
                <td>
                  <a href={`/staff/programme?draft=${draft.name}`}>{draft.name}</a>
                </td>
                <td>{draftState(facts, draft)}</td>
                <td>
                  {maySteer && (
                    <Act
                      action="/staff/programme/drop"
                      sends={{ name: draft.name, revision: revisionOf(draft) }}
                      says="Drop"
                      names={`Drop the draft ${draft.name}`}
                    />
                  )}
                </td>
                <td>{whenText(draft.savedAt, facts.current.programme.zone)}</td>
                <td>{draft.email ?? draft.actor}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function draftState(facts: Facts, { document }: DocumentDraft): string {
  const checked = checkAgainst(facts, document);
  if (!("faults" in checked)) return "Checked: no faults";
  return checked.faults.length === 1 ? "One fault" : `${checked.faults.length} faults`;
}

/** Versions, newest first; what is scheduled can be withdrawn, what is over can be gone back to. */
export function Versions({
  versions,
  newest,
  zone,
  maySteer,
}: {
  versions: PublishedVersion[];
  newest: number;
  zone: string;
  maySteer: boolean;
}) {
  return (
    <section>
      <Wide says="Versions">
        <table>
          <caption>Versions</caption>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">State</th>
              <th scope="col">
                <span class="hint">Change</span>
              </th>
              <th scope="col">From</th>
              <th scope="col">Published</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((shown) => (
              <tr>
                <td>
                  {shown.version}
                  {HOW[shown.kind]}
                </td>
                <td>{shown.state === "in-force" ? <strong>{STATES[shown.state]}</strong> : STATES[shown.state]}</td>
                <td>{maySteer && <Change shown={shown} newest={newest} />}</td>
                <td>{whenText(shown.effectiveAt, zone)}</td>
                <td>{whenText(shown.publishedAt, zone)}</td>
                <td>{shown.email ?? shown.actor}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

const STATES: Record<VersionState, string> = {
  scheduled: "Scheduled",
  "in-force": "In force",
  superseded: "Superseded",
  withdrawn: "Withdrawn",
};

/** How a version came about, where it was not written. */
const HOW: Record<string, string> = { rollback: " (went back)", withdraw: " (went on)" };

function Change({ shown: { version, state }, newest }: { shown: PublishedVersion; newest: number }) {
  if (state === "in-force") return null;
  const sends = { to: version, basedOn: newest };
  return state === "scheduled" ? (
    <Act action="/staff/programme/withdraw" sends={sends} says="Withdraw" names={`Withdraw version ${version}`} />
  ) : (
    <Act action="/staff/programme/rollback" sends={sends} says="Go back" names={`Go back to version ${version}`} />
  );
}
