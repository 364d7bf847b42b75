import type { Entry } from "./account.ts";
import { Once } from "./came.tsx";
import type { Hers } from "./frame.tsx";

/** What a winner says to have her prize; or that she does not want it. `rules`: those that she accepts. */
export const Claim = ({ entry, rules, hers }: { entry: Entry; rules: string; hers: Hers }) => {
  const { me, says } = hers;
  const { contest, rank, prize } = entry;
  if (prize?.state !== "offered" || rank === null) return null;
  const at = `/me/prizes/${contest}/${rank}`;
  const named = (field: string) => `${field}-${contest}`;
  return (
    <details class="claim">
      <summary>{says.prizes.claim}</summary>
      <form method="post" action={`${at}/claim`} class="fields">
        <Once />
        <input type="hidden" name="rulesHash" value={prize.rulesHash} />
        <h4>{says.prizes.rules}</h4>
        <p class="quiet">{rules}</p>
        <label class="choice">
          <input type="checkbox" required />
          <span>{says.prizes.accept}</span>
        </label>
        <label class="choice">
          <input type="checkbox" name="isIndependent" value="true" required />
          <span>{says.prizes.independent}</span>
        </label>
        <label for={named("region")}>{says.prizes.region}</label>
        <p class="hint" id={named("region-hint")}>
          {says.profile.regionHint}
        </p>
        <input
          id={named("region")}
          name="region"
          class="short"
          maxlength={6}
          pattern="[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?"
          autocomplete="country"
          value={me.region ?? ""}
          aria-describedby={named("region-hint")}
          required
          dir="ltr"
        />
        {me.birthDate === null ? (
          <>
            <label for={named("birthDate")}>{says.prizes.birthDate}</label>
            <input id={named("birthDate")} name="birthDate" type="date" autocomplete="bday" />
          </>
        ) : null}
        {prize.question === null ? null : (
          <>
            <label for={named("answer")}>{prize.question}</label>
            <input id={named("answer")} name="answer" inputmode="numeric" pattern="-?[0-9]+" autocomplete="off" />
          </>
        )}
        <label for={named("publishName")}>{says.prizes.name}</label>
        <p class="hint" id={named("name-hint")}>
          {says.prizes.nameHint}
        </p>
        <input
          id={named("publishName")}
          name="publishName"
          maxlength={80}
          autocomplete="off"
          aria-describedby={named("name-hint")}
        />
        <button type="submit" class="primary">
          {says.prizes.claim}
        </button>
      </form>
      <form method="post" action={`${at}/decline`} class="actions">
        <Once />
        <button type="submit">{says.prizes.decline}</button>
        <span class="quiet">{says.prizes.declineHint}</span>
      </form>
    </details>
  );
};
