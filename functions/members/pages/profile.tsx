/** /me/profile: what she is called, which language she reads, and what the programme asks of her, consents among it. */
import { LANGUAGES, languageOf, OWN_NAMES } from "../../values/language.ts";
import type { Me, Programme } from "./account.ts";
import { Once } from "./came.tsx";
import type { Hers, MemberPage } from "./frame.tsx";
import { Languages } from "./languages.tsx";

type Attribute = Programme["attributes"][number];

/** Before the name of an attribute in the form. */
export const ATTRIBUTE = "attribute:";

export const profile: MemberPage<null> = {
  path: "/me/profile",
  name: "profile",
  ask: async () => null,
  show: (hers) => {
    const { context, me, programme, says } = hers;
    const consents = programme.attributes.filter(({ kind }) => kind === "yes-no");
    const about = programme.attributes.filter(({ kind }) => kind !== "yes-no");
    const own = languageOf(me.language ?? "");
    return (
      <>
        <h1>{says.nav.profile}</h1>
        <form method="post" action="/me/profile" class="fields">
          <Once />
          <section>
            <label for="name">{says.profile.name}</label>
            <input id="name" name="name" maxlength={100} autocomplete="given-name" value={me.name ?? ""} />
            <label for="language">{says.profile.language}</label>
            <select id="language" name="language">
              <option value="">{says.profile.languageAny}</option>
              {LANGUAGES.map((language) => (
                <option value={language} lang={language} selected={language === own}>
                  {OWN_NAMES[language]}
                </option>
              ))}
            </select>
            <label for="birthDate">{says.profile.birthDate}</label>
            <p class="hint" id="birth-hint">
              {says.profile.birthDateHint}
            </p>
            <input
              id="birthDate"
              name="birthDate"
              type="date"
              autocomplete="bday"
              value={me.birthDate ?? ""}
              aria-describedby="birth-hint"
            />
            <label for="region">{says.profile.region}</label>
            <p class="hint" id="region-hint">
              {says.profile.regionHint}
            </p>
            <input
              id="region"
              name="region"
              class="short"
              maxlength={6}
              pattern="[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?"
              autocomplete="country"
              value={me.region ?? ""}
              aria-describedby="region-hint"
              dir="ltr"
            />
          </section>
          {about.length > 0 ? (
            <section aria-labelledby="about-title">
              <h2 id="about-title">{says.profile.about}</h2>
              <p class="hint">{says.profile.aboutHint}</p>
              {about.map((attribute) => (
                <Field attribute={attribute} me={me} hers={hers} />
              ))}
            </section>
          ) : null}
          {consents.length > 0 ? (
            <section aria-labelledby="consents-title">
              <h2 id="consents-title">{says.profile.consents}</h2>
              <p class="hint">{says.profile.consentsHint}</p>
              {consents.map(({ id, name }) => (
                <label class="choice">
                  <input type="checkbox" name={ATTRIBUTE + id} value="true" checked={me.attributes[id] === true} />
                  <span>{name}</span>
                </label>
              ))}
            </section>
          ) : null}
          <button type="submit" class="primary">
            {says.profile.save}
          </button>
        </form>
        <section>
          <h2>{says.profile.more}</h2>
          <p>
            <a href="/me/privacy">{says.profile.toPrivacy}</a>
          </p>
          <p>
            <a href="/me/sessions">{says.profile.toSessions}</a>
          </p>
        </section>
        {own === null ? <Languages context={context} says={says} /> : null}
      </>
    );
  },
};

const Field = ({ attribute, me, hers: { says } }: { attribute: Attribute; me: Me; hers: Hers }) => {
  const { id, kind, name, choices, min, max } = attribute;
  const [field, value] = [ATTRIBUTE + id, me.attributes[id]];
  if (kind === "choices")
    return (
      <fieldset>
        <legend>{name}</legend>
        {(choices ?? []).map((choice) => (
          <label class="choice">
            <input
              type="checkbox"
              name={field}
              value={choice.id}
              checked={Array.isArray(value) && value.includes(choice.id)}
            />
            <span>{choice.name}</span>
          </label>
        ))}
      </fieldset>
    );
  return (
    <>
      <label for={field}>{name}</label>
      {kind === "choice" ? (
        <select id={field} name={field}>
          <option value="">{says.profile.unsaid}</option>
          {(choices ?? []).map((choice) => (
            <option value={choice.id} selected={value === choice.id}>
              {choice.name}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={field}
          name={field}
          type={kind === "date" ? "date" : "number"}
          {...(min === null ? {} : { min })}
          {...(max === null ? {} : { max })}
          value={value === undefined ? "" : String(value)}
        />
      )}
    </>
  );
};
