import { decideErase, type Erased, type Erasure } from "../decisions/erase.ts";
import { type PersonNamed, subjectsOfPerson } from "./person-named.ts";
import type { Verb } from "./verb.ts";

/** Erases a person. The database lets her papers go for an operation of this kind and for no other. */
export const erase: Verb<Erasure, Erased> = {
  kind: "erase",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [], lines: true }),
  decide: decideErase,
};

/** Erases whom a store's platform names. */
export const eraseNamed: Verb<PersonNamed, Erased> = {
  kind: "erase",
  subjects: (person) => ({ ...subjectsOfPerson(person), lines: true }),
  decide: (facts, _, given) => decideErase(facts, { member: facts.member?.publicId ?? "" }, given),
};
