/**
 * Who is signed in: the token that the shop's own server got from POST /v1/member-sessions. Asked for, in this order: the
 * tag's data-token, once; the shop's address in data-token-url, which answers {"token": "tms_…"} or nothing; whoever answers
 * the event `tessera:token` by detail.give(token). It is held in this page's memory and nowhere else.
 */
import { said } from "./script.ts";

let held: Promise<string | null> | null = null;

/** The token, or null for a visitor. */
export function token(): Promise<string | null> {
  held ??= said.token ? Promise.resolve(said.token) : asked();
  return held;
}

/** Another than the one that was refused. Whoever else was refused it too gets the same. */
export async function anotherToken(refused: string | null): Promise<string | null> {
  if ((await token()) === refused) forgetToken();
  return token();
}

/** Somebody signed in or out: the next who needs a token asks again. */
export function forgetToken(): void {
  delete said.token;
  held = null;
}

async function asked(): Promise<string | null> {
  if (said.tokenUrl) {
    const response = await fetch(said.tokenUrl, { headers: { accept: "application/json" } });
    return response.ok && response.status !== 204 ? textIn((await response.json()).token) : null;
  }
  let given: unknown = null;
  const give = (answer: unknown) => {
    given = answer;
  };
  document.dispatchEvent(new CustomEvent("tessera:token", { detail: { give } }));
  return textIn(await given);
}

function textIn(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
