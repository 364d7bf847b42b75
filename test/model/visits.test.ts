import { proves } from "./proves.ts";

proves("visits", ["boundary done first", "boundary not_due first"]);
