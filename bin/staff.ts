/**
 * Who works on the programme, from the operator's command line:
 *
 *     npm run staff -- invite EMAIL ROLE [--limit UNITS]   a new person, or another role for a known one
 *     npm run staff -- link EMAIL                          another sign-in link
 *     npm run staff -- remove EMAIL                        ends what she may do, at once
 *     npm run staff -- list
 *
 * A sign-in link works once, for a day.
 */
import { pathToFileURL } from "node:url";
import { readStaff, readStaffByEmail, STAFF_EMAIL } from "../functions/database/staff.ts";
import { link } from "../functions/operations/sign-in.ts";
import { invite, removeStaff } from "../functions/operations/staff.ts";
import type { Ledger } from "../functions/operations/verb.ts";
import { ROLES, type Role } from "../functions/values/holder.ts";
import { idFrom } from "../functions/values/id.ts";
import { newLink } from "../functions/values/link.ts";
import { normalisedEmail } from "../functions/values/member-ref.ts";
import { openLedger, operate } from "./ledger.ts";

/** What support may give or take by hand at once where the invitation says nothing, in units: ten times a usual goodwill of 100. */
const SUPPORT_LIMIT = 1_000;

/** Invites a person, or gives a known one another role, and makes her a sign-in link: its path and query, good once for a day. */
export async function inviteStaff({
  ledger,
  email,
  role,
  adjustLimit = limitOf(role),
}: {
  ledger: Ledger;
  email: string;
  role: Role;
  /** Units that she may adjust by at once; null: no limit. */
  adjustLimit?: number | null;
}): Promise<{ staff: string; path: string }> {
  const value = normalisedEmail(email);
  if (!/^[^\s@]+@[^\s@]+$/.test(value)) throw new Error(`${email} is not an e-mail address`);
  const known = await readStaffByEmail(ledger.client, value);
  const staff = known?.staff ?? idFrom("stf", ledger.now ?? Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  await operate(ledger, invite, {
    request: { staff, identity: { kind: STAFF_EMAIL, value }, role, adjustLimit },
    body: { staff, role, adjustLimit },
  });
  return { staff, path: await linkFor(ledger, staff) };
}

/** Another one-time sign-in link for a staff member: its path and query. */
export async function linkFor(ledger: Ledger, staff: string): Promise<string> {
  const { token, link: id, digest } = newLink(staff, crypto.getRandomValues(new Uint8Array(20)));
  const request = { staff, link: id, digest };
  await operate(ledger, link, { request, body: request });
  return `/staff/enter?token=${token}`;
}

function limitOf(role: Role): number | null {
  if (role === "owner") return null;
  return role === "support" ? SUPPORT_LIMIT : 0;
}

async function run([command, email = "", ...rest]: string[]): Promise<void> {
  const origin = (process.env.URL ?? "").replace(/\/$/, "");
  const say = (path: string) => console.log(`${origin}${path}\nThe link works once, until this time tomorrow.`);
  switch (command) {
    case "invite": {
      const [role = "", flag, limit] = rest;
      if (!isRole(role)) return usage(`A role is one of ${ROLES.join(", ")}.`);
      if (flag !== undefined && (flag !== "--limit" || !/^\d{1,9}$/.test(limit ?? "")))
        return usage("--limit is in units.");
      const adjustLimit = flag === undefined ? {} : { adjustLimit: Number(limit) };
      return say((await inviteStaff({ ledger: openLedger(), email, role, ...adjustLimit })).path);
    }
    case "link": {
      const ledger = openLedger();
      return say(await linkFor(ledger, await known(ledger, email)));
    }
    case "remove": {
      const ledger = openLedger();
      const staff = await known(ledger, email);
      await operate(ledger, removeStaff, { request: { staff }, body: { staff } });
      return console.log(`${email} may do nothing any more; open sessions ended.`);
    }
    case "list":
      for (const { email: address, role, state, adjustLimit } of await readStaff(openLedger().client))
        console.log(
          [address, role, state, adjustLimit === null ? "no limit" : `adjusts up to ${adjustLimit}`].join("\t"),
        );
      return;
    default:
      return usage("What shall be done?");
  }
}

async function known(ledger: Ledger, email: string): Promise<string> {
  const found = await readStaffByEmail(ledger.client, normalisedEmail(email));
  if (!found) throw new Error(`nobody was invited as ${email}`);
  return found.staff;
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}

function usage(says: string): void {
  console.error(
    `${says}\nusage: npm run staff -- invite EMAIL ROLE [--limit UNITS] | link EMAIL | remove EMAIL | list`,
  );
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await run(process.argv.slice(2)).catch((fault: Error) => {
    console.error(fault.message);
    process.exitCode = 1;
  });
}
