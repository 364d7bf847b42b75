import { type Identity, identityOf, type MemberRef } from "../values/member-ref.ts";

/** What is read to find the member whom a caller names; `store` is whose names external ids are, null: nobody's. */
export function memberNamed(ref: MemberRef, store: string | null): { identity: Identity | null; member?: string } {
  return { identity: identityOf(ref, store), ...("id" in ref ? { member: ref.id } : {}) };
}
