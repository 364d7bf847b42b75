/** /me/vouchers: what she can use, each with the code that a store takes, to be read or scanned; then what is over. */
import { raw } from "hono/html";
import encodeQR from "qr";
import type { Voucher } from "./account.ts";
import { type Hers, type MemberPage, Unreadable } from "./frame.tsx";

/** Vouchers of a page. */
const SHOWN = 50;

export const vouchers: MemberPage<Voucher[] | null> = {
  path: "/me/vouchers",
  name: "vouchers",
  ask: ({ list }) => list<Voucher>(`/v1/me/vouchers?limit=${SHOWN}`),
  show: (hers, all) => {
    const { says } = hers;
    const usable = (all ?? []).filter(({ state }) => state === "issued");
    const over = (all ?? []).filter((voucher) => !usable.includes(voucher));
    return (
      <div id="vouchers" data-live>
        <h1>{says.nav.vouchers}</h1>
        {all === null ? <Unreadable says={says} /> : null}
        {all?.length === 0 ? <p class="empty">{says.vouchers.none}</p> : null}
        {usable.length > 0 ? (
          <section aria-labelledby="usable-title">
            <h2 id="usable-title">{says.vouchers.usable}</h2>
            <p class="quiet">{says.vouchers.show}</p>
            <ul class="vouchers">
              {usable.map((voucher) => (
                <Usable voucher={voucher} hers={hers} />
              ))}
            </ul>
          </section>
        ) : null}
        {over.length > 0 ? (
          <section aria-labelledby="over-title">
            <h2 id="over-title">{says.vouchers.over}</h2>
            <ul class="over">
              {over.map(({ name, state }) => (
                <li>
                  {name} <span class="quiet">{stateText(state, hers)}</span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    );
  },
};

const Usable = ({ voucher: { name, code, value, expiresOn, expiresAt }, hers }: { voucher: Voucher; hers: Hers }) => {
  const { speech, says } = hers;
  return (
    <li class="ticket">
      <div class="ticket-about">
        <h3>{name}</h3>
        {value ? <p class="ticket-value">{speech.money(value.amountMinor)}</p> : null}
        <p>
          <code dir="ltr">{code}</code>
        </p>
        {expiresOn ? (
          <p class="quiet">
            {says.common.until(expiresAt === undefined ? speech.date(expiresOn) : speech.moment(expiresAt))}
          </p>
        ) : null}
      </div>
      <div class="qr" role="img" aria-label={says.vouchers.qr(code)}>
        {raw(encodeQR(code, "svg", { ecc: "medium", border: 2 }))}
      </div>
    </li>
  );
};

function stateText(state: string, { says: { vouchers: says } }: Hers): string {
  if (state === "used") return says.used;
  return state === "expired" ? says.expired : says.cancelled;
}
