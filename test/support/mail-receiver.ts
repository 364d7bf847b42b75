/** A provider of mail, as tests have it: takes mails over HTTP and shows the last one of an address. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedMail {
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  authorization: string;
}

/** What a provider's token is in tests. */
export const MAIL_TOKEN = "mail-token";

/** Listens on a free port of 127.0.0.1; GET /?to=… answers that address's mails, newest first. */
export async function startMailReceiver(): Promise<{ url: string; close(): Promise<void> }> {
  const mails: ReceivedMail[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (request.method === "POST") {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const mail = JSON.parse(Buffer.concat(parts).toString("utf8")) as ReceivedMail;
      mails.unshift({ ...mail, authorization: request.headers.authorization ?? "" });
      response.end("{}");
      return;
    }
    const to = url.searchParams.get("to") ?? "";
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(mails.filter((mail) => mail.to.includes(to))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address's mails, newest first, once there are so many. Rejects when they do not come within five seconds. */
export async function mailsTo(url: string, email: string, count = 1): Promise<ReceivedMail[]> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(`${url}?to=${encodeURIComponent(email)}`);
    const mails = (await response.json()) as ReceivedMail[];
    if (mails.length >= count) return mails;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail came to ${email}`);
}
