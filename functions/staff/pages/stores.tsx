/** /staff/stores: stores and their keys. A new key is on the page once, and nowhere else. */
import { readStores, type StoreShown } from "../../database/stores.ts";
import { Result, Wide } from "../../edge/page.tsx";
import { read } from "../../edge/read.ts";
import type { App } from "../../edge/serve.ts";
import { makeKey, openStore, revokeKey } from "../../operations/store.ts";
import { newKey, SCOPES } from "../keys.ts";
import { MAY } from "../roles.ts";
import { storeId } from "../stores.ts";
import { Act, at, type Came, consolePage, type Desk, field, Once, Outcome, performed, roleIn } from "./desk.tsx";

interface Left {
  came?: Came;
  says?: string;
  secret?: string;
}

export function mountStorePages(app: App): void {
  app.get(
    "/staff/stores",
    at(MAY.look, (desk) => storesPage(desk, {})),
  );
  app.post("/staff/stores", at(MAY.steer, openForm));
  app.post("/staff/stores/keys", at(MAY.handOutKeys, makeForm));
  app.post("/staff/stores/keys/revoke", at(MAY.handOutKeys, revokeForm));
}

async function storesPage(desk: Desk, { came, says, secret }: Left) {
  const cursor = desk.context.req.query("after") ?? null;
  const { facts, found } = await read(desk, { reading: readStores({ limit: 20, cursor }) });
  const role = roleIn(desk, facts);
  const mayHandOut = MAY.handOutKeys.includes(role);
  return consolePage(
    desk,
    facts,
    "Stores",
    <>
      {came && <Outcome came={came}>{says}</Outcome>}
      {secret !== undefined && (
        <Result isGood lead="This is the key.">
          Copy it now: it is not stored, and will not be shown again.
          <span class="secret">{secret}</span>
        </Result>
      )}
      {found.found.map((store) => (
        <Store store={store} mayHandOut={mayHandOut} />
      ))}
      {found.next !== null && (
        <p>
          <a href={`/staff/stores?after=${found.next}`}>More stores</a>
        </p>
      )}
      {MAY.steer.includes(role) && (
        <section>
          <h2>Open a store</h2>
          <form method="post" action="/staff/stores">
            <Once />
            <label for="store-name">Name</label>
            <input id="store-name" name="name" maxlength={100} required autocomplete="off" />
            <label for="store-id">Id</label>
            <p class="hint" id="store-id-hint">
              sto_ and lower-case letters, digits or dashes, as sto_corner. It cannot be changed.
            </p>
            <input
              id="store-id"
              name="id"
              pattern="sto_[a-z0-9\-]{1,41}"
              required
              autocomplete="off"
              aria-describedby="store-id-hint"
            />
            <button type="submit">Open</button>
          </form>
        </section>
      )}
    </>,
  );
}

function Store({ store: { store, name, keys }, mayHandOut }: { store: StoreShown; mayHandOut: boolean }) {
  return (
    <section>
      <h2>{name}</h2>
      <p class="code">{store}</p>
      {keys.length === 0 ? (
        <p class="empty">It has no key yet.</p>
      ) : (
        <Wide says="Keys">
          <table>
            <caption>Keys</caption>
            <thead>
              <tr>
                <th scope="col">Ends in</th>
                <th scope="col">May</th>
                <th scope="col">State</th>
                <th scope="col">
                  <span class="hint">Revoke</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.map(({ key, hint, scopes, state, environment }) => (
                <tr>
                  <td class="code">…{hint}</td>
                  <td>{scopes.join(", ")}</td>
                  <td>
                    {state}, {environment}
                  </td>
                  <td>
                    {mayHandOut && state === "live" && (
                      <Act
                        action="/staff/stores/keys/revoke"
                        sends={{ id: key }}
                        says="Revoke"
                        names={`Revoke the key that ends in ${hint}`}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {mayHandOut && (
        <form method="post" action="/staff/stores/keys">
          <Once />
          <input type="hidden" name="store" value={store} />
          <fieldset>
            <legend>A new key may</legend>
            {SCOPES.map((scope) => (
              <label class="choice">
                <input type="checkbox" name="scopes" value={scope} checked={scope !== "import"} />
                {scope}
              </label>
            ))}
          </fieldset>
          <button type="submit">Make a key</button>
        </form>
      )}
    </section>
  );
}

async function openForm(desk: Desk) {
  const id = storeId.safeParse(field(desk.form, "id"));
  const name = field(desk.form, "name").slice(0, 100);
  if (!id.success || name === "")
    return storesPage(desk, { came: { isGood: false, says: ["A store has a name, and an id as sto_corner."] } });
  const came = await performed(desk, openStore, { store: id.data, name });
  return storesPage(desk, { came, says: `${name} is open. Make it a key.` });
}

/** Only the request that made the key shows it: a form that is sent again finds the first outcome, and no secret. */
async function makeForm(desk: Desk) {
  const store = storeId.safeParse(field(desk.form, "store"));
  const scopes = (desk.form.get("scopes") ?? []).filter((scope) => (SCOPES as readonly string[]).includes(scope));
  if (!store.success || scopes.length === 0)
    return storesPage(desk, { came: { isGood: false, says: ["A key may do at least one thing: tick it."] } });
  const made = newKey({ store: store.data, scopes }, desk.context.env.ENVIRONMENT);
  const came = await performed(desk, makeKey, made);
  if (came.isGood && came.outcome.key === made.key) return storesPage(desk, { secret: made.text });
  return storesPage(desk, {
    came,
    says: "This key was made and shown before. If it was lost, revoke it and make another one.",
  });
}

async function revokeForm(desk: Desk) {
  const came = await performed(desk, revokeKey, { key: field(desk.form, "id") });
  return storesPage(desk, { came, says: "The key is revoked." });
}
