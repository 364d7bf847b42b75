/** The stages of each check by name, in order: for the page as it is served, for its script and for the command line. */
import { said } from "../said.ts";
import type { StageText } from "./stage.ts";

/** A contest's. */
export const CONTEST_STAGES = [
  "manifest",
  "log",
  "entries",
  "own",
  "source",
  "luck",
  "order",
  "draw",
  "claims",
] as const;

/** An instant win's. */
export const PLAY_STAGES = [
  "configuration",
  "log",
  "secrets",
  "plays",
  "own",
  "source",
  "luck",
  "draw",
  "prizes",
] as const;

/** A receipt's. */
export const RECEIPT_STAGES = ["record", "place", "checkpoint", "witness", "later"] as const;

/** What stands over the stages of each. */
export const STAGE_TEXTS = {
  contest: CONTEST_STAGES.map((id) => ({ id, title: said(`contest.${id}`), about: said(`contest.${id}.about`) })),
  play: PLAY_STAGES.map((id) => ({ id, title: said(`play.${id}`), about: said(`play.${id}.about`) })),
  receipt: RECEIPT_STAGES.map((id) => ({ id, title: said(`receipt.${id}`), about: said(`receipt.${id}.about`) })),
} satisfies Record<string, StageText[]>;
