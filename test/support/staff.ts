/** Staff of a test's world: invited as an operator does, signed in as her browser does. */
import { inviteStaff } from "../../bin/staff.ts";
import type { Role } from "../../functions/values/holder.ts";
import { newSession } from "../../functions/values/session.ts";
import { SECRET } from "./global-setup.ts";
import { type Answer, freshKey, type World } from "./world.ts";

export interface StaffOf {
  staff: string;
  /** Her one-time link's token. */
  link: string;
  /** A session of an hour. */
  session: string;
  post(path: string, body?: unknown, key?: string): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

/** What a browser sends with a form of our own page. */
export const OURS = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };

/** Enters the console by a one-time link's token, as a press of its button does: the cookie that she then has. */
export async function cookieOf(world: World, link: string): Promise<string> {
  const pressed = await world.send({ method: "POST", path: "/staff/enter", body: `token=${link}`, headers: OURS });
  return pressed.headers.get("set-cookie")?.split(";")[0] ?? "";
}

/** A staff member of a role, with a session. */
export async function staffOf(
  world: World,
  role: Role,
  email = `${role}@example.com`,
  adjustLimit?: number | null,
): Promise<StaffOf> {
  const limit = adjustLimit === undefined ? {} : { adjustLimit };
  const { staff, path } = await inviteStaff({ ledger: world.ledger, email, role, ...limit });
  const session = newSession("tss", { holder: staff, expiresAt: Date.now() + 3_600_000, secret: SECRET });
  return {
    staff,
    link: new URL(path, "http://any.test").searchParams.get("token") ?? "",
    session,
    post: (to, body = {}, key = freshKey()) => world.send({ method: "POST", path: to, token: session, key, body }),
    get: (to) => world.send({ path: to, token: session }),
  };
}
