/** An operation's example as one command. */
import type { Described } from "./operations.ts";

/** What stands for the reader's own credential, by audience. */
const CREDENTIALS: Record<string, string> = { store: "$STORE_KEY", member: "$MEMBER_TOKEN", staff: "$STAFF_SESSION" };

/** The request as curl sends it: `$HOST` and the credential are the reader's own. */
export function curlOf({ method, path, inPath, audience, takesKey, bodyExample }: Described): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath[name] ?? ""));
  const credential = CREDENTIALS[audience];
  const body = bodyExample === null ? "" : JSON.stringify(bodyExample, null, 2).replaceAll("'", "'\\''");
  return [
    `curl "$HOST${filled}"`,
    ...(method === "GET" ? [] : [`-X ${method}`]),
    ...(credential === undefined ? [] : [`-H "Authorization: Bearer ${credential}"`]),
    ...(takesKey ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(body === "" ? [] : [`-H "Content-Type: application/json"`, `-d '${body}'`]),
  ].join(" \\\n  ");
}
