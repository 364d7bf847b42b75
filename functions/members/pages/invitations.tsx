/** Invitations on /me/nearby: the one that she was handed, and those that she made. */
import { raw } from "hono/html";
import encodeQR from "qr";
import type { NearbyPhrases } from "../../edge/phrases/nearby/index.ts";
import { Once } from "./came.tsx";
import { CodeField } from "./code-field.tsx";
import type { Hers } from "./frame.tsx";
import { type Friends, Steer } from "./friends.tsx";

/** Characters of a code as it is typed, and of a name that a friend is shown. */
export const CODE_MAX = 40;
const NAME_MAX = 60;

/** The code that she was handed; `from` null: it is not good. */
export interface HandedCode {
  code: string;
  from: { name: string | null } | null;
}

/** An invitation that she was handed. */
export const Handed = ({ says, code, from }: { says: NearbyPhrases } & HandedCode) =>
  from === null ? (
    <p class="empty">{says.badInvitation}</p>
  ) : (
    <section class="invitation" aria-labelledby="handed-title">
      <h2 id="handed-title">{says.invited(from.name ?? says.somebody)}</h2>
      <p>{says.invitedAbout}</p>
      <form method="post" action="/me/nearby/accept" class="fields">
        <Once />
        <input type="hidden" name="code" value={code} />
        <Name says={says} id="accept-name" />
        <button type="submit" class="primary">
          {says.accept}
        </button>
      </form>
    </section>
  );

const Name = ({ says, id }: { says: NearbyPhrases; id: string }) => (
  <>
    <label for={id}>{says.yourName}</label>
    <input id={id} name="name" maxlength={NAME_MAX} autocomplete="given-name" aria-describedby={`${id}-hint`} />
    <p class="hint" id={`${id}-hint`}>
      {says.nameHint}
    </p>
  </>
);

/** Inviting, and what was handed over and not accepted yet. */
export const Invitations = ({
  hers: { context, speech },
  says,
  friends: { invitations },
}: {
  hers: Hers;
  says: NearbyPhrases;
  friends: Friends;
}) => (
  <section aria-labelledby="invite-title">
    <h2 id="invite-title">{says.invite}</h2>
    <p>{says.inviteAbout}</p>
    <form method="post" action="/me/nearby/invite" class="fields">
      <Once />
      <Name says={says} id="invite-name" />
      <button type="submit">{says.make}</button>
    </form>
    {invitations.length > 0 ? <h3>{says.open}</h3> : null}
    <ul class="invitations">
      {invitations.map(({ id, code, expiresAt }) => {
        const link = new URL(`/me/nearby?invite=${code}`, context.req.url).href;
        return (
          <li class="ticket">
            <div class="ticket-about">
              <p>
                <code dir="ltr">{code}</code>
              </p>
              <p class="quiet">{says.until(speech.date(expiresAt.slice(0, DAY_LENGTH)))}</p>
              <p>
                <a href={link}>{says.link}</a>
              </p>
              <button type="button" data-part="share" data-link={link} hidden>
                {says.share}
              </button>
              <Steer id={id} to="removed" label={says.withdraw} />
            </div>
            <div class="qr" role="img" aria-label={says.qr}>
              {raw(encodeQR(link, "svg", { ecc: "medium", border: 2 }))}
            </div>
          </li>
        );
      })}
    </ul>
    <details>
      <summary>{says.code}</summary>
      <form method="get" action="/me/nearby" class="fields">
        <CodeField id="invite-code" name="invite" label={says.typeCode} most={CODE_MAX} />
        <button type="submit">{says.useCode}</button>
      </form>
    </details>
  </section>
);

/** Of an instant, its day. */
const DAY_LENGTH = 10;
