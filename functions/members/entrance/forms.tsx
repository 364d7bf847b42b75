/** The entrance, one form a step: an address, a code, and for whoever is new, her consent. Each works without a script. */
import type { Child } from "hono/jsx";
import type { EntrancePhrases } from "../../edge/phrases/entrance/index.ts";

/** What one step hands to the next. */
export interface Going {
  /** Whether she came to join, or to sign in. */
  mode: "join" | "sign-in";
  next: string;
  email: string;
  name: string;
  hasAccepted: boolean;
}

/** An account elsewhere that she may sign in with. */
export interface AccountShown {
  name: string;
  title: string;
}

interface Step {
  says: EntrancePhrases;
  going: Going;
  /** What went wrong in the step before; null: nothing did. */
  wrong: string | null;
}

/** The first step: her address, or another way in. */
export const AskEmail = ({
  says,
  going,
  wrong,
  programme,
  accounts,
  hasMail,
}: Step & { programme: string; accounts: AccountShown[]; hasMail: boolean }) => {
  const isJoin = going.mode === "join";
  const other = `/${isJoin ? "sign-in" : "join"}?next=${encodeURIComponent(going.next)}`;
  return (
    <Door title={isJoin ? says.joinThe(programme) : says.signInTo(programme)} lede={isJoin ? says.joinLede : says.lede}>
      <Wrong says={wrong ?? (hasMail ? null : says.noMailer)} />
      {hasMail ? (
        <form method="post" action="/sign-in/code" class="fields">
          <Kept going={going} but={["email", "name", "terms"]} />
          <label>
            {says.email}
            <input
              type="email"
              name="email"
              autocomplete="email"
              inputmode="email"
              required
              maxlength={254}
              value={going.email}
              aria-invalid={wrong === null ? undefined : "true"}
              aria-describedby={wrong === null ? undefined : "wrong"}
            />
          </label>
          {isJoin ? <Consent says={says} going={going} /> : null}
          <button type="submit" class="primary">
            {says.send}
          </button>
        </form>
      ) : null}
      <div class="other-ways">
        {isJoin ? null : (
          <passkey-sign-in data-next={going.next} data-failed={says.passkeyFailed} data-none={says.passkeyNone} hidden>
            <button type="button">{says.passkey}</button>
            <p role="status" class="wrong" />
          </passkey-sign-in>
        )}
        {accounts.map(({ name, title }) => (
          <a
            class="button"
            href={`/sign-in/with/${name}?next=${encodeURIComponent(going.next)}&mode=${going.mode}`}
            rel="nofollow"
          >
            {says.account(title)}
          </a>
        ))}
      </div>
      <p class="quiet">
        {isJoin ? says.memberAlready : says.newHere} <a href={other}>{isJoin ? says.signIn : says.join}</a>
      </p>
    </Door>
  );
};

/** The second step: the code that was sent. */
export const AskCode = ({ says, going, wrong }: Step) => (
  <Door title={says.checkMail} lede={says.sentTo(going.email)}>
    <Wrong says={wrong} />
    <form method="post" action="/sign-in" class="fields">
      <Kept going={going} />
      <label>
        {says.code}
        <input
          class="code"
          name="code"
          autocomplete="one-time-code"
          inputmode="numeric"
          pattern="[0-9 ]{6,9}"
          required
          autofocus
          maxlength={9}
          aria-invalid={wrong === null ? undefined : "true"}
          aria-describedby={wrong === null ? undefined : "wrong"}
        />
      </label>
      <button type="submit" class="primary">
        {says.enter}
      </button>
    </form>
    <form method="post" action="/sign-in/code" class="other-ways">
      <Kept going={going} />
      <button type="submit">{says.again}</button>
      <a href={`/${going.mode}?next=${encodeURIComponent(going.next)}`}>{says.otherAddress}</a>
    </form>
  </Door>
);

/** The step of whoever has proved an address with which nobody has joined: she may. `proof` is shown again as it is. */
export const AskConsent = ({
  says,
  going,
  wrong,
  action,
  proof,
}: Step & { action: string; proof: { name: string; value: string } }) => (
  <Door title={says.notYet} lede={says.notYetLede(going.email)}>
    <Wrong says={wrong} />
    <form method="post" action={action} class="fields">
      <Kept going={going} but={["name", "terms"]} />
      <input type="hidden" name={proof.name} value={proof.value} />
      <Consent says={says} going={going} />
      <button type="submit" class="primary">
        {says.joinNow}
      </button>
    </form>
  </Door>
);

/** A link that was opened: a button, so that a mail program that looks at links does not use it up. */
export const AskPress = ({ says, email, token }: { says: EntrancePhrases; email: string; token: string }) => (
  <Door title={says.signIn} lede={says.linkAsks(email)}>
    <form method="post" action="/sign-in/link" class="fields">
      <input type="hidden" name="token" value={token} />
      <button type="submit" class="primary" autofocus>
        {says.enter}
      </button>
    </form>
  </Door>
);

/** A door that stays shut, and where to go from it. */
export const Shut = ({ says, title, children }: { says: EntrancePhrases; title: string; children: Child }) => (
  <Door title={title} lede={null}>
    <p>{children}</p>
    <p class="other-ways">
      <a class="button" href="/sign-in">
        {says.signIn}
      </a>
    </p>
  </Door>
);

const Door = ({ title, lede, children }: { title: string; lede: string | null; children: Child }) => (
  <main class="door">
    <h1>{title}</h1>
    {lede === null ? null : <p class="quiet">{lede}</p>}
    {children}
  </main>
);

const Consent = ({ says, going }: { says: EntrancePhrases; going: Going }) => (
  <>
    <label>
      {says.name} <span class="quiet">({says.optional})</span>
      <input name="name" autocomplete="given-name" maxlength={100} value={going.name} />
    </label>
    <label class="consent">
      <input type="checkbox" name="terms" value="yes" required checked={going.hasAccepted} />
      <span>
        {says.terms} <a href="/me/how">{says.termsLink}</a>
      </span>
    </label>
  </>
);

const Wrong = ({ says }: { says: string | null }) =>
  says === null ? null : (
    <p id="wrong" class="wrong" role="alert">
      {says}
    </p>
  );

const Kept = ({ going, but = [] }: { going: Going; but?: string[] }) => {
  const { mode, next, email, name, hasAccepted } = going;
  const fields = { mode, next, email, name, terms: hasAccepted ? "yes" : "" };
  return (
    <>
      {Object.entries(fields)
        .filter(([field, value]) => value !== "" && !but.includes(field))
        .map(([field, value]) => (
          <input type="hidden" name={field} value={value} />
        ))}
    </>
  );
};
