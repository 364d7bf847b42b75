/** GET /v1/programme/next: what the programme changes next, and from when, so that nobody is taken by surprise. */
import * as z from "zod";
import { readNext } from "../database/programme-versions.ts";
import { contract } from "../edge/contract.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import { changesInWords } from "../programme/changes.ts";
import { readPublished } from "../programme/programme.ts";

export const showNextProgramme = contract({
  id: "showNextProgramme",
  method: "get",
  path: "/v1/programme/next",
  audience: { kind: "public" },
  title: "What changes next",
  about: "The version that is scheduled, and what it changes for members, a sentence each.",
  query: z.strictObject(spoken),
  status: 200,
  answer: z.strictObject({
    next: z
      .strictObject({
        version: z.int(),
        effectiveAt: z.string(),
        changes: z.array(z.string()).describe("empty: nothing that members notice"),
      })
      .nullable()
      .describe("null: nothing is scheduled"),
  }),
  refusals: [],
  example: {
    answer: {
      next: {
        version: 3,
        effectiveAt: "2027-01-01T00:00:00.000Z",
        changes: ["From then on: A coffee: yours for 120 points. Until then: A coffee: yours for 100 points."],
      },
    },
  },
});

export function mountNextProgramme(app: App): void {
  serveRead(app, showNextProgramme, async (asked) => {
    const { facts, found } = await read(asked, { reading: readNext });
    const { language } = wordingAsked(asked, facts);
    if (found === null) return { next: null };
    const after = readPublished(JSON.parse(found.document));
    // What was published by an older engine and does not read any more says nothing that we could compare.
    const changes = "faults" in after ? [] : changesInWords(facts.current.programme, after.programme, language);
    return { next: { version: found.version, effectiveAt: instantView(found.effectiveAt), changes } };
  });
}
