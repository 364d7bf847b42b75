/** A page is in one language: nothing that stands in the English one stands in another, but for names and data. */
import { expect, test } from "vitest";
import { publish } from "../../functions/operations/publish.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { presetWorld } from "../support/presets.ts";

import { freshKey, orderOf, publicationOf } from "../support/world.ts";

/** What is called the same in every language: what people and places are called, who speaks English alone, and a command. */
const SAME = ["ada@example.com", "functions/public/demo/shop", "npm run verify -- bundle.json"];

/** Three words in a row in Latin letters: fewer may be a name, or a word that languages share. */
const SENTENCE = /\p{Script=Latin}[\p{L}’'-]*(?:[ ,]+\p{Script=Latin}[\p{L}’'-]*){2}/u;

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const decoded = (text: string) => text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

/** All that somebody reads or hears of a page: its texts, the names of its controls, and what its scripts are given to say. */
function textsOf(html: string): Set<string> {
  const body = html.replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/g, "");
  const texts = [...body.matchAll(/>([^<]+)</g)].map(([, text]) => text ?? "");
  const named = [...body.matchAll(/ (?:aria-label|placeholder|title|alt|data-[a-z-]+)="([^"]*)"/g)].map(
    ([, text]) => text ?? "",
  );
  const said = [...texts, ...named]
    .map(decoded)
    .flatMap((text) => (/^[{[]/.test(text) ? saidIn(JSON.parse(text)) : [text]));
  return new Set(said.map((text) => text.trim()).filter((text) => SENTENCE.test(text) && !SAME.includes(text)));
}

function saidIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(saidIn) : [];
}

const HERS = [
  "",
  "/rewards",
  "/tiers",
  "/vouchers",
  "/play",
  "/history",
  "/visits",
  "/nearby",
  "/how",
  "/profile",
  "/privacy",
];
const PAGES = [
  ...[...HERS, "/rewards/postcard", "/code", "/sessions", "/rewards/nothing"].map((path) => `/me${path}`),
  ...["/places", "/c/ven_cafe", "/c/ven_nowhere", "/join", "/sign-in", "/counter", "/verify", "/verify/receipt"],
];

test("no page of a member has a sentence in another language than its own", { timeout: 60_000 }, async () => {
  const world = await presetWorld("city-explorer");
  const ada = await newMember(world, "ada");
  await openVenueAt(world, "ven_cafe");
  await world.post("/v1/purchases", orderOf("A-1", 4000, { id: ada.id }));
  const doing = (path: string, body: unknown) =>
    world.send({ method: "POST", path, token: ada.token, key: freshKey(), body });
  expect((await doing("/v1/me/check-ins", { venue: "ven_cafe", fix: fixAt(3) })).status).toBe(201);
  expect((await doing("/v1/me/redemptions", { reward: "postcard" })).status).toBe(201);
  const { rows } = await world.client.execute("SELECT document FROM programme_versions ORDER BY version DESC LIMIT 1");
  const document = JSON.parse(String(rows[0]?.document));
  document.rewards[2].cost.amount = 60;
  await world.does(publish, { ...publicationOf(document, 1), effectiveAt: Date.now() + 86_400_000 });
  const look = async (path: string, language: string) =>
    (await world.send({ path, headers: { cookie: `member=${ada.token}`, "accept-language": language } })).text;
  const mixed = async (path: string): Promise<string[]> => {
    // Each text is in all six by its type; what is looked for is a text that never went through a dictionary.
    const [english = "", ...others] = await Promise.all(
      ["en", "zh-Hans", "ar"].map((language) => look(path, language)),
    );
    const said = textsOf(english);
    expect(said.size, path).toBeGreaterThan(0);
    return others.flatMap((html) =>
      [...textsOf(html)].filter((text) => said.has(text)).map((text) => `${path}: ${text}`),
    );
  };
  expect((await Promise.all(PAGES.map(mixed))).flat()).toEqual([]);
});
