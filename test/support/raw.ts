/** Requests as no client sends them: any bytes, any headers, with or without a length. */
import { request } from "node:http";
import { connect } from "node:net";
import { inject } from "vitest";
import { BODY_BYTES_MAX } from "../../functions/edge/body.ts";
import type { World } from "./world.ts";

export interface RawAnswer {
  status: number;
  type: string;
  /** Where it leads on to; empty: nowhere. */
  location: string;
  /** Cookies that it sets. */
  cookies: string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, and a wrong shape fails the test
  json: any;
  text: string;
}

/** The host that a world is known by. */
export function hostOf({ databaseUrl }: World): string {
  return `${databaseUrl.split("/").at(-2)}.test`;
}

/** Bytes beyond the most that a route takes that are sent before its answer: what is refused for its size is refused before all of it has arrived. */
const BEYOND_BYTES = 140_000;

/** Sends a path and bytes as they are. `isChunked`: without a Content-Length. `limitBytes`: the most that the route takes. */
export function sendRaw(
  world: World,
  {
    method,
    path,
    headers,
    body,
    isChunked = false,
    limitBytes = BODY_BYTES_MAX,
  }: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string | Uint8Array;
    isChunked?: boolean;
    limitBytes?: number | undefined;
  },
): Promise<RawAnswer> {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const { hostname, port } = new URL(inject("workerUrl"));
  return new Promise((resolve, reject) => {
    // Said by name: of some methods, DELETE among them, Node would send a body without either.
    const framed = isChunked ? { "transfer-encoding": "chunked" } : { "content-length": String(bytes?.byteLength) };
    const length: Record<string, string> = bytes ? framed : {};
    const sent = request({ hostname, port, method, path, headers: { host: hostOf(world), ...headers, ...length } });
    sent.on("response", (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        const type = response.headers["content-type"] ?? "";
        resolve({
          status: response.statusCode ?? 0,
          type,
          location: response.headers.location ?? "",
          cookies: response.headers["set-cookie"] ?? [],
          text,
          json: type.includes("json") ? JSON.parse(text) : null,
        });
        if (!sent.writableEnded) sent.destroy();
      });
    });
    sent.on("error", reject);
    const isTooLarge = bytes !== undefined && bytes.byteLength > limitBytes + BEYOND_BYTES;
    // Of a length that is said, the answer may come and the connection close before more could be written.
    if (isTooLarge) sent.write(bytes.subarray(0, (isChunked ? limitBytes : 0) + BEYOND_BYTES));
    else sent.end(bytes);
  });
}

/** Writes text to the Worker's socket, and answers whatever comes back until it closes or nothing comes for a while. */
export function sendText(text: string): Promise<string> {
  const { hostname, port } = new URL(inject("workerUrl"));
  return new Promise((resolve) => {
    let got = "";
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on("data", (part) => {
      got += part.toString("latin1");
    });
    socket.on("error", () => resolve(got));
    socket.on("close", () => resolve(got));
  });
}
