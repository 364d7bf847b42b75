/** POST /v1/me/check-in-deletions: a member deletes where she was, once or for all. */
import * as z from "zod";
import { type CheckInRow, readCheckIn, readCheckIns } from "../database/check-ins.ts";
import { contract } from "../edge/contract.ts";
import { memberAsking, read } from "../edge/read.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { idText } from "../edge/shapes.ts";
import { forgetVisits } from "../operations/forget-visits.ts";

/** Check-ins that are deleted at once: each is a row that changes. */
const AT_ONCE = 100;

export const deleteMyCheckIns = contract({
  id: "deleteMyCheckIns",
  method: "post",
  path: "/v1/me/check-in-deletions",
  audience: { kind: "member" },
  title: "Delete where I was",
  about: `One check-in, or without \`checkIn\` the newest ${AT_ONCE}: until \`deleted\` is 0, there are more. The place goes, with every word about it; what it earned stays. A place that rewarded a day does not reward it again. It cannot be undone.`,
  body: z.strictObject({ checkIn: idText("one of my check-ins; absent: all").optional() }),
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    deleted: z.int().describe("check-ins that no longer say where"),
  }),
  refusals: ["not_found"],
  example: {
    body: { checkIn: "chk_01kajw8zt0q9w4m2xv5n6p7r8x" },
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8y", member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t", deleted: 1 },
  },
});

export function mountVisits(app: App): void {
  serveWrite(app, deleteMyCheckIns, forgetVisits, {
    request: async ({ body, caller, ledger }) => {
      const member = memberAsking(caller);
      const rows = await rowsOf({ caller, ledger }, member, body.checkIn);
      return {
        member,
        checkIns: rows.map(({ checkIn }) => checkIn),
        venues: [...new Set(rows.map(({ venue }) => venue))],
        isOne: body.checkIn !== undefined,
      };
    },
    view: (outcome) => ({ ...outcome }),
  });
}

/** Her check-ins that are asked about and still say where. They name the venues, which are decided with them. */
async function rowsOf(asking: Parameters<typeof read>[0], member: string, checkIn?: string): Promise<CheckInRow[]> {
  if (checkIn !== undefined) {
    const { found } = await read(asking, { member, reading: readCheckIn(checkIn) });
    return found === null ? [] : [found];
  }
  const { found } = await read(asking, { member, reading: readCheckIns(member, { limit: AT_ONCE, cursor: null }) });
  return found.found;
}
