/** GET /v1/contests, /v1/contests/{id} and its proof: rounds, their odds in tickets, and what anybody may recompute. */
import * as z from "zod";
import { type ContestRow, readContest, readContests } from "../database/contests.ts";
import { both } from "../database/reading.ts";
import type { Facts } from "../decisions/facts.ts";
import type { ContestManifest } from "../draws/manifest.ts";
import { contract } from "../edge/contract.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, type Ctx, serveRead } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import type { Caller } from "../operations/caller.ts";
import type { Ledger } from "../operations/verb.ts";
import type { JsonObject } from "../values/json.ts";
import { contestLogView, readContestActs } from "./contest-log.ts";
import { entriesStream, proofStream } from "./contest-proof.ts";
import {
  contestDetailShape,
  contestDetailView,
  contestShape,
  contestView,
  type Looking,
  nextShape,
  nextView,
} from "./contest-view.ts";

const LIMIT_MAX = 100;

const example: JsonObject = {
  id: "con_01kajw8zt0q9w4m2xv5n6p7r8s",
  contest: "weekly",
  name: "The weekly draw",
  state: "open",
  opensAt: "2026-11-15T22:59:00.000Z",
  closesAt: "2026-11-22T22:59:00.000Z",
  prizes: [{ rank: 1, kind: "units", name: "500 points", unit: "points", amount: 500, valueMinor: 500 }],
  winners: 1,
  alternates: 3,
  entrants: 11,
  tickets: 23,
  entropy: { mode: "commit", commit: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae" },
  label: "Tamper-evident, operator-run",
  free: { entrants: 5, tickets: 5 },
  zone: "Europe/Berlin",
  closesOn: "2026-11-22 23:59",
  rulesHash: "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
};

const nextExample: JsonObject = {
  contest: "weekly",
  name: "The weekly draw",
  opensAt: "2026-11-22T22:59:00.000Z",
  closesAt: "2026-11-29T22:59:00.000Z",
  closesOn: "2026-11-29 23:59",
  prizes: [{ rank: 1, kind: "units", name: "500 points", unit: "points", amount: 500, valueMinor: 500 }],
};

export const listContests = contract({
  id: "listContests",
  method: "get",
  path: "/v1/contests",
  audience: { kind: "public" },
  title: "List contests",
  about: "Rounds of contests, newest first, and what is announced: of each contest the round that comes next.",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(20),
    cursor: z
      .string()
      .regex(/^con_[0-9a-z]{26}$/)
      .optional()
      .describe("`next_cursor` of the page before"),
    ...spoken,
  }),
  status: 200,
  answer: z.strictObject({
    data: z.array(contestShape),
    next: z.array(nextShape).describe("rounds to come, by the programme as it is now; on the first page alone"),
    next_cursor: z.string().nullable(),
  }),
  refusals: ["invalid"],
  example: { answer: { data: [example], next: [nextExample], next_cursor: null } },
});

export const getContest = contract({
  id: "getContest",
  method: "get",
  path: "/v1/contests/:contest",
  audience: { kind: "public" },
  title: "Read a contest",
  about:
    "One round: its rules, and from the draw on every rank with the ticket that fell to it. Tags stand for people.",
  query: z.strictObject(spoken),
  status: 200,
  answer: contestDetailShape,
  refusals: ["contest_unknown"],
  example: {
    answer: {
      ...example,
      rules: "One ticket per purchase. No purchase is needed: ask at the counter.",
      wording: { id: "weekly" },
      manifestHash: null,
      ranking: [],
      winnersList: [],
      voidReason: null,
      voidSays: null,
      keptUntil: "2029-11-22",
      next: nextExample,
      proof: null,
      verify: "/verify/contest/con_01kajw8zt0q9w4m2xv5n6p7r8s",
    },
  },
});

export const getContestProof = contract({
  id: "getContestProof",
  method: "get",
  path: "/v1/contests/:contest/proof",
  audience: { kind: "public" },
  title: "Prove a contest",
  about:
    "Everything that the draw depends on: manifest, entries, what decided it and the ranking. bin/verify and the member's own browser compute the winners again from it.",
  status: 200,
  answer: z.looseObject({ version: z.literal("tessera-contest/1"), manifestHash: z.string(), label: z.string() }),
  refusals: ["contest_unknown", "contest_not_frozen"],
  example: {
    answer: {
      version: "tessera-contest/1",
      manifestHash: "26391397ae63edecb5104d15ffa8a9a8e45f04f46c47108bf17ec4dfc9575a54",
      label: "Tamper-evident, operator-run",
    },
  },
});

export const getContestEntries = contract({
  id: "getContestEntries",
  method: "get",
  path: "/v1/contests/:contest/entries",
  audience: { kind: "public" },
  title: "Entries of a contest",
  about:
    "The entries file as its manifest has its hash: 20 bytes for each entrant, her tag (16) and her tickets (4, big-endian), in the tags' order. Proofs of more than 10,000 entrants name it.",
  status: 200,
  answer: z.string().describe("bytes"),
  answerType: "application/octet-stream",
  refusals: ["contest_unknown", "contest_not_frozen"],
  example: { answer: "5f3759df5f3759df5f3759df5f3759df 00000003, in bytes" },
});

export function mountContests(app: App): void {
  serveRead(app, listContests, async (asked) => {
    const { limit, cursor = null } = asked.query;
    const { facts, found } = await read(asked, { reading: readContests({ limit, cursor }) });
    const looking = lookingIn(facts, asked);
    const next = cursor === null ? announced(facts, found.found, looking) : [];
    return { data: found.found.map((row) => contestView(row, looking)), next, next_cursor: found.next };
  });
  serveRead(app, getContest, async (asked) => {
    const { facts, contest } = await known(asked);
    const [next = null] = announced(facts, [contest], lookingIn(facts, asked), contest.contest.facts.contest);
    return { ...contestDetailView(contest, lookingIn(facts, asked)), next };
  });
  serveRead(app, getContestProof, async (asked) => {
    const id = asked.params.contest ?? "";
    const { found } = await read(asked, { reading: both(readContest(id), readContestActs(id)) });
    const [row, acts] = found;
    if (!row) throw new Problem("contest_unknown");
    if (row.contest.facts.manifest === null) throw new Problem("contest_not_frozen");
    const { prev } = JSON.parse(row.contest.facts.manifest) as ContestManifest;
    const log = await contestLogView(acts, asked.ledger, prev);
    return streamed(proofStream(asked.ledger.client, row.contest, log), "application/json");
  });
  serveRead(app, getContestEntries, async (asked) => {
    const { contest } = (await known(asked)).contest;
    if (contest.facts.manifest === null) throw new Problem("contest_not_frozen");
    return streamed(entriesStream(asked.ledger.client, contest), "application/octet-stream");
  });
}

/** The rounds to come of contests; a round that was made, and is over or called off, does not come again. */
function announced(facts: Facts, made: ContestRow[], looking: Looking, only?: string): JsonObject[] {
  return facts.current.programme.contests
    .filter(({ id }) => only === undefined || id === only)
    .flatMap((terms) => {
      const next = nextView(facts, terms, looking);
      const isMade = made.some(
        ({ contest: { facts: round } }) => round.contest === terms.id && instantView(round.closesAt) === next?.closesAt,
      );
      return next === null || isMade ? [] : [next];
    });
}

async function known(asked: { caller: Caller; ledger: Ledger; params: Record<string, string> }) {
  const { facts, found } = await read(asked, { reading: readContest(asked.params.contest ?? "") });
  if (!found) throw new Problem("contest_unknown");
  return { facts, contest: found };
}

function lookingIn(facts: Facts, asked: { context: Ctx }): Looking {
  const { language } = wordingAsked(asked, facts);
  return { now: facts.now, language, zone: facts.current.programme.zone };
}

function streamed(bytes: ReadableStream<Uint8Array>, type: string): Response {
  return new Response(bytes, {
    headers: {
      "content-type": type,
      "cache-control": "no-store",
      // A proof is for whoever checks it, from any page.
      "access-control-allow-origin": "*",
    },
  });
}
