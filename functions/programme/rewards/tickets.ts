import * as z from "zod";
import type { TicketsGrant } from "../../values/grant.ts";
import type { Naming, Wording } from "../kinds.ts";
import { slug } from "../words.ts";
import { priced, priceSentence, stepsSentence } from "./priced.ts";

/** Tickets in the open round of a contest; refused while no round is open. */
export const terms = z.strictObject({
  ...priced,
  kind: z.literal("tickets"),
  contest: slug,
  amount: z.int().min(1).max(10_000).default(1),
  stepsMax: z.int().min(1).max(1000).default(1),
});
export type Tickets = z.infer<typeof terms>;

export const names = ({ contest }: Tickets): Naming[] => [{ what: "contest", name: contest, path: ["contest"] }];
export const sentence = (given: Tickets, wording: Wording) =>
  `${wording.count(given.amount)} ${given.amount === 1 ? "ticket" : "tickets"} in the draw "${wording.name("contest", given.contest)}"${priceSentence(given, wording)}${stepsSentence(given, wording)}`;
export const gives = ({ contest, amount }: Tickets, steps: number): TicketsGrant[] => [
  { kind: "tickets", contest, amount: amount * steps },
];
