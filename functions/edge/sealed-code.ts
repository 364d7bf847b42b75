/**
 * Codes that a merchant brought along, encrypted (edge/sealed.ts). They are sealed before an operation sees them and opened
 * when an answer leaves.
 */
import { open, seal } from "./sealed.ts";

const PURPOSE = "voucher-codes";

/** What markedImported leaves in an answer, as JSON writes it. */
const MARK = /\\u0001imported:([\w-]+)\\u0001/g;

/** A code, encrypted, in base64url. */
export function sealImported(secret: string, code: string): Promise<string> {
  return seal({ secret, purpose: PURPOSE }, code);
}

/** A sealed code in the clear. Throws a fault when it was sealed under another secret, or changed. */
export async function openImported(secret: string, sealed: string): Promise<string> {
  const code = await open({ secret, purpose: PURPOSE }, sealed);
  if (code === null) throw new Error("a voucher code was sealed under another secret, or changed");
  return code;
}

/** A stored answer with such codes put in, on its way out. */
export async function unsealImported(body: string, secret: string): Promise<string> {
  const marks = [...body.matchAll(MARK)];
  const codes = await Promise.all(marks.map(([, sealed = ""]) => openImported(secret, sealed)));
  const inText = (code: string) => JSON.stringify(code).slice(1, -1);
  return marks.reduce((text, [mark], index) => text.replace(mark, () => inText(codes[index] ?? "")), body);
}
