/** The stage of the public log: where it has what a proof says, who signed its head and who outside has seen that. */
import { isObject } from "../shape.ts";
import type { Step } from "../verdict.ts";
import { jsonValue, type Parts, wordsValue } from "./stage.ts";

const ACTS = ["freeze-contest", "seal-contest", "draw-contest"];

/** The steps that this stage shows, by name. */
export const LOG_STEPS: Record<string, "log"> = Object.fromEntries(
  [
    "log",
    "checkpoint",
    "witness",
    "acts",
    "prev",
    ...ACTS.flatMap((act) => [`${act} record`, `${act} log`, `${act} papers`]),
    ...["opening", "settlement"].flatMap((act) => [`${act} record`, `${act} log`, `${act} changes`]),
  ].map((name) => [name, "log" as const]),
);

/** `log` is the proof's part in the log, as its steps have judged it. */
export function logParts(compared: Step[], log: unknown): Parts {
  if (compared.length === 0) {
    const because = "This proof does not say where the log has it: compare its hash with the one in your receipt.";
    return { compared, otherwise: { state: "absent", because } };
  }
  if (!isObject(log) || compared.some(({ ok }) => !ok)) {
    return log === null && compared.every(({ ok }) => ok)
      ? { compared, otherwise: { state: "waiting", because: "Not yet: nothing of it was sealed in the public log." } }
      : { compared };
  }
  const says = (name: string) => compared.find((step) => step.name === name)?.says ?? "";
  const { checkpoint, key } = log;
  const acts = (Array.isArray(log.acts) ? log.acts : [log.opening, log.settlement]).filter(isObject);
  return {
    compared,
    says: `${says("acts")} ${says("prev")} ${says("witness")}`.replace(/ +/g, " ").trim(),
    takes: [
      ...(typeof checkpoint === "string" ? [jsonValue("Checkpoint", checkpoint)] : []),
      ...(typeof key === "string" ? [jsonValue("Key of the log", key)] : []),
    ],
    gives: acts.map(({ index, record }) =>
      wordsValue(isObject(record) ? String(record.kind) : "An act", `leaf ${String(index)} of the log`),
    ),
  };
}
