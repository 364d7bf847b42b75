/** What stands for what in a path: a name means the same wherever it is used, so it is described once. */

interface About {
  description: string;
  example: string;
}

const PARAMETERS: Record<string, About> = {
  checkIn: { description: "a check-in's id", example: "chk_01kajw8zt0q9w4m2xv5n6p7r8x" },
  contest: { description: "a contest's id", example: "con_01kajw8zt0q9w4m2xv5n6p7r8s" },
  entrant: {
    description: "an entrant's tag, as the draw's ranking has it",
    example: "5f3759df5f3759df5f3759df5f3759df",
  },
  rank: { description: "a rank of the draw, from 1", example: "1" },
  member: { description: "a member's id", example: "mem_01kajw8zt0q9w4m2xv5n6p7r8t" },
  endpoint: { description: "an endpoint's id", example: "end_01kajw8zt0q9w4m2xv5n6p7r8v" },
  event: { description: "the store's id of the event", example: "r-77" },
  operation: { description: "an operation's id", example: "op_01kajw8zt0q9w4m2xv5n6p7r8v" },
  order: { description: "the store's order number", example: "1001" },
  reward: { description: "a reward's id in the programme document", example: "cinema" },
  place: { description: "a place in a waiting list", example: "stb_01kajw8zt0q9w4m2xv5n6p7r8t" },
  redemption: { description: "a redemption's id", example: "rdm_01kajw8zt0q9w4m2xv5n6p7r8s" },
  draft: { description: "a draft's name", example: "spring" },
  version: { description: "a version's number", example: "1" },
  tag: { description: "a tag's id", example: "tag:04DE5F1EACC040" },
  venue: { description: "a venue's id", example: "ven_01kajw8zt0q9w4m2xv5n6p7r8t" },
  pool: { description: "a pool's id, as GET /v1/surprises lists it", example: "pool:walk-in:1" },
  session: { description: "a session's id", example: "ses_01kajw8zt0q9w4m2xv5n6p7r8s" },
  friend: { description: "my half of a friendship", example: "frd_0a1b2c3d4e5f60718293a4b5c6d7e8f9-1" },
  invitation: {
    description: "an invitation's code, in any case, with or without dashes",
    example: "TSR-7K2M-XQ4D-09VB",
  },
  passkey: { description: "a passkey's id", example: "pky_0a1b2c3d4e5f60718293a4b5c6d7e8f9" },
  code: {
    description: "a voucher's or a gift card's code, in any case, with or without dashes",
    example: "TSR-7K2M-XQ4D-09VB",
  },
};

/** Where `id` stands, what comes before it says whose it is. */
const IDS: Record<string, About> = {
  "gift-card-payments": { description: "the store's id of a gift card's sale", example: "g-1001" },
  memberships: { description: "the store's id of a membership", example: "sub-1001" },
  "top-ups": { description: "the store's id of a top-up", example: "t-1001" },
  plays: { description: "a play's id", example: "play_01kajw8zt0q9w4m2xv5n6p7r8z" },
  keys: { description: "a key's id", example: "key_0a1b2c3d4e5f60718293a4b5" },
  members: { description: "a member's id", example: "mem_01kajw8zt0q9w4m2xv5n6p7r8t" },
};

/** What a path's parameter means, with an example. Throws for one that is not described here. */
export function aboutParameter(path: string, name: string): About {
  const before =
    path
      .slice(0, path.indexOf(`/:${name}`))
      .split("/")
      .at(-1) ?? "";
  const about = name === "id" ? IDS[before] : PARAMETERS[name];
  if (!about) throw new Error(`nobody says what :${name} means in ${path}: see bin/openapi/parameters.ts`);
  return about;
}
