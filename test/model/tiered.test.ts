import { proves } from "./proves.ts";

proves("tiered", ["redeem tier_too_low first", "expire done first", "expire not_due first"]);
