import type { Speech } from "../../edge/words.ts";
import type { Voucher } from "./account.ts";

/** Vouchers that can still be used, each with the code that a store takes: one that a full card made was never shown before. */
export const VouchersPart = ({ vouchers, speech }: { vouchers: Voucher[] | null; speech: Speech }) => {
  const usable = (vouchers ?? []).filter(({ state }) => state === "issued");
  return (
    <section id="vouchers" data-live aria-labelledby="vouchers-title" hidden={usable.length === 0}>
      <h2 id="vouchers-title">Yours to use</h2>
      <ul class="vouchers">
        {usable.map(({ name, code, value, expiresOn }) => (
          <li>
            <strong>{name}</strong>
            {value ? ` · ${speech.money(value.amountMinor)}` : null}
            {" · "}
            <code>{code}</code>
            {expiresOn ? <span class="quiet"> · until {speech.day(expiresOn)}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
};
