import * as z from "zod";
import type { PlayGrant } from "../../values/grant.ts";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";

/** One play of a surprise pool. */
export const terms = z.strictObject({ kind: z.literal("surprise"), pool: slug });
export type Surprise = z.infer<typeof terms>;

export const names = ({ pool }: Surprise): Naming[] => [{ what: "pool", name: pool, path: ["pool"] }];
export const sentence = ({ pool }: Surprise, { name, tongue }: Wording = PLAIN) =>
  tongue.effects.surprise(name("pool", pool));
export const gives = ({ pool }: Surprise): PlayGrant[] => [{ kind: "play", pool }];
