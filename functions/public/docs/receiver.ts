/** A receiver of webhooks, whole: what the page shows, and what a test runs. */
export const RECEIVER = `import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? "");
createServer(async (request, response) => {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  try {
    const message = webhook.verify(body, request.headers as Record<string, string>);
    console.log(request.headers["webhook-id"], message); // what it leads to: once for each webhook-id
    response.writeHead(204).end();
  } catch {
    response.writeHead(400).end();
  }
}).listen(Number(process.env.PORT ?? 3000));
`;
