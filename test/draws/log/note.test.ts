/** Signed notes and checkpoints against the examples of golang.org/x/mod/sumdb/note and of sum.golang.org. */
import { expect, test } from "vitest";
import { checkpointIn, checkpointText, readCheckpoint } from "../../../functions/draws/log/checkpoint.ts";
import { isSignedBy, keyFrom, readNote, signNote, vkeyOfSecret } from "../../../functions/draws/log/note.ts";
import { base64Of, bytesOfBase64 } from "../../../functions/values/base64.ts";

/** note_test.go: ExampleSign and ExampleOpen. */
const SKEY = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
const secretKey = bytes(SKEY).subarray(1);

/** The key of sum.golang.org, as cmd/go pins it. */
const GO_SUM = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

function bytes(text: string): Uint8Array {
  const read = bytesOfBase64(text);
  if (!read) throw new Error(`${text} is no base64`);
  return read;
}

const key = keyFrom(VKEY);
if (!key) throw new Error("the published key does not read");

test("the published key signs the published note, byte for byte", () => {
  expect(vkeyOfSecret("PeterNeumann", secretKey)).toBe(VKEY);
  expect(signNote(TEXT, { name: "PeterNeumann", secretKey })).toBe(NOTE);
  expect(keyFrom(GO_SUM)).toMatchObject({ name: "sum.golang.org", keyId: "033de0ae" });
});

test("the published note verifies, with other people's lines beside", () => {
  const note = readNote(`${NOTE}— somebody+else`.replace("— somebody+else", "— somebody AAAAAAA=\n"));
  expect(note?.signatures.map(({ name }) => name)).toEqual(["PeterNeumann", "somebody"]);
  expect(note && isSignedBy(note, key)).toBe(true);
});

test.each([
  { what: "another text", changed: NOTE.replace("answer", "Answer") },
  { what: "another signature", changed: NOTE.replace("ZJkuBS", "ZJkuBT") },
  { what: "another name", changed: NOTE.replace("— PeterNeumann", "— CarmenSandiego") },
  { what: "a second line of the key's that does not verify", changed: `${NOTE}— PeterNeumann x08go/ZJkuBT\n` },
  { what: "no signature at all", changed: `${TEXT}\n— PeterNeumann AAAAAAA=\n` },
])("with $what it does not", ({ changed }) => {
  const note = readNote(changed);
  expect(note !== null && isSignedBy(note, key)).toBe(false);
});

test.each([
  "",
  TEXT,
  `${TEXT}\n`,
  `${TEXT}\n— PeterNeumann\n`,
  `${TEXT}\n- PeterNeumann x08go/ZJkuBS\n`,
  `${TEXT}\n— Peter Neumann x08go/ZJkuBS\n`,
  `${TEXT}\n— PeterNeumann x08g\n`,
  `${TEXT}\n— PeterNeumann x08go/ZJkuB_\n`,
  NOTE.slice(0, -1),
  NOTE.replace("If", "I\tf"),
])("what is no note is none: %j", (text) => {
  expect(readNote(text)).toBeNull();
});

test.each([
  VKEY.replace("c74f20a3", "c74f20a4"),
  VKEY.replace("Peter", "Pefer"),
  VKEY.slice(0, -4),
  "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
  "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  "PeterNeumann",
  "",
])("what is no key is none: %s", (text) => {
  expect(keyFrom(text)).toBeNull();
});

test("a checkpoint is written and read, and nothing else reads as one", () => {
  const checkpoint = { origin: "tessera/op_1", size: 42, head: new Uint8Array(32).fill(7) };
  const text = checkpointText(checkpoint);
  expect(text).toBe(`tessera/op_1\n42\n${base64Of(checkpoint.head)}\n`);
  expect(readCheckpoint(text)).toEqual(checkpoint);
  // sum.golang.org's own form: the same three lines.
  const golang = "go.sum database tree\n2\nnND/nri/U0xuHUrYSy0HtMeal2vzD9V4k/BO79C+QeI=\n";
  expect(readCheckpoint(golang)).toMatchObject({ origin: "go.sum database tree", size: 2 });
  expect(checkpointIn(signNote(text, { name: "tessera/op_1", secretKey }))?.headHex).toBe("07".repeat(32));
  for (const wrong of [
    "",
    "a\n1\n",
    text.replace("42", "042"),
    text.replace("42", "-1"),
    text.slice(0, -1),
    `\n${text}`,
    text.replace("=", ""),
  ])
    expect(readCheckpoint(wrong), JSON.stringify(wrong)).toBeNull();
});
