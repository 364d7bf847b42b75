/** GET /v1/plays/{id}: where a play stands in its pool, so that whoever has its id finds it in the pool's proof. */
import * as z from "zod";
import { playFrom, playReads } from "../database/plays.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";

export const showPlay = contract({
  id: "showPlay",
  method: "get",
  path: "/v1/plays/:id",
  audience: { kind: "public" },
  title: "Where a play stands",
  about: "Its pool, its number in it, and where both are proved. What it won is in the proof, under a tag.",
  status: 200,
  answer: z.strictObject({
    id: z.string(),
    pool: z.string(),
    seq: z.int().describe("its number in the pool"),
    proof: z.string(),
    verify: z.string().describe("the page on which anybody draws it again"),
  }),
  refusals: ["not_found"],
  example: {
    answer: {
      id: "play_01kajw8zt0q9w4m2xv5n6p7r8z",
      pool: "pool:walk-in:1",
      seq: 1,
      proof: "/v1/surprises/pool:walk-in:1/proof",
      verify: "/verify/play/play_01kajw8zt0q9w4m2xv5n6p7r8z",
    },
  },
});

export function mountPlay(app: App): void {
  serveRead(app, showPlay, async ({ params, caller, ledger }) => {
    const reading = { steps: playReads(params.id ?? ""), of: playFrom };
    const { found } = await read({ caller, ledger }, { reading });
    if (!found) throw new Problem("not_found");
    const { id, pool, seq } = found.play;
    return { id, pool, seq, proof: `/v1/surprises/${pool}/proof?play=${id}`, verify: `/verify/play/${id}` };
  });
}
