import { proves } from "./proves.ts";

proves("tiered");
