/** The stages of each check in words: for the page as it is served, for its script and for the command line. */
import type { StageText } from "./stage.ts";

/** A contest's. */
export const CONTEST_STAGES = [
  {
    id: "manifest",
    title: "The manifest is the one that was published",
    about: "The dates, the winners' number, the rules, the list of entries and the source of luck, hashed again.",
  },
  {
    id: "log",
    title: "The public log had it before the draw",
    about: "The entries' end is a line of a log that can only grow, and whoever keeps its checkpoints sees any change.",
  },
  {
    id: "entries",
    title: "The entries are those that were fixed",
    about: "Each tag once, in order, with its tickets; the whole list hashed again.",
  },
  { id: "own", title: "Your tickets are among them", about: "Your tag, looked for in the list." },
  {
    id: "source",
    title: "The beacon is the pinned one",
    about: "The public beacon's network is the one that this page was built with, by its key.",
  },
  {
    id: "luck",
    title: "What decided is what was announced",
    about: "A beacon's signature, a secret that was committed to, or numbers of a public draw.",
  },
  {
    id: "order",
    title: "Luck came after the entries were closed",
    about: "The instant of the beacon's round, against the end of the entries.",
  },
  {
    id: "draw",
    title: "The draw, done again, finds the same ranks",
    about: "Every rank: its ticket, and the tag that it falls to.",
  },
  {
    id: "claims",
    title: "Prizes went down the ranking in order",
    about: "Who won, and which alternates took the place of whom and why.",
  },
] as const satisfies StageText[];

/** An instant win's. */
export const PLAY_STAGES = [
  {
    id: "configuration",
    title: "The odds are those that were published",
    about: "The table of odds, the days, the list of prizes and the rules, hashed again.",
  },
  {
    id: "log",
    title: "The public log had them before the first play",
    about: "A line of a log that can only grow: whoever keeps its checkpoints sees any change.",
  },
  {
    id: "secrets",
    title: "The secrets hang on the anchor",
    about: "Each day's secret hashes to the one before it, down to the anchor that was published first.",
  },
  {
    id: "plays",
    title: "Every play is there, once and in order",
    about: "No number is missing, no purchase played twice, and each play's bytes have the hash of its receipt.",
  },
  { id: "own", title: "Your play is among them", about: "The play of this page, against your receipt or your tag." },
  {
    id: "source",
    title: "The beacon is the pinned one",
    about: "The public beacon's network is the one that this page was built with, by its key.",
  },
  {
    id: "luck",
    title: "Each round's luck came after its plays",
    about: "The beacons' signatures, and their instants against those of the plays.",
  },
  {
    id: "draw",
    title: "Each ticket, drawn again, hits the same prize",
    about: "The ticket of every play whose secret is out, and the line of the odds that it hits.",
  },
  {
    id: "prizes",
    title: "Each prize went to the play whose turn it was",
    about: "All items, given again from the first play on.",
  },
] as const satisfies StageText[];

/** A receipt's. */
export const RECEIPT_STAGES = [
  {
    id: "record",
    title: "What was recorded is what the receipt says",
    about: "The record with its salt, hashed again: who, what, when, and every posting.",
  },
  {
    id: "place",
    title: "It is a line of the log",
    about: "From the line’s hash, by the hashes of its neighbours, to the head of the whole log.",
  },
  { id: "checkpoint", title: "The log’s key signed that head", about: "An Ed25519 signature under a signed note." },
  {
    id: "witness",
    title: "Somebody outside has seen it",
    about: "Signatures of witnesses, who sign only logs that go on from what they signed before.",
  },
  {
    id: "later",
    title: "The log of today goes on from it",
    about: "Its newest checkpoint, and the proof that the receipt’s is the beginning of it.",
  },
] as const satisfies StageText[];
