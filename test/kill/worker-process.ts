/** Runs the built Worker until it is killed. The one argument is JSON: script, port and bindings. Prints its address. */
import { startWorker } from "../../bin/workerd.ts";

const worker = await startWorker(JSON.parse(process.argv[2] ?? "{}"));
console.log(worker.url);
