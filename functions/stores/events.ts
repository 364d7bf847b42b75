/** POST /v1/events: a store reports what a member did; POST /v1/events/{event}/reversal: it did not happen. */
import * as z from "zod";
import type { Reported } from "../decisions/report.ts";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import {
  balances,
  earned,
  idText,
  instant,
  memberRef,
  messages,
  standing,
  surprises,
  tickets,
} from "../edge/shapes.ts";
import { earnedView, raisedView } from "../edge/views.ts";
import { unsealVouchers, vouchers, vouchersView } from "../edge/voucher-view.ts";
import { report } from "../operations/report.ts";
import { undoEvent as undo } from "../operations/undo-event.ts";
import { slug } from "../programme/words.ts";
import type { JsonObject } from "../values/json.ts";

/** Fields of an event's data, and characters of a text in it: enough to say what happened, too few to be a store of content. */
const FIELDS_MAX = 20;
const TEXT_MAX = 500;

const data = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, "a letter, then letters, digits, dashes; at most 40"),
    z.union([z.string().max(TEXT_MAX), z.int(), z.boolean(), z.null()]),
  )
  .refine((fields) => Object.keys(fields).length <= FIELDS_MAX, `at most ${FIELDS_MAX} fields`)
  .refine(({ contentHash }) => contentHash === undefined || /^[0-9a-f]{64}$/.test(String(contentHash)), {
    message: "SHA-256 of the content, as 64 hex digits in lower case",
    path: ["contentHash"],
  })
  .describe(
    "flat: texts, whole numbers, booleans. Conditions may ask it; it is kept with the papers and goes with an erasure. `contentHash`, the SHA-256 of a picture or a text in hex, makes the same content earn once",
  );

const moved = z.array(z.strictObject({ unit: z.string(), amount: z.int(), rule: z.string() }));

export const reportEvent = contract({
  id: "reportEvent",
  method: "post",
  path: "/v1/events",
  audience: { kind: "store", scope: "earn" },
  title: "Report an event",
  about:
    "What a member did, other than buying: a referral, review, photo, share, like, follow, comment, link, survey, feedback, profile, paid-on-time, late-delivery, device, custom, or an event that the programme names itself. It meets the rules in force when it occurred. What a rule gives once content is accepted is pending until staff accept it. An unknown e-mail, phone or store id opens a guest, as a purchase does.",
  body: z.strictObject({
    member: memberRef,
    type: slug.describe("what happened"),
    id: idText("the store's id of the event: it is recorded once"),
    occurredAt: instant,
    data: data.default({}),
  }),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    event: z.string(),
    type: z.string(),
    state: z.enum(["recorded", "waiting"]).describe("waiting: some of it is pending until staff accept the content"),
    earned,
    balances,
    tier: standing,
    vouchers,
    surprises,
    tickets,
    messages,
  }),
  refusals: [
    "occurred_in_the_future",
    "event_type_unknown",
    "earning_paused",
    "member_unknown",
    "duplicate",
    "too_late",
    "member_frozen",
    "duplicate_content",
  ],
  example: {
    body: {
      member: { email: "ada@example.com" },
      type: "review",
      id: "r-77",
      occurredAt: "2026-11-21T10:00:00Z",
      data: { product: "MUG-1", stars: 5 },
    },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      event: "r-77",
      type: "review",
      state: "recorded",
      earned: [
        {
          unit: "points",
          amount: 50,
          rule: "review",
          availableOn: null,
          expiresOn: null,
          why: { rule: "review", amount: 50, percent: 100, tier: null },
        },
      ],
      balances: { points: { available: 130, pending: 0, held: 0, debt: 0 } },
      tier: null,
      vouchers: [],
      surprises: [],
      tickets: [],
      messages: [],
    },
  },
});

export const undoEvent = contract({
  id: "undoEvent",
  method: "post",
  path: "/v1/events/:event/reversal",
  audience: { kind: "store", scope: "earn" },
  title: "Undo an event",
  about:
    "Takes back all that the event gave, exactly: units under the terms they were earned by, tickets while their round is open, vouchers that were not used. What was spent meanwhile becomes a debt that the next earnings repay, or is forgiven, as the unit says.",
  body: z.strictObject({}),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    event: z.string(),
    takenBack: moved.describe("what she gave up, or owes now; what the return policy left her is not in it"),
    balances,
    tier: standing,
  }),
  refusals: ["event_unknown", "duplicate"],
  example: {
    body: {},
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      event: "r-77",
      takenBack: [{ unit: "points", amount: 50, rule: "review" }],
      balances: { points: { available: 80, pending: 0, held: 0, debt: 0 } },
      tier: null,
    },
  },
});

export function mountEvents(app: App): void {
  serveWrite(app, reportEvent, report, {
    request: ({ body, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store reports events");
      return { ...body, store: caller.store };
    },
    view: reportView,
    unseal: unsealVouchers,
  });
  serveWrite(app, undoEvent, undo, {
    request: ({ params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store undoes its events");
      return { store: caller.store, event: params.event ?? "" };
    },
    view: (outcome) => ({ ...outcome }) as unknown as JsonObject,
  });
}

function reportView({
  earned: given,
  gifts,
  surprises: plays,
  tickets: entries,
  messages: told,
  memberPrices: _,
  ...rest
}: Reported): JsonObject {
  return {
    ...(rest as unknown as JsonObject),
    earned: given.filter(({ amount }) => amount > 0).map(earnedView),
    vouchers: vouchersView(gifts),
    surprises: plays.map(raisedView),
    tickets: entries.map((entry) => ({ ...entry })),
    messages: told.map((message) => ({ ...message })),
  };
}
