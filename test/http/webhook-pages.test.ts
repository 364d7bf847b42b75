/** The console's page of endpoints, and the page that says how to receive: its example is run as it stands. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sendWebhooks } from "../../functions/clock/send-webhooks.ts";
import { RECEIVER } from "../../functions/public/docs/receiver.ts";
import { WEBHOOK_TYPES } from "../../functions/values/webhook-types.ts";
import { conserved } from "../support/ledger.ts";
import { startReceiver } from "../support/receiver.ts";
import { cookieOf, OURS, staffOf } from "../support/staff.ts";
import { newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
afterAll(() => conserved(world.client));
const tick = () => sendWebhooks({ ...world.ledger, hasLocalEndpoints: true }, { isLeft: () => true });

async function signedIn(role: "marketer" | "support") {
  const { link } = await staffOf(world, role);
  const cookie = await cookieOf(world, link);
  const words = async (path: string, form?: Record<string, string>) => {
    const body = form && new URLSearchParams({ key: crypto.randomUUID(), ...form }).toString();
    const sent = { path, headers: { ...OURS, cookie }, ...(body === undefined ? {} : { method: "POST", body }) };
    const { status, text } = await world.send(sent);
    return { status, text, words: text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ") };
  };
  return words;
}

test("an endpoint is added, tested, watched, paused and sent to again on its page", async () => {
  const ask = await signedIn("marketer");
  const receiver = await startReceiver();
  expect((await ask("/staff/webhooks")).words).toContain("Nobody is told of anything yet.");
  const wrong = await ask("/staff/webhooks", { url: "https://192.168.1.1/" });
  expect(wrong.words).toContain("Not done. The address begins with https:// and the name of a host");
  const added = await ask("/staff/webhooks", { url: receiver.url, types: "purchase.recorded" });
  const secret = added.text.match(/whsec_[A-Za-z0-9+/=]+/)?.[0] ?? "";
  const endpoint = added.text.match(/end_[0-9a-z]{26}/)?.[0] ?? "";
  receiver.secrets = [secret];
  const path = `/staff/webhooks/${endpoint}`;
  expect((await ask(path)).text).not.toContain("whsec_");
  expect((await ask("/staff/webhooks/test", { endpoint })).words).toContain("The test is on its way");
  const { operation } = (await world.post("/v1/purchases", orderOf("p-1", 100, { email: "ada@example.com" }))).json;
  receiver.answers = ({ event }) => (event?.type === "endpoint.tested" ? 200 : 410);
  await tick();
  expect(receiver.received.map(({ event }) => event?.type)).toEqual(["endpoint.tested", "purchase.recorded"]);
  const off = (await ask(path)).words;
  expect(off).toMatch(/off since .*, because it answered 410, which means that it wants nothing more/);
  expect(off).toMatch(/purchase\.recorded msg_[0-9a-f]{32} dead .* 410 not now/);
  expect((await ask("/staff/webhooks/state", { endpoint, state: "active" })).words).toContain(
    "It goes on where it was.",
  );
  expect((await ask("/staff/webhooks/again", { endpoint, operation })).words).toContain("It is sent again.");
  receiver.answers = () => 200;
  await tick();
  expect((await ask(path)).words).toMatch(/purchase\.recorded msg_[0-9a-f]{32} delivered/);
  expect((await ask("/staff/webhooks/state", { endpoint, state: "paused" })).words).toContain("It waits.");
  expect((await ask("/staff/webhooks/secret", { endpoint })).text.match(/whsec_[A-Za-z0-9+/=]+/)?.[0]).not.toBe(secret);
  expect((await ask("/staff/webhooks/end_none")).status).toBe(404);
  expect((await (await signedIn("support"))("/staff/webhooks")).status).toBe(403);
  await receiver.close();
});

test("the page says every type, and its receiver, run as it stands, takes what is signed and nothing else", async () => {
  const { text } = await world.send({ path: "/docs/webhooks" });
  for (const { type } of WEBHOOK_TYPES) expect(text).toContain(`<code>${type}</code>`);
  expect(text).toContain("createServer");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const owner = await staffOf(world, "owner");
  const { endpoint, secret } = (await owner.post("/v1/staff/webhooks", { url, types: ["purchase.recorded"] })).json;
  // Beside the project's own packages, as it would be beside a shop's.
  const folder = mkdtempSync(new URL("../../.build/receiver-", import.meta.url).pathname);
  writeFileSync(join(folder, "receiver.ts"), RECEIVER);
  const running = spawn(process.execPath, [join(folder, "receiver.ts")], {
    env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret },
  });
  let said = "";
  running.stdout.on("data", (part) => {
    said += part;
  });
  try {
    const forged = { "webhook-id": "x", "webhook-timestamp": "1", "webhook-signature": "v1,x" };
    const forge = () =>
      fetch(url, { method: "POST", body: "{}", headers: forged }).then(
        ({ status }) => status,
        () => null,
      );
    await expect.poll(forge).toBe(400);
    const { operation } = (await world.post("/v1/purchases", orderOf("p-2", 100, { email: "ada@example.com" }))).json;
    await tick();
    await expect.poll(() => said).toContain(operation);
    const { data } = (await owner.get(`/v1/staff/webhooks/${endpoint}/deliveries`)).json;
    expect(data[0]).toMatchObject({ state: "delivered", status: 204, answer: "" });
  } finally {
    running.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
