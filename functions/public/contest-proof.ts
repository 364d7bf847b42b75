/** A contest's proof as a stream (the form is draws/proof.ts): one part of the entries file is in memory at a time. */
import type { Client } from "@libsql/client/web";
import { readEntriesPart } from "../database/contests.ts";
import { decodeEntries, ENTRY_BYTES } from "../draws/entries.ts";
import type { ContestLog } from "../draws/log/contest-log.ts";
import { CONTEST, type ContestManifest, contestManifestHash } from "../draws/manifest.ts";
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
  const text = new TextEncoder();
  const pieces = (async function* () {
    const { commit, secret, winners, alternates, ranking, file } = facts;
    const head = {
      v: CONTEST,
      contest: publicId,
      manifest,
      manifestHash: contestManifestHash(manifest),
      entropy: { mode: "commit", commit, secret },
      ranking,
      winners,
      alternates,
    };
    yield `${JSON.stringify(head).slice(0, -1)},"entries":[`;
    let comma = "";
    for (let part = 0; part < (file?.parts ?? 0); part++) {
      const content = await readEntriesPart(client, publicId, part);
      for (let start = 0; start < content.length; start += SLICE_ENTRIES * ENTRY_BYTES) {
        const entries = decodeEntries(content.subarray(start, start + SLICE_ENTRIES * ENTRY_BYTES));
        yield comma + JSON.stringify(entries).slice(1, -1);
        comma = ",";
      }
    }
    yield `],"log":${JSON.stringify(log)}}`;
  })();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(text.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
