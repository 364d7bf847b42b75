/** The stage of the public log: where it has what a proof says, who signed its head and who outside has seen that. */
import { ACTS } from "../log/contest-log.ts";
import { said } from "../said.ts";
import { isObject } from "../shape.ts";
import type { Step } from "../verdict.ts";
import { jsonValue, type Parts, wordsValue } from "./stage.ts";

const POOL_ACTS = ["opening", "settlement"] as const;

/** The steps that this stage shows, by name. */
export const LOG_STEPS: Record<string, "log"> = Object.fromEntries(
  [
    "log",
    "checkpoint",
    "witness",
    "acts",
    "prev",
    ...ACTS.flatMap((act) => [`${act} record`, `${act} log`, `${act} papers`]),
    ...POOL_ACTS.flatMap((act) => [`${act} record`, `${act} log`, `${act} changes`]),
  ].map((name) => [name, "log" as const]),
);

/** `log` is the proof's part in the log, as its steps have judged it. */
export function logParts(compared: Step[], log: unknown): Parts {
  if (compared.length === 0) {
    const because = said("not.logged");
    return { compared, otherwise: { state: "absent", because } };
  }
  if (!isObject(log) || compared.some(({ ok }) => !ok)) {
    return log === null && compared.every(({ ok }) => ok)
      ? { compared, otherwise: { state: "waiting", because: said("not.sealed") } }
      : { compared };
  }
  const says = (name: Step["name"]) => compared.find((step) => step.name === name)?.says ?? "";
  const { checkpoint, key } = log;
  const { acts: listed } = log;
  const acts = Array.isArray(listed)
    ? ACTS.map((act, at) => ({ act, logged: listed[at] as unknown }))
    : POOL_ACTS.map((act) => ({ act, logged: log[act] }));
  return {
    compared,
    says: [says("acts"), says("prev"), says("witness")],
    takes: [
      ...(typeof checkpoint === "string" ? [jsonValue(said("value.checkpoint"), checkpoint)] : []),
      ...(typeof key === "string" ? [jsonValue(said("value.logKey"), key)] : []),
    ],
    gives: acts.flatMap(({ act, logged }) =>
      isObject(logged) ? [wordsValue(said(`act.${act}`), said("place.leaf", { index: String(logged.index) }))] : [],
    ),
  };
}
