/** What both elements of passkeys need. */

/** POSTs JSON of our own and answers JSON. Each is asked for once: a challenge is good for one answer. Rejects for a problem. */
// biome-ignore lint/suspicious/noExplicitAny: answers of the API, read by the element that asked
export async function posted(path: string, body: unknown): Promise<any> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** Whether she left the browser's own dialogue, or her device had nothing to offer: browsers do not say which. */
export function isCancelled(failure: unknown): boolean {
  return failure instanceof Error && ["NotAllowedError", "AbortError"].includes(failure.name);
}
