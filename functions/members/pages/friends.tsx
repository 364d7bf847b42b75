/** Her friends on /me/nearby, and what she may do about each. */
import type { Child } from "hono/jsx";
import type { NearbyPhrases } from "../../edge/phrases/nearby/index.ts";
import { Once } from "./came.tsx";

/** GET /v1/me/friends. */
export interface Friends {
  nearby: { mode: "off" | "e2e"; publicKey: string | null; until: string | null };
  mayChange: boolean;
  data: { id: string; name: string | null; state: "open" | "hidden"; publicKey: string | null }[];
  invitations: { id: string; code: string; expiresAt: string }[];
  blocked: { id: string; name: string | null }[];
}

/** Those that she has, and which of them show themselves. */
export const List = ({ says, friends: { data } }: { says: NearbyPhrases; friends: Friends }) => (
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

/** Those that she has blocked; nothing where there are none. */
export const Blocked = ({ says, friends: { blocked } }: { says: NearbyPhrases; friends: Friends }) =>
  blocked.length > 0 ? (
    <section aria-labelledby="blocked-title">
      <h2 id="blocked-title">{says.blocked}</h2>
      <ul class="friends">
        {blocked.map(({ id, name }) => (
          <li>
            <Steer id={id} to="removed" label={`${says.unblock} ${name ?? says.somebody}`} />
          </li>
        ))}
      </ul>
    </section>
  ) : null;

/** One thing that she may do about a friend or an invitation. */
export const Steer = ({ id, to, label }: { id: string; to: string; label: Child }) => (
  <form method="post" action={`/me/nearby/friends/${id}`}>
    <Once />
    <input type="hidden" name="state" value={to} />
    <button type="submit">{label}</button>
  </form>
);
