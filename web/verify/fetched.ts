import { BUNDLE, type Bundle } from "../../functions/draws/check/bundle.ts";
import { wholeProof } from "../../functions/draws/instant-parts.ts";
import { checkpointIn } from "../../functions/draws/log/checkpoint.ts";
import { RECEIPT } from "../../functions/draws/log/receipt.ts";
import { base64Of } from "../../functions/values/base64.ts";

/** What a page's own address says it is about. */
export interface Wanted {
  /** Where the proof is. */
  proof: string;
  /** Where the API shows the round, with the wording of its rules. */
  about: string | undefined;
  play: { id: string; seq: number } | undefined;
}

/** The bundle of a contest or a play, from this server; `shows` is told how many bytes have arrived. Rejects when one is missing. */
export async function fetched({ proof, about, play }: Wanted, shows: (bytes: number) => void): Promise<Bundle> {
  let before = 0;
  const counting = (bytes: number) => shows(before + bytes);
  const text = new TextDecoder();
  const partAt = async (path: string): Promise<unknown> => {
    const bytes = await bytesAt(path, counting);
    before += bytes.length;
    return JSON.parse(text.decode(bytes));
  };
  const parts = wholeProof(await partAt(proof));
  let part = parts.next();
  while (!part.done) part = parts.next(await partAt(afterPlay(proof, part.value)));
  const proofJson = part.value;
  const file = entriesFileOf(proofJson);
  const size = sizeOf(proofJson);
  const [entries, contest, later] = await Promise.all([
    file === null ? null : bytesAt(file, counting),
    about === undefined ? null : bytesAt(about, () => {}),
    size === null ? null : bytesAt(`/v1/log/proof?from=${size}`, () => {}),
  ]);
  return {
    bundle: BUNDLE,
    proof: proofJson,
    ...(entries === null ? {} : { entries: base64Of(entries) }),
    ...(contest === null ? {} : { contest: JSON.parse(text.decode(contest)) as unknown }),
    ...(play === undefined ? {} : { play }),
    ...(later === null ? {} : { later: JSON.parse(text.decode(later)) as unknown }),
  };
}

/** Where the part of a proof is that comes after a play. */
function afterPlay(proof: string, after: number): string {
  const { pathname, searchParams } = new URL(proof, location.href);
  searchParams.set("after", String(after));
  return `${pathname}?${searchParams}`;
}

/** Where a proof's entries are when they are too many to be in it, as the proof says; on this server only. */
function entriesFileOf(proof: unknown): string | null {
  const { entriesFile } = (proof ?? {}) as { entriesFile?: { url?: unknown } };
  const url = entriesFile?.url;
  return typeof url === "string" && url.startsWith("/v1/") ? url : null;
}

/** Operations in the log that a receipt's checkpoint is of; null for what is no receipt. */
function sizeOf(proof: unknown): number | null {
  const { checkpoint, v } = (proof ?? {}) as { checkpoint?: unknown; v?: unknown };
  return v === RECEIPT && typeof checkpoint === "string" ? (checkpointIn(checkpoint)?.size ?? null) : null;
}

/** The server answered, and said why not. */
export class Refused extends Error {}

/** What a problem says, in the language that it was asked in; empty: it says nothing. */
async function problemOf(response: Response): Promise<string> {
  const { title, detail } = ((await response.json().catch(() => null)) ?? {}) as { title?: string; detail?: string };
  return title === undefined ? "" : `${title}. ${detail ?? ""}`.trim();
}

async function bytesAt(path: string, shows: (bytes: number) => void): Promise<Uint8Array> {
  const response = await fetch(path);
  if (!response.ok || response.body === null) throw new Refused(await problemOf(response));
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    shows(length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
