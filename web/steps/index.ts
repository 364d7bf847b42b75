/** The tour's buttons by name. */
import { buy } from "./buy.ts";
import { checkIn } from "./check-in.ts";
import { contest } from "./contest.ts";
import { redeem } from "./redeem.ts";
import { refund } from "./refund.ts";
import type { Step } from "./step.ts";
import { why } from "./why.ts";

export const steps: Record<string, Step> = { buy, why, refund, redeem, "check-in": checkIn, contest };
