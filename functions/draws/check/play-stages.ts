/** The nine stages of an instant win, from the steps that its pool's proof was verified in; one of its plays stands out. */
import { sha256Hex } from "../../values/hash.ts";
import { canonicalJson } from "../../values/jcs.ts";
import { configHash, type InstantConfiguration, isConfiguration } from "../configuration.ts";
import { secretBefore } from "../instant.ts";
import type { PublishedPlay, PublishedPrize } from "../published.ts";
import { isObject, shown } from "../shape.ts";
import { type Step, step, type Verdict } from "../verdict.ts";
import type { Bundle, Own } from "./bundle.ts";
import { LOG_STEPS, logParts } from "./log-parts.ts";
import { chainParts } from "./source.ts";
import { byStage, hexValue, jsonValue, type Parts, type Stage, stageOf, wordsValue } from "./stage.ts";
import { PLAY_STAGES } from "./texts.ts";

type Id = (typeof PLAY_STAGES)[number]["id"];

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
    plays: { compared: of("plays"), gives: [wordsValue("Plays", String(plays.length))] },
    own: isSound ? ownParts({ seq, play, own, configuration }) : { compared: [] },
    source: chainParts(configuration?.entropy ?? null, "configuration"),
    luck: luckParts(of("luck"), configuration),
    draw: drawParts(of("draw"), { play, configuration, secrets }),
    prizes: prizesParts(of("prizes"), { proof, play, isSound }),
  };
  return PLAY_STAGES.map((text) => stageOf(text, parts[text.id]));
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
    says: `Odds ${table.map(({ odds }) => odds).join(", ")} in ${denominator}${isWorded ? ", with the rules and prizes as worded" : ""}.`,
    takes: [
      jsonValue("Configuration", canonicalJson(configuration)),
      ...(isWorded ? [jsonValue("Rules and prizes", terms)] : []),
    ],
    gives: [
      hexValue("Configuration hash", configHash(configuration)),
      ...(isWorded ? [hexValue("Rules hash", sha256Hex(terms))] : []),
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
    takes: count === 0 ? [] : [hexValue(`Secret of day ${count}`, String(proof.secret))],
    gives: [hexValue("Anchor, published before the first play", String(proof.anchor))],
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
      otherwise: { state: "absent", because: "This bundle is about a whole pool, and no play of it was named." },
    };
  }
  if (play === undefined) return { compared: [step("play", `play ${seq} is not in the proof`, "")] };
  const compared = [step("play", null, `play ${seq} is in it, with the hash ${play.playHash}`)];
  if (tag !== undefined) {
    const fault = play.member === tag ? null : `play ${seq} is of the tag ${play.member}, not of ${shown(tag)}`;
    compared.push(step("tag", fault, "it is of your tag"));
  }
  if (receipt !== undefined)
    compared.push(
      step("receipt", faultOfReceipt(receipt, play, configuration), "your account’s receipt says the same"),
    );
  const { seq: number, epoch, round, nonce, event, member, clientSeed, at, playHash } = play;
  return {
    compared,
    takes: [
      jsonValue("Play", canonicalJson({ seq: number, epoch, round, member, nonce, event, clientSeed, at })),
      ...(receipt === undefined ? [] : [jsonValue("Your receipt", JSON.stringify(receipt))]),
    ],
    gives: [hexValue("Play hash", playHash)],
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
  const because =
    "Not in this mode, because a play’s luck is its day’s secret, which the operator had before. Hence the label.";
  return { compared, otherwise: { state: "absent", because } };
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
    const range = odds === 1 ? String(reach - 1) : `${reach - odds} to ${reach - 1}`;
    return wordsValue(`Tickets for ${id}`, `${range}, of ${denominator}`);
  });
  if (play === undefined) return { compared, takes };
  const { seq, epoch, ticket, result } = play;
  const wait =
    ticket === null
      ? `Not yet: play ${seq} is not settled.`
      : epoch <= secrets
        ? null
        : `Not yet: the ticket of play ${seq} can be drawn again when the secret of its day is shown, after that day.`;
  return {
    compared,
    says: `Play ${seq} has the ticket ${ticket}: ${result ?? "no prize"}. ${compared[0]?.says ?? ""}`,
    takes,
    gives:
      ticket === null
        ? []
        : [
            wordsValue("Ticket of this play", `${ticket} of ${denominator}`),
            wordsValue("It hits", result ?? "nothing"),
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
    says: `${compared.at(-1)?.says ?? ""}${play ? ` ${endOf(play, hers)}` : ""}`,
    takes: [wordsValue("Prize items", String(prizes.length))],
    gives: [
      wordsValue("Given so far", String(prizes.filter((item) => item.play !== null).length)),
      ...(hers ? [wordsValue("Item of this play", hers.id)] : []),
    ],
  };
}

function endOf({ seq, state }: PublishedPlay, item: PublishedPrize | undefined): string {
  switch (state) {
    case "won":
      return item ? `Play ${seq} took the item ${item.id}.` : `Play ${seq} won; its prize never runs out.`;
    case "stock_out":
      return `Play ${seq} hit a prize of which no item was left.`;
    case "capped":
      return `Play ${seq} hit a prize after as many as a member may win in a day.`;
    case "no_win":
      return `Play ${seq} took none.`;
    default:
      return `Play ${seq} waits for its settlement.`;
  }
}
