/** One look who is near: the browser makes the tags, the server compares them, and the place stays here. */
import { CELL_RESOLUTION, pairKey, tagOf } from "../../functions/evidence/nearby-tags.ts";
import { epochOf, otherHalf } from "../../functions/values/friend.ts";
import type { Fix } from "../evidence/evidence.ts";
import { type OwnKey, sharedWith } from "./own-key.ts";

export interface Friend {
  id: string;
  name: string | null;
  state: string;
  publicKey: string | null;
}

/** By friend: whether she is near; null: that may not be asked again before the quarter of an hour is over. */
export type Near = Map<string, boolean | null>;

/** What the server answered, where it was no answer. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Shows her tags to friends who show themselves, and asks about theirs: of her cell and the cells around it. The library of
 * cells comes with the first look. Rejects with Refused, or when there is no answer.
 */
export async function compare(
  own: OwnKey,
  { friends, fix, now }: { friends: Friend[]; fix: Fix; now: number },
): Promise<Near> {
  const { gridDisk, latLngToCell } = await import("h3-js");
  const cell = latLngToCell(fix.latitude, fix.longitude, CELL_RESOLUTION);
  const around = gridDisk(cell, 1);
  const epoch = epochOf(now);
  const pairs = await Promise.all(
    friends.flatMap(({ id, state, publicKey }) =>
      publicKey === null || state !== "open" ? [] : [keyOf(own, id, publicKey)],
    ),
  );
  if (pairs.length === 0) return new Map();
  // Of this quarter of an hour and the next, so that friends who look a little apart find each other.
  const tags = pairs.map(({ id, key }) => ({
    friend: id,
    tags: [epoch, epoch + 1].map((each) => tagOf(key, { from: id, cell, epoch: each })),
  }));
  await send("/v1/nearby/tags", { tags });
  const asked = pairs.map(({ id, key }) => ({
    friend: id,
    tags: around.map((each) => tagOf(key, { from: otherHalf(id), cell: each, epoch })),
  }));
  const { data } = await send("/v1/nearby/query", { friends: asked });
  return new Map(data.map(({ friend, near }: { friend: string; near: boolean | null }) => [friend, near]));
}

async function keyOf(own: OwnKey, id: string, publicKey: string) {
  return { id, key: pairKey(await sharedWith(own, publicKey), [id, otherHalf(id)]) };
}

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, read by whoever asked
async function send(path: string, body: unknown): Promise<any> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const json = await response.json();
  if (!response.ok) throw new Refused(json.code ?? "fault");
  return json;
}
