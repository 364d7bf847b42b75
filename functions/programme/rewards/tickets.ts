import * as z from "zod";
import type { TicketsGrant } from "../../values/grant.ts";
import type { Naming, Wording } from "../kinds.ts";
import { slug } from "../words.ts";
import { priced, pricedSentence } from "./priced.ts";

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
  pricedSentence(given, wording, {
    what: wording.tongue.rewards.tickets({
      amount: given.amount,
      count: wording.count(given.amount),
      contest: wording.name("contest", given.contest),
    }),
  });
export const gives = ({ contest, amount }: Tickets, steps: number): TicketsGrant[] => [
  { kind: "tickets", contest, amount: amount * steps },
];
