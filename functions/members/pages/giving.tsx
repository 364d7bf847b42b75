/** The form by which she gives another member of what she has, on her home: only where something of hers may be given. */
import type { JsonObject } from "../../values/json.ts";
import { digitsOf } from "../../values/money.ts";
import type { Me, Programme } from "./account.ts";
import { Once } from "./came.tsx";
import { CodeField } from "./code-field.tsx";
import type { Hers } from "./frame.tsx";
import { type Form, field } from "./on-form.ts";

/** Characters of a code, as it is scanned. */
const CODE_MAX = 100;

export const Giving = ({ hers: { me, programme, speech, says } }: { hers: Hers }) => {
  const units = programme.units.filter(({ id, transferable }) => transferable && freeOf(me, id) > 0);
  const [first] = units;
  if (!first) return null;
  const hasMoney = units.some(({ money }) => money);
  return (
    <section id="giving" aria-labelledby="giving-title">
      <h2 id="giving-title">{says.giving.title}</h2>
      <form method="post" action="/me/transfers" class="fields">
        <Once />
        <CodeField id="to" label={says.giving.to} hint={says.giving.toHint} most={CODE_MAX} />
        {units.length === 1 ? (
          <input type="hidden" name="unit" value={first.id} />
        ) : (
          <>
            <label for="giving-unit">{says.giving.what}</label>
            <select id="giving-unit" name="unit">
              {units.map(({ id }) => (
                <option value={id}>{speech.units(freeOf(me, id), id)}</option>
              ))}
            </select>
          </>
        )}
        <label for="giving-amount">{says.giving.amount}</label>
        <p class="hint" id="amount-hint">
          {units.length === 1 ? says.home.have(speech.units(freeOf(me, first.id), first.id)) : null}{" "}
          {says.giving.lasting}
        </p>
        <input
          id="giving-amount"
          name="amount"
          class="short"
          required
          inputmode={hasMoney ? "decimal" : "numeric"}
          pattern={hasMoney ? "[0-9]+([.,][0-9]{1,3})?" : "[0-9]+"}
          autocomplete="off"
          aria-describedby="amount-hint"
        />
        <button type="submit" class="primary">
          {says.giving.give}
        </button>
      </form>
    </section>
  );
};

/** What she may give of a unit: what can be spent, beyond what she owes. */
function freeOf({ balances }: Me, unit: string): number {
  const { available, debt } = balances[unit] ?? { available: 0, debt: 0 };
  return available - debt;
}

/** The form as the API takes it. */
export function givingOf(form: Form, { units, currency }: Pick<Programme, "units" | "currency">): JsonObject {
  const unit = field(form, "unit");
  const digits = units.find(({ id }) => id === unit)?.money ? digitsOf(currency) : 0;
  const memberCode = field(form, "to").replaceAll(/\s/g, "");
  return { to: { memberCode }, unit, amount: amountIn(field(form, "amount"), digits) };
}

/** "12,50" in units of so many digits after the comma; null: it is no such amount. */
function amountIn(text: string, digits: number): number | null {
  const [, whole, fraction = ""] = /^(\d{1,10})(?:[.,](\d+))?$/.exec(text) ?? [];
  return whole === undefined || fraction.length > digits ? null : Number(whole + fraction.padEnd(digits, "0"));
}
