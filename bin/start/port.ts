import { createServer } from "node:net";
import { CannotStart } from "./cannot-start.ts";

/** A port of 127.0.0.1 that is free now: the one asked for, or any for 0. Throws CannotStart when it is taken or not allowed. */
export async function freePort(port: number): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port, host: "127.0.0.1" }, resolve);
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE")
      throw new CannotStart(
        `Port ${port} is taken: stop what listens there, or choose another with PORT=8788 npm start.`,
      );
    throw new CannotStart(`Port ${port} cannot be opened: ${error instanceof Error ? error.message : error}`);
  }
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a TCP server has an address with a port");
  return address.port;
}
