/** /verify/…: pages on which anybody checks a contest, a play or a receipt with her own browser. Their script does the work. */
import { STAGE_TEXTS } from "../../draws/check/texts.ts";
import { brandedPage } from "../../edge/branded-page.ts";
import { askOwn } from "../../edge/own-api.ts";
import type { App, Ctx } from "../../edge/serve.ts";
import { dateFormat } from "../../values/formats.ts";
import { type Verified, Verify } from "./page.tsx";
import { type Reader, readerOf } from "./reader.ts";

interface Round {
  name: string;
  state: string;
  closesAt: string;
  /** Null: too few to be counted for everybody. */
  entrants: number | null;
  tickets: number | null;
  proof: string | null;
}

export function mountVerify(app: App): void {
  app.get("/verify", async (context) => {
    const reader = await readerOf(app, context);
    const { page } = reader;
    return answer(context, reader, {
      about: page.verify,
      title: page.title,
      stages: [],
      data: {},
      asksTag: true,
      children: <p>{page.lede}</p>,
    });
  });

  app.get("/verify/contest/:contest", async (context: Ctx) => {
    const id = context.req.param("contest") ?? "";
    const about = `/v1/contests/${encodeURIComponent(id)}`;
    const reader = await readerOf(app, context);
    const { page, fill } = reader;
    const { status, body } = await askOwn<Round>(app, context, about, reader.language);
    if (status !== 200) return unknown(context, reader, { what: page.noContest, status });
    const { name, proof } = body;
    const mine = await askOwn<{ data: { contest: string; tag: string; tickets: number }[] }>(
      app,
      context,
      "/v1/me/contests?limit=100",
    );
    const entry = mine.status === 200 ? mine.body.data.find(({ contest }) => contest === id) : undefined;
    return answer(context, reader, {
      about: fill(page.contestTitle, { name }),
      title: name,
      stages: STAGE_TEXTS.contest,
      data: {
        ...(proof === null ? {} : { proof, about }),
        ...(entry && { own: { tag: entry.tag, tickets: entry.tickets } }),
      },
      asksTag: true,
      children: (
        <p>
          {[roundSaid(reader, body), entrySaid(reader, body), proof === null ? page.beforeProof : page.withProof].join(
            reader.tongue.between,
          )}
        </p>
      ),
    });
  });

  app.get("/verify/receipt", async (context: Ctx) => {
    const operation = context.req.query("operation") ?? "";
    const isNamed = /^op_[0-9a-z]{26}$/.test(operation);
    const reader = await readerOf(app, context);
    const { page, tongue } = reader;
    return answer(context, reader, {
      about: page.receipt,
      title: page.receipt,
      stages: STAGE_TEXTS.receipt,
      data: isNamed ? { proof: `/v1/me/receipts/${operation}` } : {},
      asksTag: false,
      children: <p>{[page.receiptAbout, isNamed ? page.receiptYours : page.receiptOpen].join(tongue.between)}</p>,
    });
  });

  app.get("/verify/play/:play", async (context: Ctx) => {
    const id = context.req.param("play") ?? "";
    const reader = await readerOf(app, context);
    const { page, fill } = reader;
    const { status, body } = await askOwn<{ pool: string; seq: number; proof: string }>(
      app,
      context,
      `/v1/plays/${encodeURIComponent(id)}`,
    );
    if (status !== 200) return unknown(context, reader, { what: page.noPlay, status });
    const mine = await askOwn<{ data: { id: string; receipt: { member: string } }[] }>(
      app,
      context,
      "/v1/me/plays?limit=100",
    );
    const play = mine.status === 200 ? mine.body.data.find((each) => each.id === id) : undefined;
    const title = fill(page.play, { seq: String(body.seq) });
    return answer(context, reader, {
      about: title,
      title,
      stages: STAGE_TEXTS.play,
      data: {
        proof: body.proof,
        play: { id, seq: body.seq },
        ...(play && { own: { tag: play.receipt.member, receipt: play.receipt } }),
      },
      asksTag: true,
      children: <p>{fill(page.playAbout, { pool: body.pool })}</p>,
    });
  });
}

/** A page of these, in its reader's language. */
function answer(
  context: Ctx,
  reader: Reader,
  { about, status, ...verified }: Omit<Verified, "reader"> & { about: string; status?: number },
): Promise<Response> {
  return brandedPage(
    context,
    {
      title: `${about} · Tessera`,
      language: reader.language,
      script: "verify",
      kind: "verify-page",
      children: <Verify reader={reader} {...verified} />,
    },
    status,
  );
}

/** Where a round stands, and when its entries close. */
function roundSaid({ page, fill, language }: Reader, { state, closesAt }: Round): string {
  const day = dateFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(closesAt));
  const says =
    state === "draft"
      ? page.roundDraft
      : state === "open"
        ? page.roundOpen
        : state === "frozen" || state === "awaiting"
          ? page.roundClosed
          : page.roundDrawn;
  return fill(says, { day });
}

function entrySaid({ page, fill, tell }: Reader, { entrants, tickets }: Round): string {
  if (entrants === null || tickets === null) return page.takePartFew;
  return fill(page.takePart, {
    entrants: tell({ count: entrants, of: "entrants" }),
    tickets: tell({ count: tickets, of: "tickets" }),
  });
}

function unknown(context: Ctx, reader: Reader, { what, status }: { what: string; status: number }): Promise<Response> {
  // What is no name of ours is unknown, whatever the route calls it.
  const isThere = status >= 500;
  const { page } = reader;
  return answer(context, reader, {
    about: page.verify,
    status: isThere ? 503 : 404,
    title: isThere ? page.notNow : what,
    stages: [],
    data: {},
    asksTag: true,
    children: <p>{isThere ? page.notNowAbout : page.unknown}</p>,
  });
}
