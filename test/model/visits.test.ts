import { proves } from "./proves.ts";

proves("visits", ["expire done first", "expire not_due first"]);
