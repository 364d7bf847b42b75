/** A relay of drand: a server that answers as drand's do, or as the test wants it to lie. */
import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import { BEACONS } from "./beacons.ts";

const CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";

export interface Relay {
  url: string;
  /** Rounds that it was asked for, in order. */
  asked: number[];
  /** What it does from now on with a request for a round; null: as drand's, from what is published. */
  behaves(answer: ((round: number, response: ServerResponse) => void) | null): void;
  stop(): Promise<void>;
}

/** What drand answers of a round with a signature. */
export function beaconJson(round: number, signature: string): string {
  const randomness = createHash("sha256").update(Buffer.from(signature, "hex")).digest("hex");
  return JSON.stringify({ round, randomness, signature });
}

/** Answers with a text. */
export const says =
  (text: string, status = 200) =>
  (_round: number, response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  };

/** Starts a relay on a free port. It publishes the rounds of BEACONS, and has no other. */
export async function startRelay(): Promise<Relay> {
  const asked: number[] = [];
  let other: Parameters<Relay["behaves"]>[0] = null;
  const server = createServer((request, response) => {
    const [, round] = new RegExp(`^/${CHAIN}/public/(\\d+)$`).exec(request.url ?? "") ?? [];
    if (round === undefined) return void response.writeHead(404).end("{}");
    asked.push(Number(round));
    if (other) return void other(Number(round), response);
    const signature = BEACONS[Number(round)];
    if (signature === undefined) return void response.writeHead(425).end('{"error":"too early"}');
    says(beaconJson(Number(round), signature))(Number(round), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    behaves: (answer) => {
      other = answer;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
