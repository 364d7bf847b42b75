import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

const PROGRAM = new URL("./independent-verify.mjs", import.meta.url).pathname;

/** What the independent program prints about a proof. A process of its own, so that nothing of ours can leak into it. */
export async function independently(proof: unknown): Promise<unknown> {
  const program = spawn(process.execPath, [PROGRAM], { stdio: ["pipe", "pipe", "inherit"] });
  program.stdin.end(JSON.stringify(proof));
  const [answer] = await Promise.all([text(program.stdout), once(program, "close")]);
  return JSON.parse(answer);
}
