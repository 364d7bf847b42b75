/** A shop's receiver of webhooks over real HTTP, written with the customer's library; what it answers is a test's to say. */
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

export interface Received {
  /** As verified; null: the signature did not hold. */
  event: { type: string; timestamp: string; data: Record<string, unknown> } | null;
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Secrets that it tries, as one that is being changed does. */
  secrets: string[];
  /** What it answers: a status, or null to answer never. */
  answers(message: Received): number | null;
  /** Whether what it answers has an end. */
  ends: boolean;
  close(): Promise<void>;
}

/** Starts a receiver on a free port, which answers 200 "thank you". */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    url: "",
    received: [],
    secrets: [],
    answers: () => 200,
    ends: true,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const message = { event: verified(receiver.secrets, body, headers), headers, body };
      receiver.received.push(message);
      const status = receiver.answers(message);
      if (status === null) return;
      response.writeHead(status, status === 302 ? { location: receiver.url } : {});
      const text = status < 300 ? "thank you" : "not now";
      if (receiver.ends) response.end(text);
      else response.write(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  receiver.url = `http://127.0.0.1:${address.port}/hooks`;
  return receiver;
}

/** What the library makes of a message under any of the secrets. */
export function verified(secrets: string[], body: string, headers: Record<string, string>): Received["event"] {
  for (const secret of secrets) {
    try {
      return new Webhook(secret).verify(body, headers) as Received["event"];
    } catch {
      // Under this secret it does not hold; another one may.
    }
  }
  return null;
}
