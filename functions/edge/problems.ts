/**
 * The problem table (RFC 9457): one row per code, with its status, title and what helps. No other file knows a status
 * for a code. `/problems/{code}` shows the row.
 */
import type { RefusalCode } from "../values/refusal.ts";

export type ProblemCode =
  | RefusalCode
  | "malformed"
  | "too_large"
  | "unsupported_media_type"
  | "method_not_allowed"
  | "contest_not_frozen"
  | "no_mailer"
  | "nearby_off"
  | "log_empty"
  | "not_sealed"
  | "key_missing"
  | "key_invalid"
  | "key_reused"
  | "erased"
  | "too_many_requests"
  | "too_many_refusals"
  | "outcome_unknown"
  | "migrating"
  | "fault";

/** The period over which requests are counted. */
const RATE_PERIOD_SECONDS = 60;

/** The clock ticks each minute, and each tick seals. */
const SEAL_PERIOD_SECONDS = 60;

interface Problem {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
  title: string;
  helps: string;
  /** Retry-After, in seconds; absent: trying again alone does not help. */
  retrySeconds?: number;
}

export const problems: Record<ProblemCode, Problem> = {
  malformed: {
    status: 400,
    title: "The body is not JSON",
    helps: "Send one JSON document in UTF-8, at most 64 levels deep, without control characters.",
  },
  key_missing: {
    status: 400,
    title: "An Idempotency-Key is required",
    helps: "Send a new key for each new request, and the same key for a retry.",
  },
  key_invalid: {
    status: 400,
    title: "The Idempotency-Key cannot be used",
    helps: "1 to 255 visible ASCII characters.",
  },
  unauthenticated: {
    status: 401,
    title: "No valid credential",
    helps: "Send a store key or a member token as Authorization: Bearer …",
  },
  link_used: {
    status: 401,
    title: "This link was used, or has run out",
    helps: "A sign-in link works once, and not for long. Ask for another one; for staff: npm run staff -- link EMAIL",
  },
  code_wrong: {
    status: 409,
    title: "This code or link does not sign in",
    helps: "It is wrong, was used or has run out. With no `triesLeft`, ask for another one.",
  },
  terms_needed: {
    status: 409,
    title: "Nobody has joined with this address yet",
    helps: "Nothing was stored and the code is still good: send it again with `join`, once she has accepted the terms.",
  },
  too_many_codes: {
    status: 429,
    retrySeconds: 3_600,
    title: "Too many codes were sent to this address",
    helps: "The last one may still be good. Wait for an hour, or sign in another way.",
  },
  no_mailer: {
    status: 503,
    title: "No mail is sent from here",
    helps: "Whoever runs the programme sets EMAIL or MAIL_URL (wrangler.toml). Sign in another way.",
  },
  session_unknown: { status: 404, title: "No such session", helps: "It has ended, or is not yours." },
  member_code_refused: {
    status: 409,
    title: "This code is not good any more",
    helps: "It is older than a minute, or she signed out on that phone. Let her show the code that it shows now.",
  },
  member_code_used: {
    status: 409,
    title: "This code was used already",
    helps: "It is good once. The next one comes within half a minute.",
  },
  passkey_unknown: {
    status: 404,
    title: "No such passkey",
    helps: "It was removed, or was never added here. Sign in another way, and add it again.",
  },
  passkey_refused: {
    status: 409,
    title: "This passkey does not sign in",
    helps: "What was signed does not hold, or took more than five minutes. Try once more.",
  },
  forbidden: {
    status: 403,
    title: "This credential may not do that",
    helps:
      "Use one with the scope or role named in `needs`; `sign-in`: a session that she opened by a proof of her own.",
  },
  not_found: { status: 404, title: "Not found", helps: "It does not exist, or belongs to somebody else." },
  member_unknown: { status: 404, title: "No such member", helps: "Check the id; it may belong to another programme." },
  order_unknown: { status: 404, title: "No such order", helps: "Record the purchase first." },
  reward_unknown: { status: 404, title: "No such reward", helps: "GET /v1/programme lists the catalogue." },
  redemption_unknown: { status: 404, title: "No such redemption", helps: "Check the id." },
  voucher_unknown: { status: 404, title: "No such voucher", helps: "Check the code." },
  venue_unknown: { status: 404, title: "No such venue", helps: "Check the id." },
  rows_wrong: {
    status: 422,
    title: "Rows of the file are wrong",
    helps: "Nothing was imported. POST /v1/staff/venue-imports/check says what is wrong with each of `lines`.",
  },
  contest_unknown: { status: 404, title: "No such contest", helps: "GET /v1/contests lists them." },
  prize_unknown: { status: 404, title: "No such prize of yours", helps: "GET /v1/me/contests lists what came to you." },
  play_unknown: { status: 404, title: "No such play", helps: "Check the id." },
  operation_unknown: { status: 404, title: "No such operation", helps: "Check the id." },
  event_unknown: { status: 404, title: "No such event", helps: "Report it first." },
  source_unknown: {
    status: 404,
    title: "Nothing waits because of it",
    helps: "Check the order or the id; it may be another store's.",
  },
  top_up_unknown: { status: 404, title: "No such top-up", helps: "Check the id; it may be another store's." },
  membership_unknown: { status: 404, title: "No such membership", helps: "Check the id; it may be another store's." },
  plan_unknown: { status: 404, title: "No such plan", helps: "A plan is a unit with `membership`: GET /v1/programme." },
  gift_card_unknown: { status: 404, title: "No such gift card", helps: "Check the code." },
  store_unknown: { status: 404, title: "No such store", helps: "Check the id." },
  draft_unknown: { status: 404, title: "No such draft", helps: "It may have been published or dropped." },
  version_not_scheduled: {
    status: 409,
    title: "This version is not scheduled",
    helps: "Only what is not yet in force can be withdrawn. Go back to an older version instead.",
  },
  version_unknown: { status: 404, title: "No such version", helps: "Check the number." },
  method_not_allowed: {
    status: 405,
    title: "Not with this method",
    helps: "See /docs for what this address understands.",
  },
  duplicate: {
    status: 409,
    title: "Already recorded",
    helps: "`operation` names the first one. Another request under that natural key is not accepted.",
  },
  too_late: {
    status: 409,
    title: "Too late",
    helps: "The programme accepts events for `lateDays` days; a key with scope import may be later.",
  },
  member_frozen: { status: 409, title: "This member is frozen", helps: "Support can say why." },
  member_not_joined: { status: 409, title: "Not joined yet", helps: "A guest earns; she spends after she has joined." },
  refund_exceeds_order: { status: 409, title: "More than the order has left", helps: "The numbers say what is left." },
  pays_orders_only: {
    status: 409,
    title: "It pays orders only",
    helps: "A store redeems it at its checkout: POST /v1/redemptions.",
  },
  pays_no_order: {
    status: 409,
    title: "It pays no order",
    helps: "A redemption pays an order where its reward is points as money, and one order only.",
  },
  to_herself: { status: 409, title: "You have it already", helps: "Name another member." },
  recipient_unavailable: {
    status: 409,
    title: "This member cannot be given anything now",
    helps: "Her account is held, or she has not joined yet.",
  },
  not_transferable: {
    status: 409,
    title: "It cannot be given to another member",
    helps: "GET /v1/programme says of each unit whether it is transferable.",
  },
  points_short: {
    status: 409,
    title: "Not enough to pay for it",
    helps: "`has` and `needs` say how many are missing.",
  },
  not_awaited: {
    status: 409,
    title: "Nothing waits for this event",
    helps: "`awaits` names the events that are still awaited; none, where all was said or the time is over.",
  },
  log_empty: {
    status: 409,
    retrySeconds: SEAL_PERIOD_SECONDS,
    title: "Nothing was sealed yet",
    helps: "The clock seals the log each minute; the first operation begins it.",
  },
  not_sealed: {
    status: 409,
    retrySeconds: SEAL_PERIOD_SECONDS,
    title: "Not sealed yet",
    helps: "It is recorded. The clock seals it within two minutes; ask again then.",
  },
  stock_exhausted: { status: 409, title: "None left", helps: "Choose another reward." },
  stock_left: { status: 409, title: "Some are left", helps: "Redeem it: nobody has to wait." },
  already_in_line: {
    status: 409,
    title: "Already in line",
    helps: "`place` is where, or `redemption` what was offered: take it or leave it.",
  },
  limit_reached: { status: 409, title: "Limit reached", helps: "The numbers say which." },
  price_changed: { status: 409, title: "The price is another one now", helps: "Show `costs` and ask again." },
  amount_not_offered: { status: 409, title: "Not offered in that amount", helps: "The numbers say the steps." },
  tier_too_low: { status: 409, title: "For other tiers", helps: "`tiers` may have it." },
  segment_needed: { status: 409, title: "For other members", helps: "`segments` may have it." },
  input_outside_limits: { status: 409, title: "Outside its limits", helps: "The programme says from `min` to `max`." },
  not_yet: { status: 409, title: "Not yet", helps: "`from` is when it begins." },
  no_longer: { status: 409, title: "No longer", helps: "`until` is when it ended." },
  not_now: {
    status: 409,
    title: "Not now",
    helps:
      "It is there while `input` is from `atLeast` to `atMost`; `value` is what it is. Ask again when it has changed.",
  },
  redemption_not_held: { status: 409, title: "Not held any more", helps: "It was captured, released or has lapsed." },
  fulfilment_refused: {
    status: 409,
    title: "Not the next state of its fulfilment",
    helps: "`state` is where it stands, and `allowed` what may follow.",
  },
  hold_lapsed: { status: 409, title: "The hold has lapsed", helps: "Redeem again." },
  redemption_not_captured: {
    status: 409,
    title: "Not captured",
    helps: "Only a captured redemption can be reversed; release a held one.",
  },
  voucher_used: { status: 409, title: "Already used", helps: "A voucher is used once." },
  voucher_expired: { status: 409, title: "Expired", helps: "`expiredOn` was its last good day, `expiredAt` its end." },
  voucher_cancelled: { status: 409, title: "Cancelled", helps: "Its redemption was reversed." },
  voucher_not_in_channel: {
    status: 409,
    title: "Not in this channel",
    helps: "`channels` take it; name yours as `channel`.",
  },
  voucher_not_for_goods: {
    status: 409,
    title: "Not for these goods",
    helps: "`categories` or `skus` count, and `eligibleMinor` is what the order has of them: send its lines with both.",
  },
  voucher_not_here: { status: 409, title: "Not here", helps: "`stores` or `venues` take it." },
  voucher_not_yet: { status: 409, title: "Not good yet", helps: "`goodFrom` is its first good day." },
  voucher_short: { status: 409, title: "It does not take that much off", helps: "`hasMinor` is what it takes off." },
  basket_too_small: {
    status: 409,
    title: "The basket is too small",
    helps: "`needsMinor` is the least that the goods it is for must cost, and `hasMinor` what they do.",
  },
  voucher_not_used: { status: 409, title: "Not used", helps: "Only a used voucher can be reversed." },
  membership_ended: { status: 409, title: "It has ended", helps: "Report a payment, and it begins again." },
  gift_card_empty: { status: 409, title: "Nothing is left on it", helps: "It was used, claimed or taken back." },
  identity_taken: { status: 409, title: "Already in use", helps: "Sign in instead." },
  already_joined: { status: 409, title: "Already a member", helps: "Sign in instead." },
  adjustment_above_limit: { status: 409, title: "Above your limit", helps: "Ask somebody whose role allows it." },
  already_reversed: { status: 409, title: "Already reversed", helps: "`operation` names the reversal." },
  undo_over: {
    status: 409,
    title: "The time for undoing is over",
    helps: "Ask the shop: it can reverse what was not used.",
  },
  not_reversible: { status: 409, title: "Cannot be reversed", helps: "Use a refund or an adjustment." },
  duplicate_content: {
    status: 409,
    title: "This content was reported before",
    helps: "`operation` names the report that had it: the same picture earns once.",
  },
  not_waiting: {
    status: 409,
    title: "It does not wait",
    helps: "Somebody has decided, or it was undone: see `state`.",
  },
  tap_used: {
    status: 409,
    title: "This tap was used before",
    helps: "Tap the tag again: each tap counts once, and the newest ends those before it.",
  },
  demo_position_refused: {
    status: 409,
    title: "Demo positions are for demos",
    helps: "Send a fix of the device, or scan the counter's code.",
  },
  prize_not_offered: {
    status: 409,
    title: "Not to be claimed",
    helps: "`state` is where it stands: passed to somebody else, or claimed already.",
  },
  skill_answer_wrong: { status: 409, title: "Not the answer", helps: "`asks` is the question: × before + and −." },
  invitation_unknown: {
    status: 404,
    title: "This invitation is not good",
    helps: "It was accepted, withdrawn or is older than a week, or the code was not copied whole. Ask for another one.",
  },
  friend_unknown: { status: 404, title: "No such friend", helps: "GET /v1/me/friends lists yours." },
  already_friends: { status: 409, title: "You are friends already", helps: "GET /v1/me/friends lists yours." },
  too_young: {
    status: 403,
    title: "Not before you are 18",
    helps: "Nobody under 18 is shown to others by where she is.",
  },
  nearby_off: {
    status: 409,
    title: "You do not show yourself",
    helps: "Only who lets her friends see her may look who is near: PUT /v1/me/nearby.",
  },
  not_eligible: {
    status: 403,
    title: "Not for you, by its rules",
    helps: "`reason` says which rule: see the contest's eligibility.",
  },
  email_not_verified: {
    status: 403,
    title: "Nobody has verified this e-mail address",
    helps: "Sign in with it, or send a proof that a store or the staff gave for it: POST /v1/email-proofs.",
  },
  no_free_entry: { status: 409, title: "It has no free entry", helps: "Its rules say how one enters." },
  already_entered: {
    status: 409,
    title: "Already entered",
    helps: "A free entry is one per person and round, a free play one per person and day.",
  },
  already_drawn: {
    status: 409,
    title: "Already drawn",
    helps: "A draw stands: a prize can only pass on to an alternate.",
  },
  contest_closed: { status: 409, title: "The contest is closed", helps: "The next round opens by itself." },
  surprise_closed: { status: 409, title: "The surprise is closed", helps: "GET /v1/surprises says when each is open." },
  contest_not_frozen: {
    status: 409,
    title: "Nothing to prove yet",
    helps: "The proof is there as soon as the contest has closed and its entries are written down.",
  },
  not_awaiting: {
    status: 409,
    title: "The contest waits for no numbers",
    helps:
      "`state` is awaiting when its entries are published, and `mode` is manual where numbers of a public draw decide.",
  },
  not_due: { status: 409, title: "Nothing is due", helps: "It was done already, or its time has not come." },
  play_not_settled: { status: 409, title: "Not settled yet", helps: "Ask again in a moment." },
  already_revealed: { status: 409, title: "Already revealed", helps: "See your statement." },
  erased: {
    status: 410,
    title: "Erased",
    helps:
      "It was done. What was asked and answered is gone: erased with the person, or forgotten after its days. Do not send it again under another key.",
  },
  too_large: { status: 413, title: "Too large", helps: "`limitBytes` is the limit." },
  unsupported_media_type: { status: 415, title: "Not JSON", helps: "Send Content-Type: application/json." },
  invalid: { status: 422, title: "Not valid", helps: "`errors` names each field by its pointer." },
  rules_changed: {
    status: 422,
    title: "Not the rules of this round",
    helps: "Show the rules again: `rulesHash` is theirs.",
  },
  declaration_needed: {
    status: 422,
    title: "Something has to be said first",
    helps: "`needs` names it: a birth date, or where exactly one lives.",
  },
  key_reused: {
    status: 422,
    title: "This key was used for another request",
    helps: "The first answer stands. Use a new key for a new request.",
  },
  occurred_in_the_future: {
    status: 422,
    title: "Dated ahead",
    helps: "At most 5 minutes ahead of the ledger's clock.",
  },
  event_type_unknown: {
    status: 422,
    title: "Not an event that is reported",
    helps: "Name a type that we know, or one of the programme's own: a purchase has a route of its own.",
  },
  currency_not_accepted: { status: 422, title: "Another currency", helps: "The programme accepts `accepted`." },
  no_wallet: {
    status: 422,
    title: "The programme has no wallet",
    helps: 'A wallet is a unit with "money": true in the programme document.',
  },
  totals_do_not_add_up: {
    status: 422,
    title: "The amounts do not add up",
    helps: "Lines less discount plus shipping, plus tax unless prices include it, is the total.",
  },
  line_unknown: { status: 422, title: "No such line", helps: "Name a line of the order." },
  line_ambiguous: { status: 422, title: "More than one line has this sku", helps: "Name the line by its number." },
  attribute_unknown: {
    status: 422,
    title: "The programme asks for no such attribute",
    helps: "GET /v1/programme lists the attributes.",
  },
  attribute_invalid: {
    status: 422,
    title: "Not a value of this attribute",
    helps: "`expected` says what it may be; null takes it away.",
  },
  input_unknown: { status: 422, title: "The programme reads no such input", helps: "GET /v1/programme lists them." },
  programme_faulty: { status: 422, title: "The document has faults", helps: "`errors` names each by its pointer." },
  version_changed: {
    status: 409,
    title: "Somebody published in between",
    helps: "Look at the newest version, then publish again.",
  },
  too_many_requests: {
    status: 429,
    retrySeconds: RATE_PERIOD_SECONDS,
    title: "Too many requests",
    helps: "Wait as Retry-After says.",
  },
  too_many_refusals: {
    status: 429,
    retrySeconds: 3_600,
    title: "Refused too often today",
    helps: "Nothing was stored; the same key works tomorrow.",
  },
  earning_paused: {
    status: 503,
    retrySeconds: 60,
    title: "Earning is paused",
    helps: "Nothing was stored: send the same request with the same key later.",
  },
  redemption_paused: {
    status: 503,
    retrySeconds: 60,
    title: "Redeeming is paused",
    helps: "Nothing was stored: send the same request with the same key later.",
  },
  outcome_unknown: {
    status: 503,
    retrySeconds: 1,
    title: "Nobody knows yet",
    helps: "Send the same request with the same key: it is done once.",
  },
  migrating: {
    status: 503,
    retrySeconds: 5,
    title: "Being updated",
    helps: "Send the same request with the same key in a moment.",
  },
  fault: { status: 500, title: "Our fault", helps: "It is logged under the request id. The same key is safe." },
};

/** Whether a code has a row. */
export function isKnownProblem(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}
