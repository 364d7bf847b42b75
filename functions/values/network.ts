/** Groups of 16 bits in an IPv6 address, and in the network of a single line (RFC 6177, section 2). */
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/** Whom an address is counted as: an IPv4 address as itself, an IPv6 address as its /64, all of which one line has. */
export function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [before = [], after = []] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: Math.max(0, GROUPS - before.length - after.length) }, () => "0");
  return [...before, ...zeros, ...after].slice(0, NETWORK_GROUPS).join(":");
}
