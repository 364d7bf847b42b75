/** Names that mean this machine or its own network, whatever a resolver says; below `arpa` are addresses and home.arpa. */
const INSIDE = /\.(localhost|localdomain|local|internal|private|lan|home|intranet|corp|svc|arpa)$/;

/** Labels, none of them empty, and more than one: resolvers differ in what they make of others. */
const NAME = /^[^.]+(\.[^.]+)+$/;

/**
 * Whether a URL leads outside: https, to a host by a public kind of name. Addresses are refused altogether, written in
 * whatever way: somebody who is meant to be reached by strangers has a name and a certificate.
 */
export function isOutside(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== "https:" || username !== "" || password !== "") return false;
  const host = hostname.replace(/\.$/, "");
  return NAME.test(host) && !/^[0-9.]+$/.test(host) && !host.startsWith("[") && !INSIDE.test(host);
}

/** Hosts that are this machine. */
const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

/** The first port that no service of a system's own has. */
const PORT_MIN = 1024;

/**
 * Whether something may be sent to a URL that somebody typed: outside, on the port of https or one from 1024 on; where it is
 * said (a demo, tests), plain http to this machine too. What a name resolves to cannot be seen from a Worker; Cloudflare's
 * network reaches no private address.
 */
export function maySendTo(text: string, { isLocalAllowed }: { isLocalAllowed: boolean }): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password } = new URL(text);
  if (isLocalAllowed && protocol === "http:" && LOCAL.includes(hostname)) return username === "" && password === "";
  return isOutside(text) && (port === "" || Number(port) >= PORT_MIN);
}
