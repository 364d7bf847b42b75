import { newEmbedded } from "../support/embedded.ts";
import { proves } from "./proves.ts";

proves("fast", ["redeem tier_too_low first", "boundary done first", "boundary not_due first"], newEmbedded);
