/** Counts the calls to the database that each operation makes: through a proxy, one request at a time. */
import { createServer, request } from "node:http";
import { openOperations } from "./operations.ts";
import type { Stage } from "./stage.ts";

/** Calls per operation, by its name. */
export async function countRoundTrips(stage: Stage): Promise<Map<string, number>> {
  let calls = 0;
  const target = new URL(stage.databaseUrl);
  const proxy = createServer((incoming, outgoing) => {
    calls += 1;
    const { method, headers, url: path } = incoming;
    const passed = request({ host: target.hostname, port: target.port, method, headers, path }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.once("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  const worker = await stage.another(`http://127.0.0.1:${address.port}`);
  const counted = new Map<string, number>();
  for (const { name, once } of await openOperations(stage, { url: worker.url, prefix: "rt", members: 8 })) {
    // The first may read what this Worker does not know yet; a refund needs an order.
    await once();
    const before = calls;
    await once();
    counted.set(name, calls - before);
  }
  await worker.stop();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  return counted;
}
