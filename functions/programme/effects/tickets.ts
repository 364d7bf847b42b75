import * as z from "zod";
import type { TicketsGrant } from "../../values/grant.ts";
import type { Naming } from "../kinds.ts";
import { slug } from "../words.ts";

/** Tickets in the open round of a contest; none while no round is open. */
export const terms = z.strictObject({ kind: z.literal("tickets"), contest: slug, amount: z.int().min(1).max(10_000) });
export type Tickets = z.infer<typeof terms>;

export const names = ({ contest }: Tickets): Naming[] => [{ what: "contest", name: contest, path: ["contest"] }];
export const sentence = (given: Tickets) =>
  `${given.amount} ${given.amount === 1 ? "ticket" : "tickets"} in the contest "${given.contest}"`;
export const gives = ({ contest, amount }: Tickets): TicketsGrant[] => [{ kind: "tickets", contest, amount }];
