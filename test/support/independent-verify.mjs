/**
 * A second opinion on a proof, that shares no line with functions/: only Node's own crypto, BigInt for every number, and
 * the definitions taken word for word. Reads a proof (contest or instant win, of any mode; it takes beacons' signatures as
 * they are) on standard input and prints one JSON line: { v, agrees, seed?, ranking | plays, prizes? }. Exits 0 when it
 * agrees with what is published, else 1.
 *
 *     node test/support/independent-verify.mjs < proof.json
 */
import { createHash, createHmac } from "node:crypto";
import { stdin, stdout } from "node:process";

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const T = (word) => Buffer.from(`${word}\0`, "latin1");
const raw = (hex) => Buffer.from(hex, "hex");

function bigEndian(value, bytes) {
  return raw(
    BigInt(value)
      .toString(16)
      .padStart(bytes * 2, "0"),
  );
}

/** Canonical JSON by insertion: each key goes before the first that is greater, unit by unit. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const ordered = [];
  for (const key of Object.keys(value)) {
    const place = ordered.findIndex((other) => key < other);
    ordered.splice(place < 0 ? ordered.length : place, 0, key);
  }
  return `{${ordered.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

function documentHash(version, document) {
  return sha256(T(version), T("manifest"), Buffer.from(canonical(document), "utf8"));
}

/** All words of HMAC(key, before ‖ u32 counter ‖ after), one after the other. */
function* wordsOf(key, before, after) {
  for (let counter = 0n; ; counter++) {
    const message = Buffer.concat([before, bigEndian(counter, 4), after]);
    const block = createHmac("sha256", key).update(message).digest("hex");
    for (const word of block.match(/.{16}/g)) yield BigInt(`0x${word}`);
  }
}

/** A source of numbers below n, which also counts the words that it took. */
function lots(words) {
  let taken = 0;
  return {
    below(n) {
      for (;;) {
        const word = words.next().value;
        taken += 1;
        // Whole runs of n fit below 2^64 this often; what lies after the last run is thrown away.
        const runs = (1n << 64n) / n;
        if (word < runs * n) return word % n;
      }
    },
    taken: () => taken,
  };
}

/** The root of the summing tree over [tag, weight] leaves, halved at the largest power of two below their number. */
function sumTree(leaves) {
  if (leaves.length === 1) {
    const [{ tag, weight }] = leaves;
    return { hash: sha256(raw("00"), raw(tag), bigEndian(weight, 8)), sum: BigInt(weight) };
  }
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const [left, right] = [sumTree(leaves.slice(0, half)), sumTree(leaves.slice(half))];
  const hash = sha256(raw("01"), left.hash, bigEndian(left.sum, 8), right.hash, bigEndian(right.sum, 8));
  return { hash, sum: left.sum + right.sum };
}

function contest(proof) {
  const { manifest } = proof;
  const { v } = manifest;
  const hash = documentHash(v, manifest);
  const { entropy } = manifest;
  const { material } = proof;
  const known = { commit: material.secret, drand: material.signature, fixed: material.secret }[entropy.mode];
  const bytes = entropy.mode === "manual" ? Buffer.from(material.text, "ascii") : raw(known);
  const round = entropy.mode === "drand" ? entropy.round : 0;
  const seed = createHmac("sha256", hash)
    .update(Buffer.concat([T(v), T("seed"), bigEndian(round, 8), bytes]))
    .digest();
  const entries = proof.entries.map(([tag, weight]) => ({ tag, weight }));
  const file = Buffer.concat(entries.flatMap(({ tag, weight }) => [raw(tag), bigEndian(weight, 4)]));
  const total = entries.reduce((sum, { weight }) => sum + BigInt(weight), 0n);

  let left = entries.map(({ tag, weight }) => ({ tag, weight: BigInt(weight) }));
  const lot = lots(wordsOf(seed, Buffer.concat([T(v), T("stream")]), Buffer.alloc(0)));
  const ranking = [];
  while (left.length > 0 && ranking.length < manifest.winners + manifest.alternates) {
    const of = left.reduce((sum, { weight }) => sum + weight, 0n);
    const ticket = lot.below(of);
    let before = 0n;
    for (const entry of left) {
      if (ticket >= before && ticket < before + entry.weight) {
        const row = {
          rank: ranking.length + 1,
          tag: entry.tag,
          ticket: Number(ticket),
          of: Number(of),
          word: lot.taken(),
        };
        ranking.push(row);
        left = left.filter((other) => other !== entry);
        break;
      }
      before += entry.weight;
    }
  }

  const sorted = entries.every(({ tag }, at) => at === 0 || entries[at - 1].tag < tag);
  const agrees =
    sorted &&
    proof.manifestHash === hash.toString("hex") &&
    proof.seed === seed.toString("hex") &&
    material.mode === entropy.mode &&
    isAnnounced(manifest, material) &&
    manifest.entries.count === entries.length &&
    BigInt(manifest.entries.total) === total &&
    [undefined, sumTree(entries).hash.toString("hex")].includes(manifest.entries.sumroot) &&
    manifest.entries.sha256 === sha256(file).toString("hex") &&
    canonical(ranking) ===
      canonical(proof.ranking.map(({ rank, tag, ticket, of, word }) => ({ rank, tag, ticket, of, word })));
  return { v, agrees, seed: seed.toString("hex"), ranking };
}

/** Seconds since 1970 of quicknet's first round; one follows every three seconds, 28,800 a day. */
const GENESIS = 1692803367;

/** Whether what decided is what was fixed before: the committed secret, the round that the close gives, the fixed one. */
function isAnnounced({ v, closes, entropy }, material) {
  if (entropy.mode === "commit")
    return entropy.commit === sha256(T(v), T("commit"), raw(material.secret)).toString("hex");
  if (entropy.mode === "fixed") return entropy.secret === material.secret;
  if (entropy.mode === "manual") return material.text.length > 0;
  // The first round whose time is ten minutes after the close, or later; a day after it when the freeze came too late.
  let announced = 1;
  while (GENESIS + 3 * (announced - 1) < closes + 600)
    announced += Math.max(1, Math.floor((closes - GENESIS) / 3 / 2 ** 20));
  while (announced > 1 && GENESIS + 3 * (announced - 2) >= closes + 600) announced -= 1;
  const { late } = entropy;
  const isLate = late !== undefined && late.announced === announced && late.frozen >= GENESIS + 3 * (announced - 1);
  return material.round === entropy.round && entropy.round === announced + (isLate ? 28800 : 0) && (isLate || !late);
}

function instant(proof) {
  const { config: configuration } = proof;
  const { v, table, epochs } = configuration;
  const draw = raw(configuration.draw);
  const hash = documentHash(v, configuration);

  const { lead } = configuration.entropy;
  const isByBeacon = configuration.entropy.mode === "drand";

  let agrees =
    proof.configHash === hash.toString("hex") &&
    (configuration.pool ?? proof.pool) === proof.pool &&
    (configuration.anchor ?? proof.anchor) === proof.anchor;
  const secrets = {};
  if (proof.secret !== null) {
    const links = [raw(proof.secret)];
    while (links[0].toString("hex") !== proof.anchor && links.length <= epochs.count)
      links.unshift(sha256(T(v), T("chain"), draw, links[0]));
    // Of the last epoch that is over, or of the one that was asked for.
    if (links.length < 2 || links[0].toString("hex") !== proof.anchor) agrees = false;
    else if (proof.epoch !== undefined && proof.epoch !== links.length - 1) agrees = false;
    else for (const [epoch, link] of links.entries()) if (epoch > 0) secrets[epoch] = link;
  }
  if ((proof.next ?? null) !== null) agrees = false;
  const seqs = new Set(proof.plays.map(({ seq }) => seq));

  // Of one epoch alone, what other epochs' plays took is taken from then on.
  const free = (proof.prizes ?? []).map(({ id, tier, availableFrom, play }) => ({
    id,
    tier,
    availableFrom,
    play: proof.epoch !== undefined && play !== null && !seqs.has(play) ? play : null,
  }));
  const wins = {};
  if (configuration.prizeList !== undefined) {
    const listed = [...free].sort(
      (a, b) => a.availableFrom - b.availableFrom || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)),
    );
    const bare = listed.map(({ id, tier, availableFrom }) => ({ id, tier, availableFrom }));
    const listHash = sha256(T(v), T("prizes"), Buffer.from(canonical(bare)));
    if (listHash.toString("hex") !== configuration.prizeList) agrees = false;
  }
  for (const { id, units = 0 } of table) if (free.filter(({ tier }) => tier === id).length !== units) agrees = false;

  const plays = proof.plays.map((play, index) => {
    const seed = Buffer.from(play.clientSeed, "utf8");
    const bytes = Buffer.concat([
      ...[T(v), T("play"), draw, hash, bigEndian(play.epoch, 4), bigEndian(play.seq, 8), bigEndian(play.round, 8)],
      ...[raw(play.member), bigEndian(play.nonce, 4), raw(play.event), bigEndian(seed.length, 1), seed],
    ]);
    const playHash = sha256(bytes);
    const earlier = proof.plays.slice(0, index);
    if (
      (proof.epoch === undefined ? play.seq !== index + 1 : play.epoch !== proof.epoch) ||
      (index > 0 && play.seq <= proof.plays[index - 1].seq) ||
      (isByBeacon ? play.round < Math.floor((play.at - GENESIS) / 3) + 1 + lead : play.round !== 0) ||
      (isByBeacon && index > 0 && play.round < proof.plays[index - 1].round) ||
      play.epoch !== Math.floor((play.at - epochs.start) / epochs.seconds) + 1 ||
      (proof.epoch === undefined && play.nonce !== earlier.filter(({ member }) => member === play.member).length + 1) ||
      earlier.some(({ event }) => event === play.event)
    ) {
      agrees = false;
    }
    if (play.state === "pending")
      return { seq: play.seq, playHash: playHash.toString("hex"), ticket: null, result: null, state: "pending" };

    let { ticket } = play;
    const key = secrets[play.epoch];
    if (key !== undefined) {
      const beacon = isByBeacon ? raw(proof.beacons[play.round]) : Buffer.alloc(0);
      const words = wordsOf(key, Buffer.concat([T(v), T("ticket")]), Buffer.concat([playHash, beacon]));
      ticket = Number(lots(words).below(BigInt(configuration.denominator)));
    }
    let from = 0;
    let tier = null;
    for (const row of table) {
      if (tier === null && ticket >= from && ticket < from + row.odds) tier = row;
      from += row.odds;
    }
    let state = tier === null ? "no_win" : "won";
    const day = `${play.epoch} ${play.member}`;
    const isCapped = tier !== null && (wins[day] ?? 0) >= (configuration.winsPerDay ?? Infinity);
    if (isCapped) state = "capped";
    if (tier?.units !== undefined && !isCapped) {
      // The earliest free item of the tier, if the play came late enough for it.
      const candidates = free.filter(
        (item) =>
          item.tier === tier.id &&
          (item.play === null || item.play > play.seq) &&
          item.availableFrom <= (isByBeacon ? GENESIS + 3 * (play.round - 1) : play.at),
      );
      const taken = candidates.reduce(
        (best, item) =>
          best === null ||
          item.availableFrom < best.availableFrom ||
          (item.availableFrom === best.availableFrom && item.id < best.id)
            ? item
            : best,
        null,
      );
      if (taken === null) state = "stock_out";
      else taken.play = play.seq;
    }
    if (state === "won") wins[day] = (wins[day] ?? 0) + 1;
    return { seq: play.seq, playHash: playHash.toString("hex"), ticket, result: tier?.id ?? null, state };
  });

  const published = proof.plays.map(({ seq, playHash, ticket, result, state }) => ({
    seq,
    playHash,
    ticket,
    result,
    state,
  }));
  const prizes = free.map(({ id, play }) => ({ id, play }));
  agrees &&= canonical(plays) === canonical(published);
  agrees &&= canonical(prizes) === canonical((proof.prizes ?? []).map(({ id, play }) => ({ id, play })));
  return { v, agrees, plays, prizes };
}

let text = "";
for await (const chunk of stdin.setEncoding("utf8")) text += chunk;
const proof = JSON.parse(text);
const answer = proof.version === "tessera-contest/1" ? contest(proof) : instant(proof);
stdout.write(`${JSON.stringify(answer)}\n`);
process.exitCode = answer.agrees ? 0 : 1;
