/** Load: so many connections, each asking again as soon as it is answered, for a time. */
import { Agent, request } from "node:http";

export interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** What counts as done. */
  status: number;
}

export interface Measured {
  perSecond: number;
  /** Median latency, milliseconds. */
  p50: number;
  requests: number;
}

export const CONNECTIONS = 16;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** Asks until the time is over. Rejects at the first answer that is not what was asked for. */
export async function load(
  once: () => Promise<unknown>,
  milliseconds: number,
  connections = CONNECTIONS,
): Promise<Measured> {
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + milliseconds;
  const connection = async () => {
    while (performance.now() < until) {
      const asked = performance.now();
      await once();
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: latencies.length / seconds, p50: median(latencies), requests: latencies.length };
}

/** Sends one request over a kept connection; answers its body. Rejects for another status than the one that is meant. */
export function send({ url, method, headers, body, status }: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("error", reject);
      response.on("end", () =>
        response.statusCode === status
          ? resolve(text)
          : reject(
              new Error(`${method} ${new URL(url).pathname} answered ${response.statusCode}: ${text.slice(0, 500)}`),
            ),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The middle one; NaN of none. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
