/** /v1/staff/plays: surprises' prizes that wait for a tax form, and saying that one is in. */
import * as z from "zod";
import { prizesHeld } from "../database/plays.ts";
import { prizeGiven, prizeOf } from "../decisions/reveal.ts";
import { contract } from "../edge/contract.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import { confirmPlayForm } from "../operations/held-prize.ts";
import { asKind } from "../values/holder.ts";
import { MAY } from "./roles.ts";

/** Prizes of one answer: the next to run out. */
const HELD_MAX = 100;

const play = "play_01kajw8zt0q9w4m2xv5n6p7r8z";
const member = "mem_01kajw8zt0q9w4m2xv5n6p7r8t";
const prize = z.strictObject({
  kind: z.enum(["units", "goods"]),
  name: z.string(),
  unit: z.string().nullable(),
  amount: z.int().nullable(),
});

export const listHeldPrizes = contract({
  id: "listHeldPrizes",
  method: "get",
  path: "/v1/staff/plays",
  audience: { kind: "staff", roles: MAY.look },
  title: "Surprises' prizes that wait for a tax form",
  about:
    "With this prize its winner has won a year's threshold or more, and she lives in the United States. A hundred at the most, the next to run out first; one whose time runs out is forfeited.",
  status: 200,
  answer: z.strictObject({
    data: z.array(z.strictObject({ play: z.string(), member: z.string(), pool: z.string(), prize, until: z.string() })),
  }),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          play,
          member,
          pool: "pool:walk-in:1",
          prize: { kind: "goods", name: "A bike", unit: null, amount: null },
          until: "2026-12-22T23:00:00.000Z",
        },
      ],
    },
  },
});

export const confirmPlayTaxForm = contract({
  id: "confirmPlayTaxForm",
  method: "post",
  path: "/v1/staff/plays/:id/tax-form",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Confirm the tax form for a surprise's prize",
  about:
    "The form is in, and kept where such forms are kept: no number of it is stored here. It holds for the year, and the prize is hers.",
  status: 200,
  answer: z.strictObject({ operation: z.string(), play: z.string(), member: z.string(), prize }),
  refusals: ["prize_unknown", "prize_not_offered"],
  example: {
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      play,
      member,
      prize: { kind: "goods", name: "A bike", unit: null, amount: null },
    },
  },
});

export function mountHeldPrizes(app: App): void {
  serveRead(app, listHeldPrizes, async (asked) => {
    const { facts, found } = await read(asked, { reading: prizesHeld(HELD_MAX) });
    const { language } = facts.current.programme;
    return {
      data: found.flatMap(({ play: { play: held, pool }, until }) => {
        const given = prizeOf(asKind(pool, "pool").facts, held);
        if (!given) return [];
        const { id, owner, pool: of } = held;
        return [
          { play: id, member: owner, pool: of, prize: { ...prizeGiven(given, language) }, until: instantView(until) },
        ];
      }),
    };
  });
  serveWrite(app, confirmPlayTaxForm, confirmPlayForm, {
    request: ({ params }) => ({ play: params.id ?? "" }),
    view: ({ prize: given, ...rest }) => ({ ...rest, prize: { ...given } }),
  });
}
