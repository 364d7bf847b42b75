import { proves } from "./proves.ts";

proves("visits");
