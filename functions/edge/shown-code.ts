/** Who is named by a code that she showed or said: from here on she is named by her id, and the caller has the code. */
import { readSessionsByTail } from "../database/sessions-by-tail.ts";
import { memberKeyLabel, readMemberCode, type ShownCode } from "../evidence/member-code.ts";
import { readTyped, shownByTyping } from "../evidence/typed-code.ts";
import type { Caller } from "../operations/caller.ts";
import type { Ledger } from "../operations/verb.ts";
import { hmacHex } from "../values/hash.ts";
import { bytesOfHex } from "../values/hex.ts";
import { Problem } from "./problem.ts";
import { withinTypedRate } from "./rate.ts";
import { read } from "./read.ts";
import type { Ctx } from "./serve.ts";

const KEY_BYTES = 32;

/** The key of a session's device. */
export function memberCodeKey({ secret }: Pick<Ledger, "secret">, session: string): Uint8Array {
  return bytesOfHex(hmacHex(secret, memberKeyLabel(session)), KEY_BYTES);
}

/** The fields that name a member: whom a request is about, or to whom something is given. */
const NAMING = ["member", "to"] as const;

/**
 * A body that names a member by a code, as one that names her by her id, with the caller who was shown it. Problems, in order:
 * too_many_requests (of typed ones), those of a read, member_code_refused, where it is none or its mac does not hold.
 */
export async function withShown<Body>(
  context: Ctx,
  body: Body,
  { caller, ledger }: { caller: Caller; ledger: Ledger },
): Promise<{ body: Body; caller: Caller }> {
  const named = (body ?? {}) as Record<string, { memberCode?: unknown } | undefined>;
  const field = NAMING.find((name) => typeof named[name]?.memberCode === "string");
  if (field === undefined) return { body, caller };
  if (caller.kind !== "store" && caller.kind !== "staff" && caller.kind !== "member")
    throw new Error(`a ${caller.kind} is shown no code`);
  const code = String(named[field]?.memberCode);
  const keyOf = (session: string) => memberCodeKey(ledger, session);
  const shown = readMemberCode(code, keyOf) ?? (await typedIn(context, code, { caller, ledger }));
  if (shown === null) throw new Problem("member_code_refused");
  return { body: { ...body, [field]: { id: shown.member } }, caller: { ...caller, shown } };
}

/** What a code says that was typed; null: it is none. It takes a round trip of its own, since nothing in it names anybody. */
async function typedIn(
  context: Ctx,
  text: string,
  { caller, ledger }: { caller: Caller; ledger: Ledger },
): Promise<ShownCode | null> {
  const typed = readTyped(text);
  if (typed === null) return null;
  await withinTypedRate(context, caller);
  const now = ledger.now ?? Date.now();
  const { found } = await read({ caller, ledger }, { reading: readSessionsByTail(typed.tail, now) });
  return shownByTyping(typed, found, { now, keyOf: (session) => memberCodeKey(ledger, session) });
}
