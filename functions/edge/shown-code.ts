/** Who is named by a code that she showed: from here on she is named by her id, and the caller has the code. */
import { memberKeyLabel, readMemberCode, type ShownCode } from "../evidence/member-code.ts";
import type { Caller } from "../operations/caller.ts";
import type { Ledger } from "../operations/verb.ts";
import { hmacHex } from "../values/hash.ts";
import { bytesOfHex } from "../values/hex.ts";
import { Problem } from "./problem.ts";

const KEY_BYTES = 32;

/** The key of a session's device. */
export function memberCodeKey({ secret }: Pick<Ledger, "secret">, session: string): Uint8Array {
  return bytesOfHex(hmacHex(secret, memberKeyLabel(session)), KEY_BYTES);
}

/** What a code says. Problems: member_code_refused, where it is none or its mac does not hold. */
export function shownIn(code: string, ledger: Pick<Ledger, "secret">): ShownCode {
  const shown = readMemberCode(code, (session) => memberCodeKey(ledger, session));
  if (shown === null) throw new Problem("member_code_refused");
  return shown;
}

/** A body whose `member` is a code, as one that names her by her id, with the caller who was shown it. Problems as above. */
export function withShown<Body>(body: Body, caller: Caller, ledger: Ledger): { body: Body; caller: Caller } {
  const { member } = (body ?? {}) as { member?: { memberCode?: unknown } };
  if (typeof member !== "object" || typeof member?.memberCode !== "string") return { body, caller };
  if (caller.kind !== "store" && caller.kind !== "staff") throw new Error(`a ${caller.kind} is shown no code`);
  const shown = shownIn(member.memberCode, ledger);
  return { body: { ...body, member: { id: shown.member } }, caller: { ...caller, shown } };
}
