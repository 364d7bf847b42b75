/** GET /v1/contests, /v1/contests/{id} and its proof: rounds, their odds in tickets, and what anybody may recompute. */
import * as z from "zod";
import { readContest, readContests } from "../database/contests.ts";
import { both } from "../database/reading.ts";
import type { Facts } from "../decisions/facts.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import type { Caller } from "../operations/caller.ts";
import type { Ledger } from "../operations/verb.ts";
import type { JsonObject } from "../values/json.ts";
import { contestLogView, readContestActs } from "./contest-log.ts";
import { proofStream } from "./contest-proof.ts";
import { contestDetailShape, contestDetailView, contestShape, contestView, type Looking } from "./contest-view.ts";

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
  entrants: 3,
  tickets: 7,
  free: { entrants: 1, tickets: 1 },
  zone: "Europe/Berlin",
  closesOn: "2026-11-22 23:59",
  commit: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
  rulesHash: "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
};

export const listContests = contract({
  id: "listContests",
  method: "get",
  path: "/v1/contests",
  audience: { kind: "public" },
  title: "List contests",
  about: "Rounds of contests, newest first.",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(20),
    cursor: z
      .string()
      .regex(/^con_[0-9a-z]{26}$/)
      .optional()
      .describe("`next_cursor` of the page before"),
  }),
  status: 200,
  answer: z.strictObject({ data: z.array(contestShape), next_cursor: z.string().nullable() }),
  refusals: ["invalid"],
  example: { answer: { data: [example], next_cursor: null } },
});

export const getContest = contract({
  id: "getContest",
  method: "get",
  path: "/v1/contests/:contest",
  audience: { kind: "public" },
  title: "Read a contest",
  about:
    "One round: its rules, and from the draw on every rank with the ticket that fell to it. Tags stand for people.",
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
      proof: null,
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
    "Everything that the draw depends on: manifest, entries, the revealed secret and the ranking. bin/verify and the member's own browser compute the winners again from it.",
  status: 200,
  answer: z.looseObject({ v: z.literal("tessera-contest/1"), contest: z.string() }),
  refusals: ["contest_unknown", "contest_not_frozen"],
  example: { answer: { v: "tessera-contest/1", contest: "con_01kajw8zt0q9w4m2xv5n6p7r8s" } },
});

export function mountContests(app: App): void {
  serveRead(app, listContests, async (asked) => {
    const { limit, cursor = null } = asked.query;
    const { facts, found } = await read(asked, { reading: readContests({ limit, cursor }) });
    return { data: found.found.map((row) => contestView(row, lookingIn(facts))), next_cursor: found.next };
  });
  serveRead(app, getContest, async (asked) => {
    const { facts, contest } = await known(asked);
    return contestDetailView(contest, lookingIn(facts));
  });
  serveRead(app, getContestProof, async (asked) => {
    const id = asked.params.contest ?? "";
    const { found } = await read(asked, { reading: both(readContest(id), readContestActs(id)) });
    const [known, acts] = found;
    if (!known) throw new Problem("contest_unknown");
    if (known.contest.facts.manifest === null) throw new Problem("contest_not_frozen");
    return proofResponse(proofStream(asked.ledger.client, known.contest, contestLogView(acts, asked.ledger.secret)));
  });
}

async function known(asked: { caller: Caller; ledger: Ledger; params: Record<string, string> }) {
  const { facts, found } = await read(asked, { reading: readContest(asked.params.contest ?? "") });
  if (!found) throw new Problem("contest_unknown");
  return { facts, contest: found };
}

function lookingIn({ now, current }: Facts): Looking {
  return { now, language: current.programme.language, zone: current.programme.zone };
}

function proofResponse(proof: ReadableStream<Uint8Array>): Response {
  return new Response(proof, {
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      // A proof is for whoever checks it, from any page.
      "access-control-allow-origin": "*",
    },
  });
}
