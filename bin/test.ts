/** Everything CI does, in order, each part named as it runs: types, format, then the tests. Stops at the first that fails. */
import { spawnSync } from "node:child_process";

const parts: { name: string; command: string[] }[] = [
  { name: "types", command: ["tsc", "--noEmit"] },
  { name: "types of the pages' scripts", command: ["tsc", "--noEmit", "-p", "web"] },
  { name: "format and lint", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "tests", command: ["vitest", "run", "--config", "test/vitest.config.ts"] },
];

for (const { name, command } of parts) {
  const [program = "", ...args] = command;
  console.log(`\n── ${name}`);
  const { status } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(status ?? 1);
  }
}
