/** Checkpoints reach somebody outside, at least once, and what she answers is kept with them. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { afterAll, expect, test } from "vitest";
import { mailLog } from "../../functions/clock/mail-log.ts";
import { publishLog } from "../../functions/clock/publish-log.ts";
import { sealLog } from "../../functions/clock/seal-log.ts";
import { type Checkpoint, readCheckpoint } from "../../functions/draws/log/checkpoint.ts";
import { readNote } from "../../functions/draws/log/note.ts";
import { isConsistent } from "../../functions/draws/log/proofs.ts";
import { type Receipt, verifyReceipt } from "../../functions/draws/log/receipt.ts";
import { checkpointMailOf } from "../../functions/edge/environment.ts";
import { base64Of, bytesOfBase64 } from "../../functions/values/base64.ts";
import { isOutside } from "../../functions/values/outside.ts";
import { told } from "../support/in-english.ts";
import { conserved } from "../support/ledger.ts";
import { MAIL_TOKEN, mailsTo, startMailReceiver } from "../support/mail-receiver.ts";
import { newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
const ever = { isLeft: () => true };
const ledger = { ...world.ledger, witness: "https://witness.example/add-checkpoint" };
afterAll(() => conserved(world.client));

/** A witness as C2SP tlog-witness says: she remembers the last tree, asks for proof, and signs with the time. */
const secretKey = new Uint8Array(32).fill(9);
const NAME = "witness.example/key";
const typed = concatBytes(Uint8Array.of(4), ed25519.getPublicKey(secretKey));
const keyId = sha256(concatBytes(utf8ToBytes(`${NAME}\n`), typed)).subarray(0, 4);
const vkey = `${NAME}+${Buffer.from(keyId).toString("hex")}+${base64Of(typed)}`;
const seen: number[] = [];
let last: Checkpoint | null = null;

const witness: typeof fetch = async (_, request) => {
  const body = String(request?.body);
  const [, old = "", proof = "", note = ""] = /^old ([0-9]+)\n((?:[A-Za-z0-9+/=]+\n)*)\n(.*)$/s.exec(body) ?? [];
  if (Number(old) !== (last?.size ?? 0)) return new Response(`${last?.size ?? 0}\n`, { status: 409 });
  const text = readNote(note)?.text ?? "";
  const tree = readCheckpoint(text);
  if (!tree) return new Response("no checkpoint", { status: 400 });
  const path = proof.split("\n").flatMap((line) => (line === "" ? [] : [bytesOfBase64(line) ?? new Uint8Array(0)]));
  if (last && !isConsistent(path, { from: last, to: tree })) return new Response("another tree", { status: 422 });
  last = tree;
  seen.push(tree.size);
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, 1_795_255_200n);
  const signature = ed25519.sign(utf8ToBytes(`cosignature/v1\ntime 1795255200\n${text}`), secretKey);
  return new Response(`— ${NAME} ${base64Of(concatBytes(keyId, time, signature))}\nthank you\n`);
};

async function seals(order: string): Promise<string> {
  const { json } = await world.post("/v1/purchases", orderOf(order, 1_000, { email: "ada@example.com" }));
  await sealLog(ledger, ever);
  return json.operation as string;
}

test("each new checkpoint is sent once she has the one before, and her signature is kept with it", async () => {
  await seals("1");
  await publishLog(ledger, ever, witness);
  const operation = await seals("2");
  await seals("3");
  await publishLog(ledger, ever, witness);
  await publishLog(ledger, ever, witness);
  const { rows } = await world.client.execute("SELECT size FROM checkpoints ORDER BY size");
  expect(seen).toEqual(rows.map(({ size }) => Number(size)));
  const receipt = (await world.get(`/v1/receipts/${operation}`)).json as Receipt;
  const unknown = verifyReceipt(receipt);
  expect(unknown.ok).toBe(true);
  expect(told(unknown.steps.at(-1)?.says ?? "")).toBe(`Witnessed by ${NAME} (whose key was not given).`);
  const known = verifyReceipt(receipt, { key: receipt.key, witnesses: [vkey] });
  expect(known.ok).toBe(true);
  expect(told(known.steps.at(-1)?.says ?? "")).toBe(`Witnessed by ${NAME}.`);
  const line = receipt.checkpoint.split("\n").findIndex((each) => each.startsWith(`— ${NAME}`));
  const lines = receipt.checkpoint.split("\n");
  lines[line] = `— ${NAME} ${base64Of(concatBytes(keyId, new Uint8Array(72)))}`;
  const forged = verifyReceipt({ ...receipt, checkpoint: lines.join("\n") }, { key: null, witnesses: [vkey] });
  expect(forged.steps.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(["witness"]);
});

test("a witness who does not answer is asked again by the next tick", async () => {
  await seals("4");
  const before = seen.length;
  const broken: typeof fetch = async () => new Response("later", { status: 503 });
  await expect(publishLog(ledger, ever, broken)).rejects.toThrow("the witness witness.example answered 503");
  const lost: typeof fetch = async () => {
    throw new TypeError("fetch failed");
  };
  await expect(publishLog(ledger, ever, lost)).rejects.toThrow("fetch failed");
  const moved: typeof fetch = async () =>
    new Response(null, { status: 302, headers: { location: "http://10.0.0.1/" } });
  await expect(publishLog(ledger, ever, moved)).rejects.toThrow("answered 302");
  await publishLog(ledger, ever, witness);
  expect(seen.length).toBe(before + 1);
});

test("of a witness who never stops talking, the beginning is heard", async () => {
  await seals("endless");
  const before = seen.length;
  const endless: typeof fetch = async (url, request) => {
    const said = await (await witness(url, request)).text();
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) =>
      controller.enqueue(utf8ToBytes("and so on\n".repeat(1_000)));
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) => controller.enqueue(utf8ToBytes(said));
    return new Response(new ReadableStream({ start, pull }));
  };
  await publishLog(ledger, ever, endless);
  expect(seen.length).toBe(before + 1);
  const { rows } = await world.client.execute("SELECT cosignatures FROM witnessings ORDER BY size DESC LIMIT 1");
  expect(rows[0]?.cosignatures).toMatch(new RegExp(`^— ${NAME} [^\n]+\n$`));
});

test("a witness who has an earlier tree than we think is sent the proof from there", async () => {
  const size = last?.size ?? 0;
  await seals("5");
  // Her answer to the last one got lost: she says which one she has.
  await world.client.execute({
    sql: "INSERT INTO witnessings(size, witness, witnessed_at, cosignatures) SELECT max(size), 'witness.example', 0, '' FROM checkpoints",
  });
  await seals("6");
  await publishLog(ledger, ever, witness);
  expect(last?.size).toBeGreaterThan(size + 1);
});

test.each([
  "http://witness.example/",
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://10.1.2.3/",
  "https://169.254.169.254/latest",
  "https://[::1]/",
  "https://[fd00::1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://localhost/",
  "https://localhost./",
  "https://database.internal/",
  "https://printer.local/",
  "https://intranet/",
  "https://me:secret@witness.example/",
  "ftp://witness.example/",
  "nothing",
])("nothing is sent to %s", async (url) => {
  expect(isOutside(url)).toBe(false);
  let isAsked = false;
  const spy: typeof fetch = async () => {
    isAsked = true;
    return new Response("");
  };
  await expect(publishLog({ ...ledger, witness: url }, ever, spy)).rejects.toThrow("LOG_WITNESS must be https://");
  expect(isAsked).toBe(false);
});

test("where nobody is named nothing is sent", async () => {
  await publishLog(world.ledger, ever, async () => {
    throw new Error("nobody was to be asked");
  });
  expect(isOutside("https://witness.example/add-checkpoint")).toBe(true);
});

test("who reads it by mail gets the newest checkpoint once an interval, though clocks run at once, and again when one did not leave", async () => {
  const receiver = await startMailReceiver();
  const settings = { SECRET: "", ENVIRONMENT: "test", MAIL_FROM: "log@club.example", MAIL_TOKEN };
  const reading = (MAIL_URL: string, more: object = {}) =>
    checkpointMailOf({ ...settings, LOG_EMAIL: "ada@audit.example, ben@audit.example", MAIL_URL, ...more });
  const day = 86_400_000;
  const start = Date.now() + day;
  const mailing = (at: number, mail = reading(receiver.url)) =>
    mailLog({ ...ledger, now: start + at, checkpointMail: mail }, ever);
  const arrived = async () => (await mailsTo(receiver.url, "ada@audit.example", 0)).map(({ subject }) => subject);
  try {
    await seals("mailed-1");
    const silent = reading("http://127.0.0.1:1/");
    await expect(mailing(0, silent)).rejects.toThrow("2 mails with the log's checkpoint did not leave");
    await mailing(899_999);
    expect(await arrived(), "not tried again at once").toEqual([]);
    await Promise.all([mailing(900_000), mailing(900_000), mailing(900_001)]);
    const checkpoint = (await world.get("/v1/log/checkpoint")).text;
    const [mail] = await mailsTo(receiver.url, "ada@audit.example");
    expect(mail).toMatchObject({ from: "log@club.example", to: ["ada@audit.example"] });
    expect(mail?.text.endsWith(`\n\n${checkpoint}`), "the note, to its last line break").toBe(true);
    expect(await mailsTo(receiver.url, "ben@audit.example")).toHaveLength(1);
    await seals("mailed-2");
    await mailing(900_000 + day - 1);
    expect(await arrived()).toHaveLength(1);
    await mailing(900_000 + day + 1);
    expect(await arrived()).toHaveLength(2);
    await mailing(900_000 + 3 * day);
    expect(await arrived(), "nothing was sealed since").toHaveLength(2);
    const { rows } = await world.client.execute("SELECT DISTINCT witness FROM witnessings WHERE witness LIKE 'mail%'");
    expect(JSON.stringify(rows), "no address is in the ledger").not.toContain("@");
    for (const wrong of [
      { LOG_EMAIL: "ada" },
      { LOG_EMAIL: "ada@audit.example, Ben <ben@audit.example>" },
      { LOG_EMAIL_HOURS: "0.5" },
    ])
      await expect(mailing(0, reading(receiver.url, wrong))).rejects.toThrow(/^LOG_EMAIL/);
    expect(reading(receiver.url, { LOG_EMAIL: "" })).toBeNull();
  } finally {
    await receiver.close();
  }
});
