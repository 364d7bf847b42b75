import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "./cannot-start.ts";

/** 256 bits, as hex. */
const SECRET_BYTES = 32;

/** This machine's secret, made on the first start; only its owner may read the file. It signs sessions, codes and draw secrets. */
export function secretIn(directory: string): string {
  const path = join(directory, "secret");
  if (!existsSync(path))
    writeFileSync(path, `${randomBytes(SECRET_BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length < SECRET_BYTES) throw new CannotStart(`${path} is not a secret: it has fewer than 32 characters.`);
  return secret;
}
