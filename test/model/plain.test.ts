import { proves } from "./proves.ts";

// What is rare is met where points never end; the programmes beside meet it now and then.
proves("plain", [
  "purchase duplicate replay",
  "refund duplicate replay",
  "capture done replay",
  "redeem limit_reached first",
]);
