/** /v1/staff/programme/drafts: documents that are being written, until they are published or dropped. */
import * as z from "zod";
import { type DocumentDraft, readDrafts } from "../database/programme-drafts.ts";
import type { Facts } from "../decisions/facts.ts";
import { type DraftSaved, revisionOf } from "../decisions/save-draft.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import { dropDraft, saveDraft } from "../operations/save-draft.ts";
import { slug } from "../programme/words.ts";
import { asKind, draftHolder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { type Checked, checkAgainst } from "./programme.ts";
import { MAY } from "./roles.ts";

const steer = { kind: "staff", roles: MAY.steer } as const;
const look = { kind: "staff", roles: MAY.look } as const;
const document = z.record(z.string(), z.unknown()).describe("a programme document, faults and all");
const revision = z.int().min(0);
const state = z.enum(["draft", "checked"]).describe("checked: it has no faults");
const named = z.array(z.strictObject({ pointer: z.string(), says: z.string() }));
const saved = z.strictObject({ operation: z.string(), name: z.string(), revision });
const exampleSaved = { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", name: "spring", revision: 1 };
const shown = {
  name: z.string(),
  revision,
  state,
  savedAt: z.string(),
  by: z.strictObject({ actor: z.string(), email: z.string().nullable() }),
};
const exampleShown = {
  name: "spring",
  revision: 1,
  state: "checked",
  savedAt: "2026-11-21T22:24:39.000Z",
  by: { actor: "stf_01kajw8zt0q9w4m2xv5n6p7r8t", email: "maria@example.com" },
};

export const saveProgrammeDraft = contract({
  id: "saveProgrammeDraft",
  method: "post",
  path: "/v1/staff/programme/drafts",
  audience: steer,
  title: "Save a draft",
  about: "Under a name; nothing of it is in force. It may have faults, which reading it tells.",
  body: z.strictObject({
    name: slug,
    document,
    revision: revision.describe("the one that the author saw; 0: a new draft"),
  }),
  status: 200,
  answer: saved,
  refusals: ["version_changed"],
  example: { body: { name: "spring", document: { programme: "corner-shop" }, revision: 0 }, answer: exampleSaved },
});

export const listProgrammeDrafts = contract({
  id: "listProgrammeDrafts",
  method: "get",
  path: "/v1/staff/programme/drafts",
  audience: look,
  title: "List drafts",
  about: "Those that are neither published nor dropped, by name.",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: slug.optional(),
  }),
  status: 200,
  answer: z.strictObject({ data: z.array(z.strictObject(shown)), next_cursor: z.string().nullable() }),
  refusals: [],
  example: { answer: { data: [exampleShown], next_cursor: null } },
});

export const readProgrammeDraft = contract({
  id: "readProgrammeDraft",
  method: "get",
  path: "/v1/staff/programme/drafts/:draft",
  audience: look,
  title: "Read a draft",
  about: "With its faults, and, where it has none, what it would change of the version in force in words.",
  status: 200,
  answer: z.strictObject({
    name: z.string(),
    revision,
    state,
    document,
    faults: named,
    inForce: z.int().min(0).describe("the version in force, which the differences are against"),
    basedOn: z.int().min(0).describe("the newest version, to be named when it is published"),
    differences: named,
    warnings: named,
  }),
  refusals: ["draft_unknown"],
  example: {
    answer: {
      name: "spring",
      revision: 1,
      state: "checked",
      document: { programme: "corner-shop" },
      faults: [],
      inForce: 1,
      basedOn: 1,
      differences: [{ pointer: "/lateDays", says: "lateDays: 30 → 14" }],
      warnings: [],
    },
  },
});

export const dropProgrammeDraft = contract({
  id: "dropProgrammeDraft",
  method: "post",
  path: "/v1/staff/programme/drafts/:draft/removal",
  audience: steer,
  title: "Drop a draft",
  about: "Its document is gone from the list of drafts; nothing that is in force changes.",
  body: z.strictObject({ revision: revision.describe("the one that the author saw") }),
  status: 200,
  answer: saved,
  refusals: ["draft_unknown", "version_changed"],
  example: { body: { revision: 1 }, answer: { ...exampleSaved, revision: 2 } },
});

export function mountDrafts(app: App): void {
  const view = (outcome: DraftSaved): JsonObject => ({ ...outcome });
  serveWrite(app, saveProgrammeDraft, saveDraft, {
    request: ({ body }) => ({ ...body, document: body.document as JsonObject }),
    view,
  });
  serveRead(app, listProgrammeDrafts, async (asked) => {
    const { limit, cursor } = asked.query;
    const { facts, found } = await read(asked, { reading: readDrafts({ limit, cursor: cursor ?? null }) });
    return { data: found.found.map((draft) => draftView(facts, draft)), next_cursor: found.next };
  });
  serveRead(app, readProgrammeDraft, async (asked) => {
    const name = asked.params.draft ?? "";
    const { facts } = await read(asked, { holders: [draftHolder(name)] });
    const draft = draftIn(facts, name);
    const checked = checkAgainst(facts, draft.document);
    const plain = (list: { pointer: string; says: string }[]) => list.map(({ pointer, says }) => ({ pointer, says }));
    return {
      ...draft,
      state: stateOf(checked),
      faults: "faults" in checked ? plain(checked.faults) : [],
      inForce: checked.inForce,
      basedOn: checked.basedOn,
      differences: "faults" in checked ? [] : plain(checked.differences),
      warnings: "faults" in checked ? [] : plain(checked.warnings),
    };
  });
  serveWrite(app, dropProgrammeDraft, dropDraft, {
    request: ({ body, params }) => ({ name: params.draft ?? "", document: null, revision: body.revision }),
    view,
  });
}

/** A draft among the facts that were read. Problems: draft_unknown. */
export function draftIn(facts: Facts, name: string): { name: string; revision: number; document: JsonObject } {
  const found = facts.holders.get(draftHolder(name));
  if (found?.state !== "open") throw new Problem("draft_unknown");
  return { name, revision: revisionOf(found), document: asKind(found, "draft").facts.document };
}

/** What a check makes of a draft. */
export function stateOf(checked: Checked): "draft" | "checked" {
  return "faults" in checked ? "draft" : "checked";
}

function draftView(facts: Facts, draft: DocumentDraft): JsonObject {
  return {
    name: draft.name,
    revision: revisionOf(draft),
    state: stateOf(checkAgainst(facts, draft.document)),
    savedAt: instantView(draft.savedAt),
    by: { actor: draft.actor, email: draft.email },
  };
}
