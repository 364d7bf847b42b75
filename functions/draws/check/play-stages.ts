/** The nine stages of an instant win, from the steps that its pool's proof was verified in; one of its plays stands out. */
import { sha256Hex } from "../../values/hash.ts";
import { canonicalJson } from "../../values/jcs.ts";
import { configHash, type InstantConfiguration, isConfiguration } from "../configuration.ts";
import { secretBefore } from "../instant.ts";
import type { PublishedPlay, PublishedPrize } from "../published.ts";
import { type Said, said } from "../said.ts";
import { isObject, shown } from "../shape.ts";
import { type Step, step, type Verdict } from "../verdict.ts";
import type { Bundle, Own } from "./bundle.ts";
import { LOG_STEPS, logParts } from "./log-parts.ts";
import { chainParts } from "./source.ts";
import { byStage, hexValue, jsonValue, type Parts, type Stage, stageOf, wordsValue } from "./stage.ts";
import { type PLAY_STAGES, STAGE_TEXTS } from "./texts.ts";

type Id = (typeof PLAY_STAGES)[number];

/** Which stage shows which step of the proof's verification. */
const STAGES: Record<string, Id> = {
  form: "configuration",
  configuration: "configuration",
  "configuration hash": "configuration",
  rules: "configuration",
  ...LOG_STEPS,
  anchor: "secrets",
  secrets: "secrets",
  plays: "plays",
  "play hashes": "plays",
  tickets: "draw",
  outcomes: "draw",
  "prize list": "prizes",
  prizes: "prizes",
};

/** The nine stages, in order. Never throws, whatever the bundle holds. */
export function playStages({ bundle, verdict, own }: { bundle: Bundle; verdict: Verdict; own: Own }): Stage[] {
  const proof = isObject(bundle.proof) ? bundle.proof : {};
  const of = byStage(verdict.steps, { stages: STAGES, rest: "luck" });
  const configuration = isConfiguration(proof.config) ? proof.config : null;
  // The step "play hashes" is there once the form of every play was judged.
  const isSound = verdict.steps.some(({ name }) => name === "play hashes");
  const secrets = isSound && configuration !== null ? epochOf(proof, configuration) : 0;
  const plays = isSound ? (proof.plays as PublishedPlay[]) : [];
  const seq = bundle.play?.seq;
  const play = plays.find((each) => each.seq === seq);
  const parts: Record<Id, Parts> = {
    configuration: configurationParts(of("configuration"), { configuration, proof }),
    log: logParts(of("log"), proof.log),
    secrets: secretsParts(of("secrets"), { proof, isSound, count: secrets }),
    plays: { compared: of("plays"), gives: [wordsValue(said("value.plays"), plays.length)] },
    own: isSound ? ownParts({ seq, play, own, configuration }) : { compared: [] },
    source: chainParts(configuration?.entropy ?? null, "configuration"),
    luck: luckParts(of("luck"), configuration),
    draw: drawParts(of("draw"), { play, configuration, secrets }),
    prizes: prizesParts(of("prizes"), { proof, play, isSound }),
  };
  return STAGE_TEXTS.play.map((text) => stageOf(text, parts[text.id]));
}

function configurationParts(
  compared: Step[],
  { configuration, proof }: { configuration: InstantConfiguration | null; proof: Record<string, unknown> },
): Parts {
  if (configuration === null) return { compared };
  const { table, denominator } = configuration;
  const { terms } = proof;
  const isWorded = compared.some(({ name }) => name === "rules") && typeof terms === "string";
  return {
    compared,
    says: [
      said("configuration.odds", { odds: { list: table.map(({ odds }) => odds) }, denominator }),
      ...(isWorded ? [said("rules.worded")] : []),
    ],
    takes: [
      jsonValue(said("value.configuration"), canonicalJson(configuration)),
      ...(isWorded ? [jsonValue(said("value.rules"), terms)] : []),
    ],
    gives: [
      hexValue(said("value.configurationHash"), configHash(configuration)),
      ...(isWorded ? [hexValue(said("value.rulesHash"), sha256Hex(terms))] : []),
    ],
  };
}

/** Of which epoch the secret is that is shown: as many hashes from the anchor. The step "secrets" has found that it is of one. */
function epochOf({ secret, anchor }: Record<string, unknown>, { draw, epochs }: InstantConfiguration): number {
  if (typeof secret !== "string") return 0;
  let back = secret;
  let epoch = 0;
  for (; epoch < epochs.count && back !== anchor; epoch++) back = secretBefore({ draw, secret: back });
  return epoch;
}

function secretsParts(
  compared: Step[],
  { proof, isSound, count }: { proof: Record<string, unknown>; isSound: boolean; count: number },
): Parts {
  if (!isSound) return { compared };
  return {
    compared,
    takes: count === 0 ? [] : [hexValue(said("value.daySecret", { day: String(count) }), String(proof.secret))],
    gives: [hexValue(said("value.anchor"), String(proof.anchor))],
  };
}

function ownParts({
  seq,
  play,
  own: { tag, receipt },
  configuration,
}: {
  seq: number | undefined;
  play: PublishedPlay | undefined;
  own: Own;
  configuration: InstantConfiguration | null;
}): Parts {
  if (seq === undefined || configuration === null) {
    return {
      compared: [],
      otherwise: { state: "absent", because: said("not.named") },
    };
  }
  if (play === undefined) return { compared: [step("play", said("wrong.noPlay", { seq: String(seq) }), null)] };
  const compared = [step("play", null, said("own.play", { seq: String(seq), hash: play.playHash }))];
  if (tag !== undefined) {
    const fault =
      play.member === tag ? null : said("wrong.tag", { seq: String(seq), tag: play.member, own: shown(tag) });
    compared.push(step("tag", fault, said("own.tag")));
  }
  if (receipt !== undefined)
    compared.push(step("receipt", faultOfReceipt(receipt, play, configuration), said("own.receipt")));
  const { seq: number, epoch, round, nonce, event, member, clientSeed, at, playHash } = play;
  return {
    compared,
    takes: [
      jsonValue(said("value.play"), canonicalJson({ seq: number, epoch, round, member, nonce, event, clientSeed, at })),
      ...(receipt === undefined ? [] : [jsonValue(said("value.receipt"), JSON.stringify(receipt))]),
    ],
    gives: [hexValue(said("value.playHash"), playHash)],
  };
}

/** What a receipt says of its play; what else it holds is not of the proof. */
const ON_RECEIPT = ["seq", "epoch", "round", "nonce", "member", "event", "playHash"] as const;

function faultOfReceipt(
  receipt: Record<string, unknown>,
  play: PublishedPlay,
  configuration: InstantConfiguration,
): string | null {
  for (const name of ON_RECEIPT) {
    if (name in receipt && receipt[name] !== play[name])
      return `your receipt's ${name} is ${shown(receipt[name])}, the proof's ${shown(play[name])}`;
  }
  const hash = configHash(configuration);
  const { configHash: said = hash } = receipt;
  return said === hash ? null : `your receipt's configuration hash is ${shown(said)}, the configuration's is ${hash}`;
}

function luckParts(compared: Step[], configuration: InstantConfiguration | null): Parts {
  if (configuration === null) return { compared };
  if (configuration.entropy.mode === "drand" || compared.length > 0) return { compared };
  return { compared, otherwise: { state: "absent", because: said("not.luck") } };
}

function drawParts(
  compared: Step[],
  {
    play,
    configuration,
    secrets,
  }: { play: PublishedPlay | undefined; configuration: InstantConfiguration | null; secrets: number },
): Parts {
  if (configuration === null || compared.length === 0 || compared.some(({ ok }) => !ok)) return { compared };
  const { table, denominator } = configuration;
  let reach = 0;
  const takes = table.map(({ id, odds }) => {
    reach += odds;
    const from = { from: String(reach - odds), of: String(denominator) };
    return wordsValue(
      said("value.ticketsFor", { tier: id }),
      odds === 1 ? said("draw.one", from) : said("draw.range", { ...from, to: String(reach - 1) }),
    );
  });
  if (play === undefined) return { compared, takes };
  const { seq, epoch, ticket, result } = play;
  const wait =
    ticket === null
      ? said("not.settled", { seq: String(seq) })
      : epoch <= secrets
        ? null
        : said("not.shown", { seq: String(seq) });
  return {
    compared,
    says: [
      said("draw.hit", { seq: String(seq), ticket: String(ticket), result: result ?? said("draw.noPrize") }),
      compared[0]?.says ?? "",
    ],
    takes,
    gives:
      ticket === null
        ? []
        : [
            wordsValue(said("value.ticket"), said("draw.number", { ticket: String(ticket), of: String(denominator) })),
            wordsValue(said("value.hits"), result ?? said("draw.nothing")),
          ],
    ...(wait === null ? {} : { otherwise: { state: "waiting", because: wait } }),
  };
}

function prizesParts(
  compared: Step[],
  { proof, play, isSound }: { proof: Record<string, unknown>; play: PublishedPlay | undefined; isSound: boolean },
): Parts {
  if (!isSound || compared.some(({ ok }) => !ok)) return { compared };
  const prizes = (proof.prizes ?? []) as PublishedPrize[];
  const hers = play && prizes.find((item) => item.play === play.seq);
  return {
    compared,
    says: [compared.at(-1)?.says ?? "", ...(play ? [endOf(play, hers)] : [])],
    takes: [wordsValue(said("value.items"), prizes.length)],
    gives: [
      wordsValue(said("value.given"), prizes.filter((item) => item.play !== null).length),
      ...(hers ? [wordsValue(said("value.item"), hers.id)] : []),
    ],
  };
}

function endOf({ seq: number, state }: PublishedPlay, item: PublishedPrize | undefined): Said {
  const seq = { seq: String(number) };
  if (state === "won") return item ? said("end.won", { ...seq, item: item.id }) : said("end.endless", seq);
  return said(`end.${state}`, seq);
}
