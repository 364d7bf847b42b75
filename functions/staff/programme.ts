/** /v1/staff/programme: check a document, publish it, look at what was published, and go back. */
import * as z from "zod";
import {
  type ProgrammeDocument,
  type PublishedVersion,
  readInForce,
  readVersion,
  readVersions,
} from "../database/programme-versions.ts";
import { both } from "../database/reading.ts";
import type { Facts } from "../decisions/facts.ts";
import type { Publication, Published } from "../decisions/publish.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, type Asked, serveRead, serveWrite } from "../edge/serve.ts";
import { instant } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { publish } from "../operations/publish.ts";
import { rollback } from "../operations/rollback.ts";
import { withdraw } from "../operations/withdraw.ts";
import { type Difference, differencesBetween } from "../programme/difference.ts";
import type { Fault } from "../programme/faults.ts";
import { pretendedCosts } from "../programme/pretended.ts";
import { type Programme, readProgramme, readPublished } from "../programme/programme.ts";
import { slug } from "../programme/words.ts";
import { canonicalJson } from "../values/jcs.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { MAY } from "./roles.ts";

const steer = { kind: "staff", roles: MAY.steer } as const;
const look = { kind: "staff", roles: MAY.look } as const;
const document = z.record(z.string(), z.unknown()).describe("a programme document");
const version = z.int().min(1);
const named = z.array(
  z.strictObject({ pointer: z.string().describe("JSON pointer into the document"), says: z.string() }),
);
const shown = {
  version,
  effectiveAt: z.string(),
  publishedAt: z.string(),
  kind: z.enum(["publish", "rollback", "withdraw"]),
  state: z
    .enum(["scheduled", "in-force", "superseded", "withdrawn"])
    .describe("withdrawn: a later version was in force before it could be"),
  by: z.strictObject({
    actor: z.string().describe("stf_…, or operator"),
    email: z.string().nullable().describe("null: a command of the operator"),
  }),
};
const exampleVersion = {
  version: 2,
  effectiveAt: "2026-11-21T22:24:39.000Z",
  publishedAt: "2026-11-21T22:24:39.000Z",
  kind: "publish",
  state: "in-force",
  by: { actor: "stf_01kajw8zt0q9w4m2xv5n6p7r8t", email: "maria@example.com" },
};
const exampleDocument = {
  programme: "corner-shop",
  name: "Corner shop",
  about: "Two points per euro.",
  currency: "EUR",
  zone: "Europe/Berlin",
  units: { points: { name: { one: "point", other: "points" } } },
};
const answerOfPublishing = z.strictObject({ operation: z.string(), version, effectiveAt: z.string() });
const examplePublished = {
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
  version: 2,
  effectiveAt: exampleVersion.effectiveAt,
};

export const checkProgramme = contract({
  id: "checkProgramme",
  method: "post",
  path: "/v1/staff/programme/check",
  audience: steer,
  title: "Check a document",
  about: "Every fault by its pointer, and, where there is none, what it would change in words. Nothing is written.",
  body: z.strictObject({ document }),
  status: 200,
  answer: z.strictObject({
    ok: z.boolean(),
    faults: named.describe("empty where it can be published"),
    basedOn: z.int().min(0).describe("the newest version, to be named when it is published"),
    inForce: z.int().min(0).describe("the version in force, which the differences are against; 0: none"),
    differences: named.describe("in words; empty where it means the same, or has faults"),
    warnings: named.describe(
      "what it could cost where a position alone is enough for an offer; empty where it has faults",
    ),
  }),
  refusals: [],
  example: {
    body: { document: exampleDocument },
    answer: {
      ok: true,
      faults: [],
      basedOn: 1,
      inForce: 1,
      differences: [{ pointer: "/lateDays", says: "lateDays: 30 → 14" }],
      warnings: [],
    },
  },
  isKeyless: true,
});

export const publishProgramme = contract({
  id: "publishProgramme",
  method: "post",
  path: "/v1/staff/programme/versions",
  audience: steer,
  title: "Publish a version",
  about:
    "Versions are immutable. It is in force from `effectiveAt` (at once where it is absent or past); orders that were recorded keep the terms they earned by. What is scheduled for a later instant than this one is withdrawn by it.",
  body: z.strictObject({
    document,
    draft: z
      .strictObject({ name: slug, revision: z.int().min(1) })
      .optional()
      .describe("the draft that it was, which ends with it"),
    basedOn: z.int().min(0).describe("the newest version that the author saw; 0: none"),
    effectiveAt: instant.optional(),
  }),
  status: 201,
  answer: answerOfPublishing,
  refusals: ["programme_faulty", "version_changed", "draft_unknown", "invalid"],
  example: { body: { document: exampleDocument, basedOn: 1 }, answer: examplePublished },
});

export const rollBackProgramme = contract({
  id: "rollBackProgramme",
  method: "post",
  path: "/v1/staff/programme/rollback",
  audience: steer,
  title: "Go back to an old version",
  about: "Publishes the old version's document as a new version, at once. What happened in between stands.",
  body: z.strictObject({
    to: version.describe("the version to go back to"),
    basedOn: z.int().min(1).optional().describe("refused version_changed when another version is newest"),
  }),
  status: 201,
  answer: answerOfPublishing,
  refusals: ["version_unknown", "programme_faulty", "version_changed", "invalid"],
  example: { body: { to: 1 }, answer: { ...examplePublished, version: 3 } },
});

export const withdrawProgrammeVersion = contract({
  id: "withdrawProgrammeVersion",
  method: "post",
  path: "/v1/staff/programme/versions/:version/withdrawal",
  audience: steer,
  title: "Withdraw a scheduled version",
  about:
    "Before it takes effect. What is in force is published again, as a new version at once, so that neither this version nor another that was scheduled comes into force.",
  body: z.strictObject({
    basedOn: z.int().min(1).optional().describe("refused version_changed when another version is newest"),
  }),
  status: 201,
  answer: answerOfPublishing,
  refusals: ["version_unknown", "version_not_scheduled", "programme_faulty", "version_changed", "invalid"],
  example: { body: {}, answer: { ...examplePublished, version: 3 } },
});

export const listProgrammeVersions = contract({
  id: "listProgrammeVersions",
  method: "get",
  path: "/v1/staff/programme/versions",
  audience: look,
  title: "List versions",
  about: "Newest first: its state, from when, who published it, when.",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.coerce.number().int().min(1).optional(),
  }),
  status: 200,
  answer: z.strictObject({ data: z.array(z.strictObject(shown)), next_cursor: z.int().nullable() }),
  refusals: [],
  example: { answer: { data: [exampleVersion], next_cursor: null } },
});

export const readProgrammeVersion = contract({
  id: "readProgrammeVersion",
  method: "get",
  path: "/v1/staff/programme/versions/:version",
  audience: look,
  title: "Read a version",
  about: "With its document, as it was published.",
  status: 200,
  answer: z.strictObject({ ...shown, document }),
  refusals: ["version_unknown"],
  example: { answer: { ...exampleVersion, document: exampleDocument } },
});

export function mountProgramme(app: App): void {
  serveRead(app, checkProgramme, async (asked) => checkView(await check(asked, asked.body.document)));
  serveWrite(app, publishProgramme, publish, {
    request: ({ body }) => ({
      ...publicationOf(body.document as JsonObject),
      basedOn: body.basedOn,
      draft: body.draft,
      effectiveAt: body.effectiveAt ?? null,
    }),
    view: publishedView,
  });
  serveWrite(app, rollBackProgramme, rollback, {
    request: async (asked) => {
      const { document: old } = await versionOf(asked, asked.body.to);
      return {
        ...publicationOf(JSON.parse(old) as Json),
        basedOn: asked.body.basedOn ?? null,
        effectiveAt: null,
      };
    },
    view: publishedView,
  });
  serveWrite(app, withdrawProgrammeVersion, withdraw, {
    request: async (asked) => {
      const { basedOn } = asked.body;
      return { ...(await goingOn(asked, numberIn(asked.params.version))), basedOn: basedOn ?? null };
    },
    view: publishedView,
  });
  serveRead(app, listProgrammeVersions, async (asked) => {
    const { limit, cursor } = asked.query;
    const { found } = await read(asked, { reading: readVersions({ limit, cursor: cursor ?? null }) });
    return { data: found.found.map(versionView), next_cursor: found.next };
  });
  serveRead(app, readProgrammeVersion, async (asked) => {
    const found = await versionOf(asked, numberIn(asked.params.version));
    return { ...versionView(found), document: JSON.parse(found.document) as Json };
  });
}

export type Checked = { basedOn: number; inForce: number } & (
  | { faults: Fault[] }
  | { programme: Programme; differences: Difference[]; warnings: Fault[] }
);

/** A document against the version in force. Problems: unauthenticated, forbidden. */
export async function check(
  asked: Pick<Asked<unknown, unknown>, "caller" | "ledger">,
  given: unknown,
): Promise<Checked> {
  const { facts } = await read(asked, {});
  return checkAgainst(facts, given);
}

/** A document against the version that facts have in force. */
export function checkAgainst({ current, newestVersion: basedOn }: Facts, given: unknown): Checked {
  const inForce = current.version;
  const after = readProgramme(given);
  if ("faults" in after) return { basedOn, inForce, faults: after.faults };
  const { programme } = after;
  return {
    basedOn,
    inForce,
    programme,
    differences: inForce === 0 ? [] : differencesBetween(current.programme, programme),
    warnings: pretendedCosts(programme),
  };
}

/** Going on with what is in force, which withdraws a version that is scheduled. Problems: version_unknown, version_not_scheduled. */
export async function goingOn(
  asked: Pick<Asked<unknown, unknown>, "caller" | "ledger">,
  number: number,
): Promise<Publication> {
  const { facts, found } = await read(asked, { reading: both(readVersion(number), readInForce) });
  const [withdrawn, inForce] = found;
  if (!withdrawn) throw new Problem("version_unknown");
  if (withdrawn.state !== "scheduled" || !inForce)
    throw new Problem("version_not_scheduled", { state: withdrawn.state });
  return {
    ...publicationOf(JSON.parse(inForce.document) as Json, readPublished),
    effectiveAt: null,
    basedOn: facts.newestVersion,
    goesOnWith: inForce.version,
  };
}

/** What a document publishes; one in force that goes on is read as it was published. Problems: programme_faulty, with each fault's pointer. */
export function publicationOf(given: Json, reads = readProgramme): { programme: Programme; document: string } {
  const after = reads(given);
  if ("faults" in after) throw new Problem("programme_faulty", {}, after.faults);
  return { programme: after.programme, document: canonicalJson(given) };
}

/** A version with its document. Problems: unauthenticated, forbidden, version_unknown. */
export async function versionOf(
  asked: Pick<Asked<unknown, unknown>, "caller" | "ledger">,
  number: number,
): Promise<ProgrammeDocument> {
  const { found } = await read(asked, { reading: readVersion(number) });
  if (!found) throw new Problem("version_unknown");
  return found;
}

function checkView(checked: Checked): JsonObject {
  const { basedOn, inForce } = checked;
  const plain = (list: Fault[]) => list.map(({ pointer, says }) => ({ pointer, says }));
  if ("faults" in checked)
    return { ok: false, faults: plain(checked.faults), basedOn, inForce, differences: [], warnings: [] };
  const { differences, warnings } = checked;
  return { ok: true, faults: [], basedOn, inForce, differences: plain(differences), warnings: plain(warnings) };
}

function publishedView({ operation, version: number, effectiveAt }: Published): JsonObject {
  return { operation, version: number, effectiveAt: instantView(effectiveAt) };
}

function versionView({
  version: number,
  effectiveAt,
  publishedAt,
  kind,
  state,
  actor,
  email,
}: PublishedVersion): JsonObject {
  return {
    version: number,
    effectiveAt: instantView(effectiveAt),
    publishedAt: instantView(publishedAt),
    kind,
    state,
    by: { actor, email },
  };
}

function numberIn(version: string | undefined): number {
  return Number(/^\d{1,9}$/.exec(version ?? "")?.[0] ?? 0);
}
