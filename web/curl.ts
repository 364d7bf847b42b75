/** A request as curl sends it. Secrets are named, never shown: the shell puts them in. */
export interface SentRequest {
  method: string;
  path: string;
  /** Who asked: its credential is a shell variable. Null: nobody needs to ask. */
  as: "STORE_KEY" | "MEMBER_TOKEN" | null;
  key?: string | null;
  body?: unknown;
}

/** The command, one option a line; it runs as it stands in a POSIX shell. */
export function curlOf({ method, path, as, key, body }: SentRequest): string {
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${quoted(location.origin + path)}`];
  if (as) lines.push(`-H "Authorization: Bearer $${as}"`);
  if (key) lines.push(`-H ${quoted(`Idempotency-Key: ${key}`)}`);
  if (body !== undefined) {
    lines.push(`-H 'Content-Type: application/json'`);
    lines.push(`-d ${quoted(JSON.stringify(body))}`);
  }
  return lines.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
