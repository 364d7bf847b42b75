/**
 * Who asks. A credential carries its id, so its row loads with the facts; nothing that was read is used unless the
 * credential's digest matched.
 */
import type { Facts } from "../decisions/facts.ts";
import { survivorOf } from "../decisions/member.ts";
import { isOpen } from "../decisions/member-session.ts";
import type { ShownCode } from "../evidence/member-code.ts";
import { digestsEqual } from "../values/hash.ts";
import { asKind, type Role } from "../values/holder.ts";
import { cannotDecide, type Refusal } from "../values/refusal.ts";

export type Scope = "earn" | "redeem" | "read" | "members" | "import";

export type Caller =
  /** A store's key: `key_…` named by its digest; shown: the code by which a member is named. */
  | { kind: "store"; store: string; key: string; digest: string; scope: Scope; shown?: ShownCode }
  /** A member's session, whose signature the edge has checked; absent: a token that has no row of its own. shown: another member's code. */
  | { kind: "member"; member: string; session?: string; shown?: ShownCode }
  /** A staff session, whose signature the edge has checked; the role is read. */
  | { kind: "staff"; staff: string; roles: Role[]; shown?: ShownCode }
  /** A store's platform, whose signature the edge has checked. */
  | { kind: "hook"; store: string }
  /** Time, a seed, an operator's command or the programme itself: no credential. */
  | { kind: "clock" | "operator" | "public" };

/** The actor as operations name it; keys are unique per actor, so two keys of one store replay each other. */
export function actorOf(caller: Caller): string {
  switch (caller.kind) {
    case "store":
    case "hook":
      return caller.store;
    case "member":
      return caller.member;
    case "staff":
      return caller.staff;
    default:
      return caller.kind;
  }
}

/** Public ids of the holders that say whether a caller may. */
export function credentialsOf(caller: Caller): string[] {
  switch (caller.kind) {
    case "store":
      return [caller.store, caller.key, ...shownTo(caller)];
    case "hook":
      return [caller.store];
    case "member":
      return [caller.member, ...(caller.session === undefined ? [] : [caller.session]), ...shownTo(caller)];
    case "staff":
      return [caller.staff, ...shownTo(caller)];
    default:
      return [];
  }
}

/** The code by which the caller names a member; null: by none. */
export function shownBy(caller: Caller): ShownCode | null {
  return "shown" in caller ? (caller.shown ?? null) : null;
}

function shownTo(caller: Caller): string[] {
  const shown = shownBy(caller);
  return shown === null ? [] : [shown.member, shown.session];
}

/** Refusals, in order: unauthenticated, forbidden. Null: the caller may. */
export function authorise(holders: Facts["holders"], caller: Caller): Refusal | null {
  switch (caller.kind) {
    case "store": {
      const key = holders.get(caller.key);
      if (key?.kind !== "key" || key.state !== "live" || key.owner !== caller.store)
        return cannotDecide("unauthenticated");
      const { hash, scopes } = asKind(key, "key").facts;
      if (!digestsEqual(hash, caller.digest)) return cannotDecide("unauthenticated");
      return scopes.includes(caller.scope) ? null : cannotDecide("forbidden", { needs: caller.scope });
    }
    case "hook":
      return holders.get(caller.store)?.kind === "store" ? null : cannotDecide("store_unknown");
    case "member": {
      const known = holders.get(caller.member);
      const member = known?.kind === "member" && survivorOf(asKind(known, "member"), (id) => holders.get(id));
      if (!member || member.state === "erased") return cannotDecide("unauthenticated");
      if (caller.session === undefined) return null;
      const session = holders.get(caller.session);
      const isHers = session?.kind === "session" && session.owner === caller.member;
      return isHers && isOpen(asKind(session, "session"), member) ? null : cannotDecide("unauthenticated");
    }
    case "staff": {
      const staff = holders.get(caller.staff);
      if (staff?.kind !== "staff" || staff.state !== "active") return cannotDecide("unauthenticated");
      const { role } = asKind(staff, "staff").facts;
      return caller.roles.includes(role) ? null : cannotDecide("forbidden", { role, needs: caller.roles.join(" or ") });
    }
    default:
      return null;
  }
}
