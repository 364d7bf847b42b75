import { createWriteStream } from "node:fs";
import { join } from "node:path";

/** Keeps the Worker's line per request in requests.log, from this start on, so that the addresses stay on the screen; faults are printed. */
export function logTo(directory: string): (line: { level: string; message: string }) => void {
  const file = createWriteStream(join(directory, "requests.log"), { mode: 0o600 });
  return ({ level, message }) => {
    file.write(`${message}\n`);
    if (level === "error" || level === "warn") console.error(message);
  };
}
