/** Free plays as the routes have them that give one. */
import * as z from "zod";
import type { PlayedFree } from "../decisions/play-free.ts";
import type { JsonObject } from "../values/json.ts";
import type { ProblemCode } from "./problems.ts";
import { instantView } from "./views.ts";

export const playAnswer = z.strictObject({
  operation: z.string(),
  id: z.string(),
  pool: z.string(),
  revealAt: z.string().nullable().describe("when the beacon that decides it is due; null: none does"),
  verify: z.string().describe("the page on which anybody draws it again"),
});

export const playExample = {
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8w",
  id: "play_01kajw8zt0q9w4m2xv5n6p7r8z",
  pool: "pool:walk-in:1",
  revealAt: null,
  verify: "/verify/play/play_01kajw8zt0q9w4m2xv5n6p7r8z",
};

export const playRefusals: ProblemCode[] = [
  "not_found",
  "email_not_verified",
  "surprise_closed",
  "no_free_entry",
  "member_frozen",
  "already_entered",
  "limit_reached",
];

/** The answer of a free play. */
export function playedView(played: PlayedFree): JsonObject {
  const { revealAt } = played;
  return {
    ...played,
    revealAt: revealAt === null ? null : instantView(revealAt),
    verify: `/verify/play/${played.id}`,
  };
}
