/** Heads and proofs against the published examples of Certificate Transparency, and against a naive tree for every size to 70. */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { consistencyPath, inclusionPath, isConsistent, isIncluded } from "../../../functions/draws/log/proofs.ts";
import {
  emptyHead,
  growingTree,
  headOfTree,
  headsFrom,
  headsOf,
  leafHash,
  nodeHash,
  TILE,
} from "../../../functions/draws/log/tree.ts";

/** The eight leaves of the reference implementation's tests (google/certificate-transparency, merkletree/merkle_tree_test.cc). */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map(
  (hex) => leafHash(hexToBytes(hex)),
);

const HEADS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const SECOND = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const SECOND_PAIR = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const LAST_FOUR = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const LAST_PAIR = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const THIRD_PAIR = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const head = (size: number) => HEADS[size - 1] ?? "";

test("heads of 0 to 8 leaves are the published ones", () => {
  const growing = growingTree();
  expect(bytesToHex(growing.head())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (const [index, leaf] of LEAVES.entries()) {
    growing.add(leaf);
    expect(bytesToHex(growing.head()), `${index + 1} leaves`).toBe(HEADS[index]);
    expect(bytesToHex(headOfTree(headsOf(LEAVES), index + 1))).toBe(HEADS[index]);
  }
  expect(headOfTree(headsOf([]), 0)).toEqual(emptyHead());
});

test.each([
  { leaf: 1, size: 8, path: [SECOND, SECOND_PAIR, LAST_FOUR] },
  { leaf: 6, size: 8, path: [FIFTH, LAST_PAIR, head(4)] },
  { leaf: 3, size: 3, path: [head(2)] },
  { leaf: 2, size: 5, path: [head(1), SECOND_PAIR, FIFTH] },
])("leaf $leaf is in the tree of $size by the published path", ({ leaf, size, path }) => {
  expect(inclusionPath(headsOf(LEAVES), { index: leaf - 1, size }).map(bytesToHex)).toEqual(path);
});

test.each([
  { from: 1, to: 1, path: [] },
  { from: 1, to: 8, path: [SECOND, SECOND_PAIR, LAST_FOUR] },
  { from: 6, to: 8, path: [THIRD_PAIR, LAST_PAIR, head(4)] },
  { from: 2, to: 5, path: [SECOND_PAIR, FIFTH] },
])("the tree of $from begins the tree of $to by the published path", ({ from, to, path }) => {
  expect(consistencyPath(headsOf(LEAVES), { from, to }).map(bytesToHex)).toEqual(path);
});

const many = Array.from({ length: 70 }, (_, index) => leafHash(new TextEncoder().encode(`leaf ${index}`)));
const headOf = headsOf(many);

/** The definition of RFC 6962, 2.1, as it is written there. */
function naive(leaves: Uint8Array[]): Uint8Array {
  const [first = emptyHead()] = leaves;
  if (leaves.length <= 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(naive(leaves.slice(0, split)), naive(leaves.slice(split)));
}

test("every leaf of every tree up to 70 leaves is proved, and with anything changed it is not", () => {
  let proofs = 0;
  for (let size = 1; size <= many.length; size++) {
    const root = naive(many.slice(0, size));
    expect(headOfTree(headOf, size)).toEqual(root);
    for (let index = 0; index < size; index++) {
      const path = inclusionPath(headOf, { index, size });
      const leaf = many[index] ?? emptyHead();
      const holds = (changed: Partial<{ leafHash: Uint8Array; path: Uint8Array[]; index: number; size: number }>) =>
        isIncluded(
          { leafHash: changed.leafHash ?? leaf, path: changed.path ?? path },
          { index: changed.index ?? index, size: changed.size ?? size, head: root },
        );
      expect(holds({}), `${index} of ${size}`).toBe(true);
      expect(holds({ leafHash: emptyHead() })).toBe(false);
      expect(holds({ path: [...path, root] })).toBe(false);
      expect(holds({ index: size })).toBe(false);
      expect(holds({ index: -1 })).toBe(false);
      if (path.length > 0) {
        expect(holds({ path: path.slice(1) })).toBe(false);
        expect(holds({ path: path.map((hash, at) => (at === 0 ? emptyHead() : hash)) })).toBe(false);
        expect(holds({ index: index === 0 ? 1 : index - 1 })).toBe(false);
      }
      proofs += 1;
    }
  }
  expect(proofs).toBe((70 * 71) / 2);
});

test("every tree up to 70 leaves begins every later one, and with anything changed it does not", () => {
  const heads = Array.from({ length: 71 }, (_, size) => naive(many.slice(0, size)));
  const at = (size: number) => ({ size, head: heads[size] ?? emptyHead() });
  for (let to = 1; to <= many.length; to++) {
    for (let from = 1; from <= to; from++) {
      const path = consistencyPath(headOf, { from, to });
      expect(isConsistent(path, { from: at(from), to: at(to) }), `${from} to ${to}`).toBe(true);
      expect(isConsistent([...path, emptyHead()], { from: at(from), to: at(to) })).toBe(false);
      expect(isConsistent(path, { from: { size: from, head: emptyHead() }, to: at(to) })).toBe(false);
      expect(isConsistent(path, { from: at(from), to: { size: to, head: emptyHead() } })).toBe(false);
      if (path.length > 0) {
        expect(isConsistent(path.slice(1), { from: at(from), to: at(to) })).toBe(false);
        expect(isConsistent(path.toReversed(), { from: at(from), to: at(to) })).toBe(path.length === 1);
      }
    }
  }
  expect(isConsistent([], { from: at(0), to: at(5) })).toBe(false);
  expect(isConsistent([], { from: at(5), to: at(4) })).toBe(false);
});

test("a tree of which only whole subtrees of 256 leaves are known gives the same heads and proofs", () => {
  const size = TILE * 3 + 77;
  const leaves = Array.from({ length: size }, (_, index) => leafHash(new TextEncoder().encode(`operation ${index}`)));
  const whole = headsOf(leaves);
  const asked = new Set<string>();
  const nodeAt = (level: number, index: number) => {
    asked.add(`${level}:${index}`);
    return level === 0 ? leaves[index] : whole(index * TILE ** level, (index + 1) * TILE ** level);
  };
  const stored = headsFrom(nodeAt);
  for (const at of [1, 255, 256, 257, 512, 700, size]) expect(headOfTree(stored, at)).toEqual(headOfTree(whole, at));
  for (const index of [0, 255, 256, 600, size - 1])
    expect(inclusionPath(stored, { index, size })).toEqual(inclusionPath(whole, { index, size }));
  for (const from of [1, 200, 256, 300, 768, size - 1])
    expect(consistencyPath(stored, { from, to: size })).toEqual(consistencyPath(whole, { from, to: size }));
  asked.clear();
  headOfTree(headsFrom(nodeAt), size);
  expect([...asked].filter((node) => node.startsWith("1:"))).toEqual(["1:0", "1:1", "1:2"]);
  expect(asked.size).toBe(3 + 77);
  expect(() => headsFrom(() => undefined)(0, 256)).toThrow("node 0 of level 1 is missing");
});
