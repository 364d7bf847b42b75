/** /verify/…: pages on which anybody checks a contest, a play or a receipt with her own browser. Their script does the work. */
import { CONTEST_STAGES, PLAY_STAGES, RECEIPT_STAGES } from "../../draws/check/texts.ts";
import { brandedPage } from "../../edge/branded-page.ts";
import { askOwn } from "../../edge/own-api.ts";
import { pageLanguage } from "../../edge/page-language.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { dateFormat, numberFormat } from "../../values/formats.ts";
import { Verify } from "./page.tsx";

interface Round {
  name: string;
  state: string;
  closesAt: string;
  /** Null: too few to be counted for everybody. */
  entrants: number | null;
  tickets: number | null;
  proof: string | null;
}

/** The field in which she says which part is hers, wherever her account does not say it. */
const ASK = {
  label: "Your tag",
  hint: "32 digits and letters from a to f, from your account or your receipt. They are looked for on this device.",
};

const PAGE = { script: "verify", kind: "verify-page" };

export function mountVerify(app: App): void {
  app.get("/verify", (context) =>
    brandedPage(context, {
      ...PAGE,
      title: "Verify · Tessera",
      children: (
        <Verify title="Check it yourself" stages={[]} data={{}} ask={ASK} reader={pageLanguage(context)}>
          <p>
            A contest’s page and a surprise’s page lead here, and their bundles can be opened here: drawn again in your
            own browser, from published data, by rules that anybody can read.
          </p>
        </Verify>
      ),
    }),
  );

  app.get("/verify/contest/:contest", async (context: Ctx) => {
    const id = context.req.param("contest") ?? "";
    const about = `/v1/contests/${encodeURIComponent(id)}`;
    const { status, body } = await askOwn<Round>(app, context, about);
    if (status !== 200) return unknown(context, { what: "contest", status });
    const { name, state, closesAt, entrants, tickets, proof } = body;
    const mine = await askOwn<{ data: { contest: string; tag: string; tickets: number }[] }>(
      app,
      context,
      "/v1/me/contests?limit=100",
    );
    const entry = mine.status === 200 ? mine.body.data.find(({ contest }) => contest === id) : undefined;
    return brandedPage(context, {
      ...PAGE,
      title: `Verify ${name} · Tessera`,
      children: (
        <Verify
          title={name}
          stages={CONTEST_STAGES}
          data={{
            ...(proof === null ? {} : { proof, about }),
            ...(entry && { own: { tag: entry.tag, tickets: entry.tickets } }),
          }}
          ask={ASK}
          reader={pageLanguage(context)}
        >
          <p>
            {STATES[state] ?? "Drawn"} from{" "}
            {entrants === null || tickets === null
              ? "a few entrants"
              : `${counted(entrants, "entrant")} with ${counted(tickets, "ticket")}`}
            ; it {state === "open" ? "closes" : "closed"} on <time dateTime={closesAt}>{dateOf(closesAt)}</time>.{" "}
            {proof === null
              ? "When its entries are closed, this page shows that nobody can change them any more, and then draws it again."
              : "This page draws it again on your device, from what was published, and takes nobody’s word for it."}
          </p>
        </Verify>
      ),
    });
  });

  app.get("/verify/receipt", (context) => {
    const operation = context.req.query("operation") ?? "";
    const isNamed = /^op_[0-9a-z]{26}$/.test(operation);
    return brandedPage(context, {
      ...PAGE,
      title: "Verify a receipt · Tessera",
      children: (
        <Verify
          title="A receipt"
          stages={RECEIPT_STAGES}
          data={isNamed ? { proof: `/v1/me/receipts/${operation}` } : {}}
          reader={pageLanguage(context)}
        >
          <p>
            A receipt shows that something was recorded, whatever the books say later: its record, the way from it to
            the head of the public log, and the signature under that head.{" "}
            {isNamed ? "This is one of yours." : "Open one that you have kept: it needs no network."}
          </p>
        </Verify>
      ),
    });
  });

  app.get("/verify/play/:play", async (context: Ctx) => {
    const id = context.req.param("play") ?? "";
    const { status, body } = await askOwn<{ pool: string; seq: number; proof: string }>(
      app,
      context,
      `/v1/plays/${encodeURIComponent(id)}`,
    );
    if (status !== 200) return unknown(context, { what: "play", status });
    const mine = await askOwn<{ data: { id: string; receipt: { member: string } }[] }>(
      app,
      context,
      "/v1/me/plays?limit=100",
    );
    const play = mine.status === 200 ? mine.body.data.find((each) => each.id === id) : undefined;
    return brandedPage(context, {
      ...PAGE,
      title: `Verify play ${body.seq} · Tessera`,
      children: (
        <Verify
          title={`Play ${body.seq}`}
          stages={PLAY_STAGES}
          data={{
            proof: body.proof,
            play: { id, seq: body.seq },
            ...(play && { own: { tag: play.receipt.member, receipt: play.receipt } }),
          }}
          ask={ASK}
          reader={pageLanguage(context)}
        >
          <p>
            One chance of <code>{body.pool}</code>. This page draws its ticket again on your device, and those of all
            the others: who won, and which item was whose.
          </p>
        </Verify>
      ),
    });
  });
}

const STATES: Record<string, string> = { draft: "Not open yet", open: "Open", frozen: "Closed", awaiting: "Closed" };

function unknown(context: Ctx, { what, status }: { what: string; status: number }): Promise<Response> {
  const isThere = status !== 404;
  return brandedPage(
    context,
    {
      ...PAGE,
      title: "Verify · Tessera",
      children: (
        <Verify
          title={isThere ? "Not now" : `No such ${what}`}
          stages={[]}
          data={{}}
          ask={ASK}
          reader={pageLanguage(context)}
        >
          <p>
            {isThere
              ? "The ledger did not answer in time. Try again; or open a bundle that you have."
              : `Nobody here knows this ${what}. If you have its bundle, open it: it is checked without us.`}
          </p>
        </Verify>
      ),
    },
    isThere ? 503 : 404,
  );
}

function counted(count: number, noun: string): string {
  return `${numberFormat("en").format(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function dateOf(instant: string): string {
  return dateFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(new Date(instant));
}
