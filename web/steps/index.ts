/** The tour's buttons by name. */
import { buy } from "./buy.ts";
import { refund } from "./refund.ts";
import type { Step } from "./step.ts";
import { why } from "./why.ts";

export const steps: Record<string, Step> = { buy, why, refund };
