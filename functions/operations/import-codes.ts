import { knownCodes, knownCodesRead } from "../database/codes.ts";
import { type CodeImport, type CodesImported, decideImportCodes } from "../decisions/import-codes.ts";
import { rewardHolder } from "../values/account.ts";
import { readImported } from "../values/imported-code.ts";
import type { Json } from "../values/json.ts";
import type { Verb } from "./verb.ts";

/** Brings codes along for a reward. Of the request only how many there were and a tag of them are kept. */
export const importCodes: Verb<CodeImport, CodesImported> = {
  kind: "import-codes",
  subjects: ({ reward }) => ({ holders: [rewardHolder(reward)], identity: null, claims: [] }),
  reads: ({ codes }) => [knownCodesRead(codes.map(({ digest }) => digest))],
  kept: (body, secret) => {
    const codes = codesIn(body).map((code) => readImported(code) ?? "");
    return { count: codes.length, tag: secret(`imported-codes/${JSON.stringify(codes)}`) };
  },
  decide: (facts, request, given) =>
    decideImportCodes(facts, { ...request, known: knownCodes(facts.more[0] ?? []) }, given),
};

/** The lines of a body, as the contract has read it. */
function codesIn(body: Json): string[] {
  const codes = body !== null && typeof body === "object" && !Array.isArray(body) ? body.codes : [];
  return Array.isArray(codes) ? codes.map(String) : [];
}
