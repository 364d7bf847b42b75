import { proves } from "./proves.ts";

proves("plain");
