import * as z from "zod";
import type { TicketsGrant } from "../../values/grant.ts";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";

/** Tickets in the open round of a contest; none while no round is open. */
export const terms = z.strictObject({ kind: z.literal("tickets"), contest: slug, amount: z.int().min(1).max(10_000) });
export type Tickets = z.infer<typeof terms>;

export const names = ({ contest }: Tickets): Naming[] => [{ what: "contest", name: contest, path: ["contest"] }];
export const sentence = ({ contest, amount }: Tickets, { count, name, tongue }: Wording = PLAIN) =>
  tongue.effects.tickets({ amount, count: count(amount), contest: name("contest", contest) });
export const gives = ({ contest, amount }: Tickets): TicketsGrant[] => [{ kind: "tickets", contest, amount }];
