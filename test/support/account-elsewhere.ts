/** Signing in with an account elsewhere, as a browser does it over a real provider. */
import { expect, inject } from "vitest";
import type { Next } from "./oidc-provider.ts";
import type { Answer, World } from "./world.ts";

/** A browser that keeps cookies. */
export function browserOf(of: Pick<World, "send">) {
  const jar = new Map<string, string>();
  const send = async (
    method: string,
    path: string,
    form?: Record<string, string>,
    site = "same-origin",
  ): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers: Record<string, string> = { cookie, "sec-fetch-site": site };
    if (form) headers["content-type"] = "application/x-www-form-urlencoded";
    const body = form ? { body: new URLSearchParams(form).toString() } : {};
    const answer = await of.send({ method, path, headers, ...body });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = "", rest = ""] = /^([^=]+)=([^;]*)(.*)$/.exec(set) ?? [];
      if (/Max-Age=0/.test(rest)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    jar,
    get: (path: string) => send("GET", path),
    /** Opens a link of another site's. */
    led: (path: string) => send("GET", path, undefined, "cross-site"),
    post: (path: string, form: Record<string, string>) => send("POST", path, form),
  };
}

/** Over to the provider and back, as far as the callback's path. */
export async function over(person: ReturnType<typeof browserOf>, next: Next): Promise<string> {
  await fetch(`${inject("oidcUrl")}/next`, { method: "POST", body: JSON.stringify(next) });
  const sent = await person.get("/sign-in/with/elsewhere?next=/me/sessions");
  expect(sent.status).toBe(303);
  const back = await fetch(sent.headers.get("location") ?? "", { redirect: "manual" });
  const { pathname, search } = new URL(back.headers.get("location") ?? "");
  return pathname + search;
}

/** What the provider says of a person, her address verified. */
export const claimsOf = (sub: string, more: object = {}) => ({
  sub,
  email: `${sub}@example.com`,
  email_verified: true,
  name: "Ada",
  ...more,
});
/** What the page that asks for consent sends along. */
export const tokenIn = (answer: Answer) => /name="token" value="([^"]+)"/.exec(answer.text)?.[1] ?? "";
