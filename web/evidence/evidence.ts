/** What shows where somebody is: a position, or what a link, a scan or a hand says. Nothing here asks for any. */

/** What is sent of a visit besides a position: the counter's code, or a tap; none: neither. */
export interface Evidence {
  qr?: string;
  tap?: { e: string; c: string };
}

/** A place, with what its link brought along. */
export interface Visit {
  venue: string;
  evidence: Evidence;
}

/** A position as the API takes it. */
export interface Fix {
  latitude: number;
  longitude: number;
  accuracyMetres: number;
  timestamp: number;
}

/** Why there is no position to send. */
export type NoFix = "denied" | "unavailable" | "slow" | "stale" | "approximate" | "unsupported";

const VENUE = /^ven_[a-z0-9_-]{1,60}$/;
const TOKEN = /^[0-9A-HJKMNP-TV-Z]{16}$/i;

/** What the address of a place's page brings: `/c/VENUE#TOKEN` of a counter, `/t?v=VENUE&e=…&c=…` of a tag; null: no place's page. */
export function visitIn(address: string): Visit | null {
  if (!URL.canParse(address)) return null;
  const { pathname, hash, searchParams } = new URL(address);
  const venue = pathname === "/t" ? (searchParams.get("v") ?? "") : (/^\/c\/([^/]+)$/.exec(pathname)?.[1] ?? "");
  if (!VENUE.test(venue)) return null;
  const [qr, e, c] = [hash.slice(1), searchParams.get("e") ?? "", searchParams.get("c") ?? ""];
  if (pathname !== "/t") return { venue, evidence: TOKEN.test(qr) ? { qr } : {} };
  const isTap = /^[0-9a-f]{32}$/i.test(e) && /^[0-9a-f]{16}$/i.test(c);
  return { venue, evidence: isTap ? { tap: { e, c } } : {} };
}

/** What a scanned text is worth on a page of `origin`: a place with its code, or which sentence says why it is none. */
export function visitScanned(text: string, origin: string): Visit | "noCode" | "otherProgramme" {
  const visit = visitIn(text);
  if (!visit?.evidence.qr) return "noCode";
  return new URL(text).origin === origin ? visit : "otherProgramme";
}

/** The six digits that somebody typed, as she was told them; null: they are not six. */
export function digitsTyped(text: string): string | null {
  const digits = text.replace(/[\s.-]/g, "");
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}
