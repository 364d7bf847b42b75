/** HTTP: which path is which database's pipeline, who may call it, and how large a body may be. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Database } from "./database.ts";
import { errorJson, ProtocolError } from "./errors.ts";
import { runPipeline } from "./pipeline.ts";
import type { Streams } from "./streams.ts";
import { malformed } from "./values.ts";

/** What the handler needs: databases by name (null when there is none of that name), streams, and the limits. */
export type HttpOptions = Readonly<{
  databaseOf: (name: string) => Database | null;
  streams: Streams;
  token: string | null;
  maxBodyBytes: number;
}>;

/** The database that a URL without a name means. */
export const DEFAULT_DATABASE = "default";

/** Names become file names: lowercase letters, digits and dashes, at most 63, beginning with a letter or digit. */
export const DATABASE_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

const PATH = /^(?:\/([^/]+))?\/(?:(health|version|v2|v3)|v([23])\/pipeline)$/;

/** Answers one request; never rejects. What it throws away is only an answer whose client has gone. */
export function createHandler(
  options: HttpOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const tokenDigest = options.token === null ? null : digest(`Bearer ${options.token}`);
  return async (request, response) => {
    try {
      const json = await answer(request, options, tokenDigest);
      send(
        response,
        200,
        typeof json === "string" ? json : json.text,
        typeof json === "string" ? JSON_TYPE : TEXT_TYPE,
      );
    } catch (error) {
      if (!(error instanceof ProtocolError)) console.error(error);
      const known =
        error instanceof ProtocolError ? error : new ProtocolError(500, "INTERNAL", "Internal server error");
      // A body that nobody asked for is not read: the connection ends with the answer.
      if (!request.complete) response.shouldKeepAlive = false;
      send(response, known.status, errorJson(known), JSON_TYPE);
    }
  };
}

const JSON_TYPE = "application/json";
const TEXT_TYPE = "text/plain";

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

async function answer(
  request: IncomingMessage,
  options: HttpOptions,
  tokenDigest: Buffer | null,
): Promise<string | { text: string }> {
  const [, name = DEFAULT_DATABASE, page, version] = PATH.exec(request.url ?? "") ?? [];
  if (page !== undefined && request.method === "GET") return { text: PAGES[page] ?? "" };
  if (version === undefined || request.method !== "POST") {
    throw new ProtocolError(404, "NOT_FOUND", "There is nothing at this path");
  }
  authorize(request, tokenDigest);
  const database = DATABASE_NAME.test(name) ? options.databaseOf(name) : null;
  if (database === null) {
    throw new ProtocolError(404, "DATABASE_NOT_FOUND", `There is no database ${JSON.stringify(name)} here`);
  }
  const body = parseJson(await readBody(request, options.maxBodyBytes));
  return runPipeline(body, {
    database,
    streams: options.streams,
    version: version === "2" ? 2 : 3,
    isAbandoned: () => request.socket.destroyed,
  });
}

/** What sqld says at these paths; a client only looks at the status. */
const PAGES: Readonly<Record<string, string>> = {
  health: "",
  version: "tessera libsql-server",
  v2: "Hello, this is HTTP API v2 (Hrana over HTTP)",
  v3: "Hello, this is HTTP API v3 (Hrana over HTTP)",
};

/** Refuses 401 without the token; without a token to ask for, refuses 403 to web pages, whatever host they were served from. */
function authorize({ headers }: IncomingMessage, tokenDigest: Buffer | null): void {
  if (tokenDigest === null) {
    // A page that someone opens can post to a server on her machine, and browsers then say where the page is from.
    if (headers.origin !== undefined) {
      throw new ProtocolError(403, "ORIGIN_REFUSED", "A server without a token does not answer web pages");
    }
    return;
  }
  const { authorization } = headers;
  if (authorization === undefined) {
    throw new ProtocolError(401, "AUTH_HTTP_HEADER_MISSING", "The `Authorization` HTTP header is required");
  }
  if (!timingSafeEqual(digest(authorization), tokenDigest)) {
    throw new ProtocolError(401, "AUTH_JWT_INVALID", "The token is not the one this server was started with");
  }
}

/** Digests are of equal length, and comparing them tells nothing about the token. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on("end", () => {
      // Too much is read to its end, and thrown away: a client that is still sending would not see the answer.
      if (size > maxBytes)
        reject(new ProtocolError(413, "BODY_TOO_LARGE", `The body is larger than ${maxBytes} bytes`));
      else {
        const [first] = chunks;
        resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
      }
    });
    const incomplete = () => {
      if (!request.complete) reject(new ProtocolError(400, "BODY_INCOMPLETE", "The body ended before its end"));
    };
    request.on("error", incomplete);
    request.on("close", incomplete);
  });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(`The body is not JSON: ${error.message.slice(0, 200)}`);
    throw error;
  }
}
