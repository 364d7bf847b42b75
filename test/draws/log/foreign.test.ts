/**
 * What the log signs and proves is what golang.org/x/mod/sumdb accepts. The fixtures under test/foreign are made again here
 * and compared; where Go is on the machine, its program checks them, and refuses them with a byte changed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesToHex } from "@noble/hashes/utils.js";
import { afterAll, expect, test } from "vitest";
import { checkpointText } from "../../../functions/draws/log/checkpoint.ts";
import { logKeyOf, logVkeyOf, originOf } from "../../../functions/draws/log/key.ts";
import { leafHashOf, leafOf } from "../../../functions/draws/log/leaf.ts";
import { signNote } from "../../../functions/draws/log/note.ts";
import { consistencyPath, inclusionPath } from "../../../functions/draws/log/proofs.ts";
import { headsOf } from "../../../functions/draws/log/tree.ts";
import { sha256Hex } from "../../../functions/values/hash.ts";

const FOREIGN = new URL("../../foreign/", import.meta.url).pathname;
const FIXTURES = join(FOREIGN, "fixtures");
const SIZE = 773;
const INDEX = 300;
const FROM = 517;
const SECRET = "a secret of the fixtures, which nobody else has";

const operations = Array.from({ length: SIZE }, (_, index) => ({
  id: `op_${String(index).padStart(26, "0")}`,
  recordHash: sha256Hex(`record ${index}`),
}));
const headOf = headsOf(operations.map(leafHashOf));
const origin = originOf(operations[0]?.id ?? "");
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const proved = operations[INDEX] ?? { id: "", recordHash: "" };

const fixtures: Record<string, string> = {
  "vkey.txt": `${logVkeyOf(SECRET, origin)}\n`,
  "checkpoint.txt": signNote(checkpointText({ origin, size: SIZE, head: headOf(0, SIZE) }), logKeyOf(SECRET, origin)),
  "inclusion.json": json({
    leaf: new TextDecoder().decode(leafOf(proved)),
    index: INDEX,
    size: SIZE,
    path: inclusionPath(headOf, { index: INDEX, size: SIZE }).map(bytesToHex),
  }),
  "consistency.json": json({
    from: FROM,
    fromHead: bytesToHex(headOf(0, FROM)),
    size: SIZE,
    path: consistencyPath(headOf, { from: FROM, to: SIZE }).map(bytesToHex),
  }),
};

const made = mkdtempSync(join(tmpdir(), "tessera-foreign-"));
afterAll(() => rmSync(made, { recursive: true }));

test.each(Object.keys(fixtures))("%s is what was committed", (name) => {
  expect(fixtures[name]).toBe(readFileSync(join(FIXTURES, name), "utf8"));
});

/** The Go program, or why it cannot be built here. */
function built(): { program: string } | { reason: string } {
  const program = join(made, "check");
  const build = spawnSync("go", ["build", "-o", program, "."], { cwd: FOREIGN, encoding: "utf8", timeout: 120_000 });
  if (build.error) return { reason: "go is not on this machine" };
  return build.status === 0
    ? { program }
    : { reason: `go could not build it: ${build.stderr.trim().split("\n").at(-1)}` };
}

test("Go's sumdb accepts the checkpoint and both proofs, and refuses each with a byte changed", {
  timeout: 180_000,
}, (context) => {
  const go = built();
  if ("reason" in go) return context.skip(go.reason);
  expect(execFileSync(go.program, [FIXTURES], { encoding: "utf8" })).toBe(
    [
      `the checkpoint of ${SIZE} is signed by ${origin}`,
      `leaf ${INDEX} is in the tree of ${SIZE}`,
      `the tree of ${FROM} begins the tree of ${SIZE}`,
      "",
    ].join("\n"),
  );
  const changes: [string, string, string][] = [
    ["checkpoint.txt", `\n${SIZE}\n`, `\n${SIZE + 1}\n`],
    ["inclusion.json", proved.id, `${proved.id}0`],
    ["inclusion.json", `"index": ${INDEX}`, `"index": ${INDEX + 1}`],
    ["consistency.json", `"from": ${FROM}`, `"from": ${FROM + 1}`],
  ];
  for (const [name, from, to] of changes) {
    cpSync(FIXTURES, made, { recursive: true });
    writeFileSync(join(made, name), (fixtures[name] ?? "").replace(from, to));
    expect(spawnSync(go.program, [made]).status, `${name}: ${from} to ${to}`).toBe(1);
  }
});
