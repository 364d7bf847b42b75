/** What strangers are told is never a count of a few people. Each number of a public answer is known for what it counts; a new one stops here. */
import { expect, test } from "vitest";
import * as z from "zod";
import { contracts } from "../../functions/edge/contract.ts";
import "../../functions/app.ts";

/** Numbers that count no people, by the last names of their path. */
const COUNTS_NOBODY = [
  // Money, units, and what the document says of them.
  ...["amount", "valueMinor", "minor", "priceMinor", "has", "needs", "from", "min", "max", "value"],
  ...["months", "days", "years", "graceDays", "cancelAfterDays", "atLeastDays", "version"],
  ...["sightingHoursMax", "tapDaysMax", "evidenceDaysMax", "placeDaysMax"],
  // A draw's own numbers: how many win is said by its rules; ranks, words and rounds are of the proof.
  ...["winners", "alternates", "rank", "ticket", "of", "word", "prize", "round", "announced", "epoch", "seq"],
  // A pool's: plays are in its proof one by one as they are settled, under no name.
  ...["odds", "items", "playsPerDay", "plays"],
  // Of the log, whose leaves are operations; and of places.
  ...["index", "size", "latitude", "longitude", "radiusMetres", "metres"],
];
/** Those that count people, or follow from how many they are: null below five (contest-view.ts, and free-entries.test.ts sees it). */
const COUNTS_PEOPLE = [
  "listContests data[].entrants",
  "listContests data[].tickets",
  "listContests data[].free.entrants",
  "listContests data[].free.tickets",
  "getContest entrants",
  "getContest tickets",
  "getContest free.entrants",
  "getContest free.tickets",
];
/** Her own, to whoever just entered. */
const HER_OWN = ["enterContest tickets"];
/** What has no shape here: documents, and proofs, which are of what was frozen or settled. */
const SHAPELESS = [
  "getContest wording",
  "getContestProof {}",
  "askForPasskey options{}",
  "listSurprises data[].table[].prize",
  "listSurprises data[].consolation",
  "surpriseProof configuration{}",
  "surpriseProof plays[]",
  "surpriseProof prizes[]",
  "surpriseProof log",
];

type Shape = z.core.JSONSchema.BaseSchema;

/** Every number below a shape, and every part that has no shape. */
function leavesOf(shape: Shape, path = ""): { path: string; isNumber: boolean; isNullable: boolean }[] {
  const below = (inner: unknown, name: string) =>
    inner !== null && typeof inner === "object" ? leavesOf(inner as Shape, name) : [];
  const parts = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])] as Shape[];
  const isNullable = parts.some(({ type }) => type === "null");
  const inside = [
    ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) =>
      below(inner, path === "" ? name : `${path}.${name}`),
    ),
    ...[shape.items, ...(shape.prefixItems ?? [])].flat().flatMap((inner) => below(inner, `${path}[]`)),
    ...below(shape.additionalProperties, `${path}{}`),
    ...parts.flatMap((inner) => below(inner, path)),
  ].map((leaf) => ({ ...leaf, isNullable: leaf.isNullable || isNullable }));
  const isNumber = shape.type === "integer" || shape.type === "number";
  const isShapeless = Object.keys(shape).every((key) => ["description", "$schema"].includes(key));
  return isNumber || isShapeless ? [...inside, { path, isNumber, isNullable: false }] : inside;
}

const leaves = contracts
  .filter(({ audience }) => audience.kind === "public")
  .flatMap(({ id, answer }) =>
    leavesOf(z.toJSONSchema(answer, { io: "output", unrepresentable: "any" })).map((leaf) => ({
      ...leaf,
      path: `${id} ${leaf.path}`,
    })),
  );

test("every number that a stranger is answered counts no people, or is kept back while they are fewer than five", () => {
  const unknown = leaves
    .filter(({ path, isNumber }) => isNumber && ![...COUNTS_PEOPLE, ...HER_OWN].includes(path))
    .filter(({ path }) => !COUNTS_NOBODY.includes(path.split(/[ .]/).at(-1)?.replaceAll("[]", "") ?? ""));
  expect(unknown.map(({ path }) => path)).toEqual([]);
  const people = leaves.filter(({ path }) => COUNTS_PEOPLE.includes(path));
  expect(people.map(({ path }) => path).sort()).toEqual([...COUNTS_PEOPLE].sort());
  expect(people.filter(({ isNullable }) => !isNullable)).toEqual([]);
});

test("what is answered without a shape is a document or a proof", () => {
  const shapeless = leaves.filter(({ isNumber }) => !isNumber).map(({ path }) => path);
  expect([...new Set(shapeless)].sort()).toEqual([...SHAPELESS].sort());
});
