/** Names that mean this machine or its own network, whatever a resolver says. */
const INSIDE = /(^|\.)(localhost|local|internal|lan|home|intranet|corp|home\.arpa)$/;

/**
 * Whether a URL leads outside: https, to a host by a public kind of name. Addresses are refused altogether, written in
 * whatever way: somebody who is meant to be reached by strangers has a name and a certificate.
 */
export function isOutside(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== "https:" || username !== "" || password !== "") return false;
  const host = hostname.replace(/\.$/, "");
  return host.includes(".") && !/^[0-9.]+$/.test(host) && !host.startsWith("[") && !INSIDE.test(host);
}
