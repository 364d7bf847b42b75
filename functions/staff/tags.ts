/** Tags that members tap (NTAG 424 DNA): giving one to a venue, the keys and the link to write onto it, and retiring it. */
import { bytesToHex } from "@noble/hashes/utils.js";
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, type Ctx, serveRead, serveWrite } from "../edge/serve.ts";
import type { Caller } from "../operations/caller.ts";
import { giveTag, retireTag } from "../operations/tag.ts";
import { tagKeys } from "../operations/tag-keys.ts";
import type { Ledger } from "../operations/verb.ts";
import { asKind } from "../values/holder.ts";
import { tagName } from "../values/visit-facts.ts";
import { MAY } from "./roles.ts";

const stewards = { kind: "staff", roles: MAY.steer } as const;
/** The number of a tag: 7 bytes in upper-case hex. */
export const UID = /^[0-9A-F]{14}$/;
const uid = z.string().regex(UID, "the tag's number: 7 bytes in upper-case hex").describe("the tag's number");

export const giveTagContract = contract({
  id: "giveTag",
  method: "post",
  path: "/v1/staff/venues/:venue/tags",
  audience: stewards,
  title: "Give a tag to a venue",
  about: "An NTAG 424 DNA by its number, once and for ever. Then write its keys and its link onto it: read the tag.",
  body: z.strictObject({ uid }),
  status: 201,
  answer: z.strictObject({ operation: z.string(), tag: z.string(), venue: z.string() }),
  refusals: ["venue_unknown", "duplicate"],
  example: {
    body: { uid: "04DE5F1EACC040" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      tag: "tag:04DE5F1EACC040",
      venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8v",
    },
  },
});

export const readTag = contract({
  id: "readTag",
  method: "get",
  path: "/v1/staff/tags/:tag",
  audience: stewards,
  title: "Read what to write onto a tag",
  about:
    "The link with its two mirrors, where they begin, and the keys, for any app that writes NTAG 424 DNA (AES mode, SUN with encrypted PICC data, no read counter limit). Key 1 is the SDM meta read key, key 2 the SDM file read key. Whoever has key 2 can forge this tag's taps: write it once, and keep it nowhere.",
  status: 200,
  answer: z.strictObject({
    tag: z.string(),
    venue: z.string(),
    state: z.enum(["active", "retired"]),
    counter: z.int().describe("of its newest tap that was sent; 0: none was"),
    link: z.string().describe("the link to write, with zeros where the tag writes"),
    piccDataOffset: z.int().describe("where e begins in the link"),
    macOffset: z.int().describe("where c begins in the link, and where its input begins: there is none"),
    metaReadKey: z.string().describe("16 bytes in hex"),
    fileReadKey: z.string().describe("16 bytes in hex"),
  }),
  refusals: ["not_found"],
  example: {
    answer: {
      tag: "tag:04DE5F1EACC040",
      venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8v",
      state: "active",
      counter: 61,
      link: "https://points.example.com/t?v=ven_01kajw8zt0q9w4m2xv5n6p7r8v&e=00000000000000000000000000000000&c=0000000000000000",
      piccDataOffset: 67,
      macOffset: 102,
      metaReadKey: "00112233445566778899aabbccddeeff",
      fileReadKey: "2b7e151628aed2a6abf7158809cf4f3c",
    },
  },
});

export const retireTagContract = contract({
  id: "retireTag",
  method: "post",
  path: "/v1/staff/tags/:tag/retirement",
  audience: stewards,
  title: "Retire a tag",
  about: "At once and for ever: a lost one, or one whose keys somebody may have read.",
  status: 200,
  answer: z.strictObject({ operation: z.string(), tag: z.string() }),
  refusals: ["not_found"],
  example: { answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", tag: "tag:04DE5F1EACC040" } },
});

/** The number in a path: `tag:04…` or the bare number. Problems: not_found. */
function uidOf(params: Record<string, string>): string {
  const given = (params.tag ?? "").replace(/^tag:/, "");
  if (!UID.test(given)) throw new Problem("not_found");
  return given;
}

export function mountTags(app: App): void {
  serveWrite(app, giveTagContract, giveTag, {
    request: ({ params, body }) => ({ venue: params.venue ?? "", uid: body.uid }),
    view: (outcome) => ({ ...outcome }),
  });
  serveRead(app, readTag, async (asked) => {
    const writing = await writingOf(asked, uidOf(asked.params));
    if (!writing) throw new Problem("not_found");
    return { ...writing };
  });
  serveWrite(app, retireTagContract, retireTag, {
    request: ({ params }) => ({ uid: uidOf(params) }),
    view: (outcome) => ({ ...outcome }),
  });
}

/** What a tag is and what to write onto it. */
export interface TagWriting {
  tag: string;
  venue: string;
  state: string;
  counter: number;
  link: string;
  piccDataOffset: number;
  macOffset: number;
  metaReadKey: string;
  fileReadKey: string;
}

/** Reads what to write onto a tag, by its number; null: it was never given to a venue. */
export async function writingOf(
  asked: { caller: Caller; ledger: Ledger; context: Ctx },
  number: string,
): Promise<TagWriting | null> {
  const { facts } = await read(asked, { holders: [tagName(number)] });
  const holder = facts.holders.get(tagName(number));
  if (holder?.kind !== "tag") return null;
  const { meta, file } = await tagKeys(asked.ledger, number);
  const tag = asKind(holder, "tag");
  const before = `${new URL(asked.context.req.url).origin}/t?v=${tag.owner ?? ""}&e=`;
  return {
    tag: tag.publicId,
    venue: tag.owner ?? "",
    state: tag.state,
    counter: tag.facts.counter,
    link: `${before}${"0".repeat(32)}&c=${"0".repeat(16)}`,
    piccDataOffset: before.length,
    macOffset: before.length + 32 + "&c=".length,
    metaReadKey: bytesToHex(meta),
    fileReadKey: bytesToHex(file),
  };
}
