/**
 * /me/nearby: her friends, and which of them are near. Lists, invitations and turning it off need no script; who is near is
 * compared in her browser alone (web/elements/friends-nearby.ts), after she pressed.
 */
import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import encodeQR from "qr";
import { type NearbyPhrases, nearbyPhrases } from "../../edge/phrases/nearby/index.ts";
import { Once } from "./came.tsx";
import { type Hers, type MemberPage, Unreadable } from "./frame.tsx";

/** GET /v1/me/friends. */
interface Friends {
  nearby: { mode: "off" | "e2e"; publicKey: string | null; until: string | null };
  mayChange: boolean;
  data: { id: string; name: string | null; state: "open" | "hidden"; publicKey: string | null }[];
  invitations: { id: string; code: string; expiresAt: string }[];
  blocked: { id: string; name: string | null }[];
}

interface Parts {
  friends: Friends | null;
  /** The code that she was handed; null: none. `from` null: it is not good. */
  handed: { code: string; from: { name: string | null } | null } | null;
}

const NAME_MAX = 60;
const CODE_MAX = 40;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

export const nearby: MemberPage<Parts> = {
  path: "/me/nearby",
  name: "nearby",
  script: "nearby",
  async ask({ one }, context) {
    const code = (context.req.query("invite") ?? "").slice(0, CODE_MAX);
    const [friends, from] = await Promise.all([
      one<Friends>("/v1/me/friends"),
      code === "" ? null : one<{ name: string | null }>(`/v1/me/friends/invitations/${encodeURIComponent(code)}`),
    ]);
    return { friends, handed: code === "" ? null : { code, from } };
  },
  show: (hers, { friends, handed }) => {
    const says = nearbyPhrases(hers.language);
    if (friends === null)
      return (
        <div>
          <h1>{hers.says.nav.nearby}</h1>
          <Unreadable says={hers.says} />
        </div>
      );
    return (
      <friends-nearby
        data-member={hers.me.member}
        data-key={friends.nearby.publicKey ?? ""}
        data-says={JSON.stringify(says.script)}
      >
        <h1>{hers.says.nav.nearby}</h1>
        <p class="lead">{says.lead}</p>
        {friends.mayChange && handed ? <Handed says={says} {...handed} /> : null}
        {friends.mayChange ? (
          <>
            <Switch hers={hers} says={says} friends={friends} />
            <List says={says} friends={friends} />
            <Invitations hers={hers} says={says} friends={friends} />
          </>
        ) : (
          <>
            <section class="empty sign-in-first">
              <p>{says.signIn}</p>
              <p>
                <a class="button" href={`/sign-in?next=${encodeURIComponent(nextOf(handed))}`}>
                  {says.toSignIn}
                </a>
              </p>
            </section>
            {friends.data.length > 0 ? <List says={says} friends={friends} /> : null}
          </>
        )}
        {friends.blocked.length > 0 ? (
          <section aria-labelledby="blocked-title">
            <h2 id="blocked-title">{says.blocked}</h2>
            <ul class="friends">
              {friends.blocked.map(({ id, name }) => (
                <li>
                  <Steer id={id} to="removed" label={`${says.unblock} ${name ?? says.somebody}`} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section aria-labelledby="limits-title">
          <h2 id="limits-title">{says.limits}</h2>
          <ul class="to-know">
            {[says.limit1, says.limit2, says.limit3, says.limit4].map((limit) => (
              <li>{limit}</li>
            ))}
          </ul>
        </section>
      </friends-nearby>
    );
  },
};

function nextOf(handed: Parts["handed"]): string {
  return handed === null ? "/me/nearby" : `/me/nearby?invite=${encodeURIComponent(handed.code)}`;
}

/** An invitation that she was handed. */
const Handed = ({ says, code, from }: { says: NearbyPhrases } & NonNullable<Parts["handed"]>) =>
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

/** On or off, and looking who is near. */
const Switch = ({
  hers: { speech },
  says,
  friends: {
    nearby: { mode, until },
  },
}: {
  hers: Hers;
  says: NearbyPhrases;
  friends: Friends;
}) => (
  <section class="nearby-switch" aria-label={says.lead}>
    <p class="nearby-state">
      <strong>{mode === "off" || until === null ? says.off : says.on(speech.moment(until))}</strong>
    </p>
    <p class="quiet">{says.asks}</p>
    <noscript>
      <p>{says.needsScript}</p>
    </noscript>
    <p class="quiet" data-part="elsewhere" hidden>
      {says.elsewhere}
    </p>
    <div class="nearby-on" data-part="off" hidden>
      <label for="ttl">{says.howLong}</label>
      <select id="ttl">
        <option value={HOUR_SECONDS}>{says.hour}</option>
        <option value={DAY_SECONDS} selected>
          {says.day}
        </option>
        <option value={7 * DAY_SECONDS}>{says.week}</option>
      </select>
      <button type="button" class="primary" data-part="turn-on">
        {says.turnOn}
      </button>
    </div>
    <button type="button" class="primary" data-part="look" hidden>
      {says.look}
    </button>
    <p role="status" class="said" data-part="said" />
    {mode === "off" ? null : (
      <form method="post" action="/me/nearby/off">
        <Once />
        <button type="submit">{says.turnOff}</button>
      </form>
    )}
  </section>
);

const List = ({ says, friends: { data } }: { says: NearbyPhrases; friends: Friends }) => (
  <section aria-labelledby="friends-title">
    <h2 id="friends-title">{says.friends}</h2>
    {data.length === 0 ? <p class="empty">{says.none}</p> : null}
    <ul class="friends">
      {data.map(({ id, name, state, publicKey }) => {
        const called = name ?? says.somebody;
        return (
          <li data-friend={id} data-name={called} data-key={state === "open" ? (publicKey ?? "") : ""}>
            <p class="friend">
              <strong>{called}</strong>{" "}
              <span class="near" data-part="near" hidden>
                {says.near}
              </span>
            </p>
            {state === "hidden" ? <p class="quiet">{says.hiddenFrom}</p> : null}
            {state === "open" && publicKey !== null ? (
              <>
                <p class="quiet">{says.shares}</p>
                <details data-part="keys" hidden>
                  <summary>{says.compare}</summary>
                  <p class="fingerprint">
                    <bdi dir="ltr" data-part="fingerprint" />
                  </p>
                  <p class="quiet">{says.compareAbout}</p>
                </details>
              </>
            ) : null}
            <details>
              <summary>
                {says.more}
                <span class="visually-hidden">: {called}</span>
              </summary>
              <div class="friend-ways">
                {state === "open" ? (
                  <Steer id={id} to="hidden" label={`${says.hide} ${called}`} />
                ) : (
                  <Steer id={id} to="open" label={`${says.unhide} ${called}`} />
                )}
                <Steer id={id} to="removed" label={`${says.remove} ${called}`} />
                <Steer id={id} to="blocked" label={`${says.block} ${called}`} />
              </div>
            </details>
          </li>
        );
      })}
    </ul>
  </section>
);

const Steer = ({ id, to, label }: { id: string; to: string; label: Child }) => (
  <form method="post" action={`/me/nearby/friends/${id}`}>
    <Once />
    <input type="hidden" name="state" value={to} />
    <button type="submit">{label}</button>
  </form>
);

/** Inviting, and what was handed over and not accepted yet. */
const Invitations = ({
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
        <label for="invite-code">{says.typeCode}</label>
        <input
          id="invite-code"
          name="invite"
          required
          maxlength={CODE_MAX}
          autocomplete="off"
          autocapitalize="characters"
        />
        <button type="submit">{says.useCode}</button>
      </form>
    </details>
  </section>
);

/** Of an instant, its day. */
const DAY_LENGTH = 10;
