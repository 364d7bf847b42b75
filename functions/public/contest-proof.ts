/** A contest's proof as a stream (the form is draws/proof.ts): one part of the entries file is in memory at a time. */
import type { Client } from "@libsql/client/web";
import { readEntriesPart } from "../database/contests.ts";
import { contestSeed } from "../draws/contest.ts";
import { decodeEntries, ENTRY_BYTES } from "../draws/entries.ts";
import type { ContestLog } from "../draws/log/contest-log.ts";
import { CONTEST, type ContestManifest, contestManifestHash } from "../draws/manifest.ts";
import { type ContestProof, ENTRIES_MAX, type LargeContestProof } from "../draws/proof.ts";
import { streamOf } from "../edge/stream.ts";
import { LABELS } from "../values/entropy.ts";
import type { Holder } from "../values/holder.ts";

/** Entries written to the stream at once. */
const SLICE_ENTRIES = 5_000;

/** The proof's bytes, read and written as fast as the reader takes them. The contest must be sealed. */
export function proofStream(
  client: Client,
  { publicId, facts }: Holder<"contest">,
  log: ContestLog | null,
): ReadableStream<Uint8Array> {
  if (facts.manifest === null) throw new Error(`${publicId} has no manifest`);
  // Written by decideSealContest, which judged it.
  const manifest = JSON.parse(facts.manifest) as ContestManifest;
  const pieces = (async function* () {
    const { material, ranking, file } = facts;
    const head: Omit<ContestProof, "entries"> = {
      version: CONTEST,
      manifest,
      manifestHash: contestManifestHash(manifest),
      // What staff typed is known from then on; it is drawn with at the next tick.
      material: ranking.length > 0 ? material : null,
      seed: ranking.length > 0 && material ? contestSeed(manifest, material) : null,
      ranking,
      label: LABELS[manifest.entropy.mode],
      log,
    };
    if (manifest.entries.count > ENTRIES_MAX) {
      const { sha256, count } = manifest.entries;
      const large: LargeContestProof = {
        ...head,
        entriesFile: { url: `/v1/contests/${publicId}/entries`, sha256, count },
      };
      yield JSON.stringify(large);
      return;
    }
    yield `${JSON.stringify(head).slice(0, -1)},"entries":[`;
    let comma = "";
    for (let part = 0; part < (file?.parts ?? 0); part++) {
      const content = await readEntriesPart(client, publicId, part);
      for (let start = 0; start < content.length; start += SLICE_ENTRIES * ENTRY_BYTES) {
        const entries = decodeEntries(content.subarray(start, start + SLICE_ENTRIES * ENTRY_BYTES));
        yield comma + JSON.stringify(entries.map(({ tag, weight }) => [tag, weight])).slice(1, -1);
        comma = ",";
      }
    }
    yield "]}";
  })();
  return streamOf(pieces);
}

/** The entries file's bytes, a part at a time; its form is draws/entries.ts. The contest must be sealed. */
export function entriesStream(client: Client, { publicId, facts }: Holder<"contest">): ReadableStream<Uint8Array> {
  const parts = (async function* () {
    for (let part = 0; part < (facts.file?.parts ?? 0); part++) yield await readEntriesPart(client, publicId, part);
  })();
  return streamOf(parts);
}
