import * as z from "zod";
import type { PlayGrant } from "../../values/grant.ts";
import type { Naming, Wording } from "../kinds.ts";
import { slug } from "../words.ts";
import { priced, pricedSentence } from "./priced.ts";

/** One play of a surprise pool; refused while it is closed, or when she has had her plays of the day. */
export const terms = z.strictObject({ ...priced, kind: z.literal("surprise"), pool: slug });
export type Surprise = z.infer<typeof terms>;

export const names = ({ pool }: Surprise): Naming[] => [{ what: "pool", name: pool, path: ["pool"] }];
export const sentence = (given: Surprise, wording: Wording) =>
  pricedSentence(given, wording, { what: wording.tongue.rewards.surprise(wording.name("pool", given.pool)) });
export const gives = ({ pool }: Surprise): PlayGrant[] => [{ kind: "play", pool }];
