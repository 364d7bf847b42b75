/** /me: a member's page, for the phone first. Useful as it is served; its elements do the writing. */
import { readVenuesOf } from "../../database/venues-of.ts";
import { isDemo, ledgerOf } from "../../edge/environment.ts";
import { read } from "../../edge/read.ts";
import { type App, type Ctx, hostOf } from "../../edge/serve.ts";
import { sitePage } from "../../edge/site-page.tsx";
import { speechFor } from "../../edge/words.ts";
import { accountOf } from "./account.ts";
import { BalancePart } from "./balance.tsx";
import { CardsPart } from "./cards.tsx";
import { CheckInPart } from "./check-in.tsx";
import { ContestsPart } from "./contests.tsx";
import { PlaysPart } from "./plays.tsx";
import { RewardsPart } from "./rewards.tsx";
import { StatementPart } from "./statement.tsx";
import { VouchersPart } from "./vouchers.tsx";

/** Places in the list beside the six digits; at one that is not in it, the code is scanned. */
const PLACES = 50;

export function mountPages(app: App): void {
  app.get("/me", async (context) => {
    const account = await accountOf(app, context);
    const page = { script: "me", kind: "member-page" };
    if (account === 401) {
      const children = <Stranger isDemo={isDemo(context.env)} />;
      return sitePage(context, { ...page, title: "Not signed in", children });
    }
    if (account === 503) return sitePage(context, { ...page, title: "Not now", children: <NotNow /> }, 503);
    const { me, programme, venues, plays, rewards, contests, vouchers, statement } = account;
    const speech = speechFor(programme);
    const checksIn = programme.earning.some(({ on }) => on === "check-in");
    const places = checksIn ? await placesOf(context) : [];
    return sitePage(context, {
      ...page,
      title: programme.name,
      children: (
        <live-page>
          <p id="page-status" role="status" class="visually-hidden" />
          <header class="member-head">
            <p>{programme.name}</p>
          </header>
          <main>
            <BalancePart me={me} programme={programme} speech={speech} />
            <CardsPart me={me} rewards={rewards} speech={speech} />
            <PlaysPart plays={plays} />
            {checksIn ? <CheckInPart venues={venues} places={places} /> : null}
            <RewardsPart rewards={rewards} me={me} speech={speech} />
            <VouchersPart vouchers={vouchers} speech={speech} />
            <ContestsPart entries={contests} speech={speech} />
            <StatementPart operations={statement} speech={speech} />
          </main>
        </live-page>
      ),
    });
  });
}

async function placesOf(context: Ctx): Promise<{ id: string; name: string }[]> {
  const ledger = ledgerOf(context.env, hostOf(context));
  return (await read({ caller: { kind: "public" }, ledger }, { reading: readVenuesOf(PLACES) })).found;
}

const Stranger = ({ isDemo: canJoin }: { isDemo: boolean }) => (
  <main class="alone">
    <h1>Whose points?</h1>
    <p>Nobody is signed in on this phone.</p>
    {canJoin ? (
      <form method="post" action="/demo/session">
        <button type="submit" class="primary">
          Join as a visitor
        </button>
      </form>
    ) : (
      <p class="quiet">Open your page from the shop where you are a member.</p>
    )}
  </main>
);

const NotNow = () => (
  <main class="alone">
    <h1>Your account cannot be shown now</h1>
    <p>Nothing is lost: the ledger did not answer in time.</p>
    <p>
      <a class="button" href="/me">
        Try again
      </a>
    </p>
  </main>
);
