import type { PasskeyRow, SessionRow } from "../../database/sign-ins-of.ts";
import type { EntrancePhrases } from "../../edge/phrases/entrance/index.ts";

/** Where she is signed in, each with its button; and her passkeys. */
export const SignIns = ({
  says,
  day,
  sessions,
  here,
  passkeys,
  device,
}: {
  says: EntrancePhrases;
  day: (instant: number) => string;
  sessions: SessionRow[];
  here: string | null;
  passkeys: PasskeyRow[];
  /** What the browser that looks calls itself: what a passkey made there is called at first. */
  device: string;
}) => (
  <main class="door">
    <p>
      <a href="/me">{says.home}</a>
    </p>
    <h1>{says.sessions}</h1>
    <p class="quiet">{here === null ? says.noSessions : says.sessionsLede}</p>
    <ul class="sign-ins">
      {sessions.map(({ session, at, by, device }) => (
        <li>
          <p>
            <strong>{device === "" ? says.someDevice : device}</strong>
            {session === here ? <span class="here">{says.thisDevice}</span> : null}
            <span class="quiet">
              {says.by[by as keyof EntrancePhrases["by"]] ?? ""} · {says.since(day(at))}
            </span>
          </p>
          <form method="post" action="/me/sessions/end">
            <input type="hidden" name="session" value={session} />
            <button type="submit">{session === here ? says.endThis : says.end}</button>
          </form>
        </li>
      ))}
    </ul>
    <form method="post" action="/me/sessions/sign-out" class="other-ways">
      {here === null || sessions.length < 2 ? null : (
        <button type="submit" name="keep" value="this">
          {says.endOthers}
        </button>
      )}
      <button type="submit">{says.endAll}</button>
    </form>
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{says.passkeys}</h2>
      <p class="quiet">{says.passkeysLede}</p>
      {passkeys.length === 0 ? <p>{says.noPasskeys}</p> : null}
      <ul class="sign-ins">
        {passkeys.map(({ passkey, label, at }) => (
          <li>
            <form method="post" action="/me/passkeys/change" class="fields">
              <input type="hidden" name="passkey" value={passkey} />
              <label>
                {says.passkeyName}
                <input name="label" value={label} maxlength={60} required />
              </label>
              <p class="quiet">{says.addedOn(day(at))}</p>
              <p class="other-ways">
                <button type="submit">{says.rename}</button>
                <button type="submit" name="remove" value="yes">
                  {says.remove}
                </button>
              </p>
            </form>
          </li>
        ))}
      </ul>
      <passkey-add data-failed={says.busy} data-label={device}>
        <noscript>
          <p class="quiet">{says.needsScript}</p>
        </noscript>
        <button type="button" class="primary" hidden>
          {says.addPasskey}
        </button>
        <p role="status" class="wrong" />
      </passkey-add>
    </section>
  </main>
);
