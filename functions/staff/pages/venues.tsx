/** /staff/venues: what shows members' presence at each venue: the code on its counter, and its tags. */
import { readVenuesShown, type VenueShown } from "../../database/venues-shown.ts";
import { Result, Wide } from "../../edge/page.tsx";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { giveTag, retireTag } from "../../operations/tag.ts";
import { renewVenueCode } from "../../operations/venue.ts";
import { MAY } from "../roles.ts";
import { type TagWriting, UID, writingOf } from "../tags.ts";
import { counterLink, venueKey } from "../venue-codes.ts";
import { Act, at, type Came, consolePage, type Desk, field, Once, Outcome, performed, roleIn } from "./desk.tsx";

interface Left {
  came?: Came;
  says?: string;
  /** What to write onto a tag; its keys are shown because somebody asked. */
  writing?: TagWriting;
}

const NO_TAG = "A tag's number is 7 bytes in hex: 14 digits and letters from A to F, as 04DE5F1EACC040.";

export function mountVenuePages(app: App): void {
  app.get(
    "/staff/venues",
    at(MAY.look, (desk) => venuesPage(desk, {})),
  );
  app.post("/staff/venues/renew", at(MAY.steer, renewForm));
  app.post("/staff/venues/tags", at(MAY.steer, giveForm));
  app.post("/staff/venues/tags/write", at(MAY.steer, writeForm));
  app.post("/staff/venues/tags/retire", at(MAY.steer, retireForm));
}

async function venuesPage(desk: Desk, { came, says, writing }: Left) {
  const cursor = desk.context.req.query("after") ?? null;
  const { facts, found } = await read(desk, { reading: readVenuesShown({ limit: 20, cursor }) });
  const maySteer = MAY.steer.includes(roleIn(desk, facts));
  const linkOf = ({ venue, name, codeVersion }: VenueShown) =>
    counterLink(desk.context, { venue, name, key: venueKey(desk.ledger, venue, codeVersion) });
  return consolePage(
    desk,
    facts,
    "Venues",
    <>
      {came && <Outcome came={came}>{says}</Outcome>}
      {writing && <Writing {...writing} />}
      {maySteer && (
        <p>
          <a href="/staff/venues/new">Open a venue</a> · <a href="/staff/venues/file">Import a file</a> · Export as{" "}
          <a href="/staff/venues/export?format=csv">CSV</a> or <a href="/staff/venues/export?format=geojson">GeoJSON</a>{" "}
          · <a href="/places">The places as members see them</a>
        </p>
      )}
      {found.found.length === 0 && <p class="empty">No venue is open yet.</p>}
      {found.found.map((venue) => (
        <Venue shown={venue} link={maySteer ? linkOf(venue) : null} />
      ))}
      {found.next !== null && (
        <p>
          <a href={`/staff/venues?after=${found.next}`}>More venues</a>
        </p>
      )}
    </>,
  );
}

/** The link is for the eyes of those who may steer: whoever has it can show the code. */
function Venue({
  shown: { venue, name, store, storeName, state, tags },
  link,
}: {
  shown: VenueShown;
  link: string | null;
}) {
  return (
    <section>
      <h2>{name}</h2>
      <p>
        Of {storeName}, {state}. <span class="code">{venue}</span> of <span class="code">{store}</span>
      </p>
      {link !== null && (
        <>
          <p>
            <a href={`/staff/venues/at/${venue}`}>Change it, its hours or its pin</a> ·{" "}
            <a href={link}>Open the counter’s page</a>
          </p>
          {tags.length > 0 && <Tags name={name} tags={tags} maySteer />}
          <details>
            <summary>Its code and its tags</summary>
            <p class="hint">
              Open it on the tablet at the counter: what stands after the # in its address makes the code, and whoever
              has it can show the code too. If a tablet is lost, renew the code.
            </p>
            <Act
              action="/staff/venues/renew"
              sends={{ venue }}
              says="Renew the code"
              names={`Renew the code of ${name}`}
            />
            <form method="post" action="/staff/venues/tags">
              <Once />
              <input type="hidden" name="venue" value={venue} />
              <label for={`uid-${venue}`}>Give it a tag (NTAG 424 DNA), by its number</label>
              <input id={`uid-${venue}`} name="uid" pattern="[0-9A-Fa-f]{14}" required autocomplete="off" />
              <button type="submit">Give the tag</button>
            </form>
          </details>
        </>
      )}
      {link === null && tags.length > 0 && <Tags name={name} tags={tags} maySteer={false} />}
    </section>
  );
}

function Tags({ name, tags, maySteer }: { name: string; tags: VenueShown["tags"]; maySteer: boolean }) {
  return (
    <Wide says={`Tags of ${name}`}>
      <table>
        <caption>Tags of {name}</caption>
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">State</th>
            <th scope="col">
              <span class="hint">Act</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tags.map(({ tag, state }) => (
            <tr>
              <td class="code">{tag.replace("tag:", "")}</td>
              <td>{state}</td>
              <td>
                {maySteer && state === "active" && (
                  <>
                    <TagForm action="/staff/venues/tags/write" tag={tag} says="What to write" />
                    <TagForm action="/staff/venues/tags/retire" tag={tag} says="Retire" />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function TagForm({ action, tag, says }: { action: string; tag: string; says: string }) {
  const number = tag.replace("tag:", "");
  return <Act action={action} sends={{ uid: number }} says={says} names={`${says}: tag ${number}`} />;
}

function Writing({ tag, link, piccDataOffset, macOffset, metaReadKey, fileReadKey }: TagWriting) {
  return (
    <Result isGood lead={`Write this onto ${tag.replace("tag:", "tag ")}.`}>
      With any app that writes NTAG 424 DNA: AES mode, SUN with encrypted PICC data, no read counter limit. Whoever has
      key 2 can forge this tag’s taps: write it once, and keep it nowhere.
      <dl>
        <dt>Link</dt>
        <dd class="code">{link}</dd>
        <dt>PICC data offset</dt>
        <dd>{piccDataOffset}</dd>
        <dt>MAC and MAC input offset</dt>
        <dd>{macOffset}</dd>
        <dt>Key 1, SDM meta read</dt>
        <dd class="code">{metaReadKey}</dd>
        <dt>Key 2, SDM file read</dt>
        <dd class="code">{fileReadKey}</dd>
      </dl>
    </Result>
  );
}

async function renewForm(desk: Desk) {
  const came = await performed(desk, renewVenueCode, { venue: field(desk.form, "venue") });
  return venuesPage(desk, {
    came,
    says: "What a tablet with the old key shows is worth nothing any more. Open the counter's page anew on each tablet.",
  });
}

async function giveForm(desk: Desk) {
  const uid = field(desk.form, "uid").toUpperCase();
  if (!UID.test(uid)) return venuesPage(desk, { came: { isGood: false, says: [NO_TAG] } });
  const came = await performed(desk, giveTag, { venue: field(desk.form, "venue"), uid });
  return venuesPage(desk, { came, says: `Tag ${uid} belongs to the venue now. Next: what to write onto it.` });
}

async function writeForm(desk: Desk) {
  const uid = field(desk.form, "uid");
  const writing = UID.test(uid) ? await writingOf(desk, uid) : null;
  return venuesPage(desk, writing ? { writing } : { came: { isGood: false, says: [NO_TAG] } });
}

async function retireForm(desk: Desk) {
  const uid = field(desk.form, "uid");
  if (!UID.test(uid)) return venuesPage(desk, { came: { isGood: false, says: [NO_TAG] } });
  const came = await performed(desk, retireTag, { uid });
  return venuesPage(desk, { came, says: `Tag ${uid} is retired: its taps show nothing any more.` });
}
