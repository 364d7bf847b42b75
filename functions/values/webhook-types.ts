/** What endpoints are told: the type of a message by the kind of its operation. What is not here is the staff's own business. */

const TYPES = {
  purchase: { type: "purchase.recorded", says: "a purchase was recorded" },
  "state-order": { type: "purchase.stated", says: "a platform said what an order is" },
  refund: { type: "purchase.refunded", says: "an order was refunded, all or in part" },
  redeem: { type: "redemption.made", says: "units were held or taken for a reward" },
  capture: { type: "redemption.captured", says: "a held redemption was captured" },
  release: { type: "redemption.released", says: "a held redemption was released" },
  lapse: { type: "redemption.lapsed", says: "a held redemption was not captured in time" },
  reverse: { type: "redemption.reversed", says: "a redemption was taken back" },
  "join-line": { type: "line.joined", says: "a member joined the line for a reward" },
  "leave-line": { type: "line.left", says: "a member left a line, or it ended" },
  "offer-seat": {
    type: "line.asked",
    says: "what came free was offered to whoever is first in line, as a redemption that is held, or passed her by",
  },
  fulfil: { type: "redemption.fulfilled", says: "a reward that is sent, or that a partner gives, came a step further" },
  "use-voucher": { type: "voucher.used", says: "a voucher was used on an order" },
  "reverse-voucher": { type: "voucher.reversed", says: "a voucher's use was taken back" },
  "check-in": { type: "check-in.recorded", says: "a member was at a venue" },
  appeal: { type: "check-in.appealed", says: "a member asked for a check-in to be looked at again" },
  "review-appeal": { type: "check-in.reviewed", says: "staff looked at a check-in again" },
  report: { type: "event.reported", says: "a store reported an event" },
  "undo-event": { type: "event.undone", says: "a reported event was undone" },
  moderate: { type: "event.moderated", says: "what a member sent in was accepted or rejected" },
  enrol: { type: "member.joined", says: "a member was opened, or joined" },
  "change-profile": { type: "member.changed", says: "a member's profile changed" },
  adjust: { type: "member.adjusted", says: "staff gave or took units" },
  freeze: { type: "member.frozen", says: "a member was frozen, or is not any more" },
  merge: { type: "member.merged", says: "a member became another" },
  erase: { type: "member.erased", says: "a member's personal data was erased" },
  inactivity: { type: "member.quiet", says: "a member was not seen for a long time" },
  boundary: {
    type: "member.day-began",
    says: "a day brought something: units became available or expired, a tier was reviewed, a birthday",
  },
  review: { type: "member.reviewed", says: "a new version of the programme moved a member's tiers" },
  activate: { type: "units.activated", says: "units that waited can be used" },
  "cancel-waiting": { type: "units.cancelled", says: "units that waited were taken back" },
  transfer: { type: "units.given", says: "a member gave another units of hers" },
  "top-up": { type: "wallet.topped-up", says: "money was paid into a wallet" },
  "reverse-top-up": { type: "wallet.top-up-reversed", says: "a top-up was reversed" },
  "payment-back": { type: "payment.taken-back", says: "a payment service took a payment back" },
  "sell-gift-card": { type: "gift-card.sold", says: "a gift card was sold" },
  "use-gift-card": { type: "gift-card.used", says: "a gift card paid" },
  "claim-gift-card": { type: "gift-card.claimed", says: "a gift card went into a wallet" },
  "reverse-gift-card": { type: "gift-card.reversed", says: "a gift card's sale was reversed" },
  "reverse-gift-card-use": { type: "gift-card.use-reversed", says: "a gift card got money back" },
  "pay-membership": { type: "membership.paid", says: "a membership's period was paid" },
  "fail-membership": { type: "membership.payment-failed", says: "a membership's renewal was not paid" },
  "cancel-membership": { type: "membership.cancelled", says: "a membership will not be renewed, or was taken back" },
  "restore-membership": { type: "membership.restored", says: "a membership's period is there again" },
  "play-free": { type: "surprise.played", says: "a free play was made" },
  reveal: { type: "surprise.revealed", says: "a member saw what she won" },
  "second-chance": { type: "surprise.passed-on", says: "what a surprise left over went into a contest" },
  "enter-free": { type: "contest.entered", says: "a free entry was made" },
  "open-contest": { type: "contest.opened", says: "a contest's round opened" },
  "freeze-contest": { type: "contest.frozen", says: "a contest's round closed" },
  "draw-contest": { type: "contest.drawn", says: "a contest was drawn" },
  "settle-contest": { type: "contest.settled", says: "a contest is settled" },
  "void-contest": { type: "contest.void", says: "a contest ended without winners, or was called off" },
  "deliver-prize": { type: "prize.won", says: "a prize went to its winner" },
  "claim-prize": { type: "prize.claimed", says: "a winner claimed a prize" },
  "decline-prize": { type: "prize.declined", says: "a winner declined a prize" },
  "pass-prize": { type: "prize.passed-on", says: "a prize passed a winner by" },
  "forfeit-prize": { type: "prize.forfeited", says: "a surprise's prize was lost, since a tax form did not come" },
  publish: { type: "programme.published", says: "a version of the programme was published" },
  pause: { type: "programme.paused", says: "earning or redeeming was paused, or goes on" },
  "publish-input": { type: "input.published", says: "a number that rules read changed" },
  "test-endpoint": { type: "endpoint.tested", says: "staff sent a test, to one endpoint alone" },
} as const satisfies Record<string, { type: string; says: string }>;

/** What a message may be about. */
export type WebhookType = (typeof TYPES)[keyof typeof TYPES]["type"];

/** The test that staff send: it reaches the endpoint that it is for, whatever that one listens to. */
export const TEST_TYPE: WebhookType = "endpoint.tested";

/** Every type with a sentence, in the order of the reference. */
export const WEBHOOK_TYPES: { type: WebhookType; says: string }[] = Object.values(TYPES);

/** The kinds of operations that endpoints are told of. */
export const TOLD_KINDS: string[] = Object.keys(TYPES);

/** The type of an operation's message; null: nobody is told. */
export function webhookTypeOf(kind: string): WebhookType | null {
  return Object.hasOwn(TYPES, kind) ? TYPES[kind as keyof typeof TYPES].type : null;
}
