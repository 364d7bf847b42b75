import { proves } from "./proves.ts";

proves("fast");
