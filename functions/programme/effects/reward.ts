import * as z from "zod";
import type { RewardGrant } from "../../values/grant.ts";
import { type Naming, PLAIN, type Wording } from "../kinds.ts";
import { slug } from "../words.ts";

/** A reward of the catalogue, given without its price; nothing when its stock is gone. */
export const terms = z.strictObject({ kind: z.literal("reward"), reward: slug });
type Given = z.infer<typeof terms>;

export const names = ({ reward }: Given): Naming[] => [{ what: "reward", name: reward, path: ["reward"] }];
export const sentence = ({ reward }: Given, { name, tongue }: Wording = PLAIN) =>
  tongue.effects.reward(name("reward", reward));
export const gives = ({ reward }: Given): RewardGrant[] => [{ kind: "reward", reward }];
