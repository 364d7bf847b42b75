/** /me/sessions: where she is signed in and what she signs in with. */
import { both } from "../../database/reading.ts";
import { type PasskeyRow, readPasskeys, readSessions, type SessionRow } from "../../database/sign-ins-of.ts";
import { isByHerself } from "../../decisions/member-session.ts";
import { deviceOf } from "../../edge/device.ts";
import { type EntrancePhrases, entrancePhrases } from "../../edge/phrases/entrance/index.ts";
import { read } from "../../edge/read.ts";
import { dateFormat } from "../../values/formats.ts";
import { type MemberPage, Unreadable } from "../pages/frame.tsx";
import { openOnes, sessionOf } from "../sessions.ts";
import { at, memberIfAny, whenOut } from "./at.ts";

interface Parts {
  sessions: SessionRow[];
  passkeys: PasskeyRow[];
  /** The session that asks; null: a shop's link, which has none. */
  here: string | null;
  mayAdd: boolean;
}

export const signIns: MemberPage<Parts | null> = {
  path: "/me/sessions",
  name: "profile",
  title: ({ language }) => entrancePhrases(language).sessions,
  script: "entrance",
  async ask(_, context) {
    const { ledger } = at(context);
    const caller = await memberIfAny(context, ledger);
    if (caller === null) return null;
    const { member } = caller;
    const reading = both(readSessions(member), readPasskeys(member));
    const shown = await read({ caller, ledger }, { member, reading }).catch(whenOut);
    if (shown === null) return null;
    const [sessions, passkeys] = shown.found;
    const here = sessionOf(caller);
    return { sessions: openOnes(sessions, shown.facts), passkeys, here, mayAdd: isByHerself(shown.facts, here) };
  },
  show: ({ context, language, says }, parts) => {
    if (parts === null) return <Unreadable says={says} />;
    const format = dateFormat(language, { dateStyle: "medium" });
    return (
      <SignIns
        {...parts}
        says={entrancePhrases(language)}
        day={(instant) => format.format(new Date(instant))}
        device={deviceOf(context.req.header("user-agent"))}
      />
    );
  },
};

/** Each with its button; and her passkeys. */
const SignIns = ({
  says,
  day,
  sessions,
  here,
  passkeys,
  mayAdd,
  device,
}: {
  says: EntrancePhrases;
  day: (instant: number) => string;
  sessions: SessionRow[];
  here: string | null;
  passkeys: PasskeyRow[];
  /** Whether she may add one from here. */
  mayAdd: boolean;
  /** What the browser that looks calls itself: what a passkey made there is called at first. */
  device: string;
}) => (
  <div class="door">
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
      {mayAdd ? <AddPasskey says={says} device={device} /> : <p class="quiet">{says.passkeyNeeds}</p>}
    </section>
  </div>
);

const AddPasskey = ({ says, device }: { says: EntrancePhrases; device: string }) => (
  <passkey-add data-failed={says.busy} data-label={device}>
    <noscript>
      <p class="quiet">{says.needsScript}</p>
    </noscript>
    <button type="button" class="primary" hidden>
      {says.addPasskey}
    </button>
    <p role="status" class="wrong" />
  </passkey-add>
);
