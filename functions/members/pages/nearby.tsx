/**
 * /me/nearby: her friends, and which of them are near. Lists, invitations and turning it off need no script; who is near is
 * compared in her browser alone (web/elements/friends-nearby.ts), after she pressed.
 */
import { type NearbyPhrases, nearbyPhrases } from "../../edge/phrases/nearby/index.ts";
import { Once } from "./came.tsx";
import { type Hers, type MemberPage, Unreadable } from "./frame.tsx";
import { Blocked, type Friends, List } from "./friends.tsx";
import { CODE_MAX, Handed, type HandedCode, Invitations } from "./invitations.tsx";

interface Parts {
  friends: Friends | null;
  /** Null: she was handed none. */
  handed: HandedCode | null;
}

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
        <Blocked says={says} friends={friends} />
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
    <details class="quietly" data-part="quietly" hidden>
      <summary>{says.quietly}</summary>
      <p class="quiet">{says.quietAbout}</p>
      <button type="button" data-part="quiet">
        {says.quietHere}
      </button>
      <button type="button" data-part="unquiet" hidden>
        {says.unquiet}
      </button>
    </details>
    {mode === "off" ? null : (
      <form method="post" action="/me/nearby/off">
        <Once />
        <button type="submit">{says.turnOff}</button>
      </form>
    )}
  </section>
);
