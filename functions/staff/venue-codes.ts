/** /v1/staff/venues/{venue}/code: the key of the counter's code, for the tablet that shows it, and its renewal. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, type Ctx, serveRead, serveWrite } from "../edge/serve.ts";
import { STEP_SECONDS, venueKeyLabel } from "../evidence/venue-code.ts";
import { renewVenueCode } from "../operations/venue.ts";
import type { Ledger } from "../operations/verb.ts";
import { hmacHex } from "../values/hash.ts";
import { asKind } from "../values/holder.ts";
import { MAY } from "./roles.ts";

const stewards = { kind: "staff", roles: MAY.steer } as const;

const EXAMPLE_KEY = "0909090909090909090909090909090909090909090909090909090909090909";

export const readVenueCode = contract({
  id: "readVenueCode",
  method: "get",
  path: "/v1/staff/venues/:venue/code",
  audience: stewards,
  title: "Read the key of a venue's code",
  about:
    "The counter's code changes every 30 seconds and is made on the tablet, with or without a network, from this key. Open the link on the tablet: the key stands after its #, which no server sees. Whoever has it can show the code; renew it when a tablet is lost.",
  status: 200,
  answer: z.strictObject({
    venue: z.string(),
    name: z.string(),
    key: z.string().describe("32 bytes in hex"),
    stepSeconds: z.int(),
    link: z.string().describe("the counter's page"),
  }),
  refusals: ["venue_unknown"],
  example: {
    answer: {
      venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8v",
      name: "Alexanderplatz",
      key: EXAMPLE_KEY,
      stepSeconds: 30,
      link: `https://points.example.com/counter#ven_01kajw8zt0q9w4m2xv5n6p7r8v.${EXAMPLE_KEY}.Alexanderplatz`,
    },
  },
});

export const renewVenueCodeContract = contract({
  id: "renewVenueCode",
  method: "post",
  path: "/v1/staff/venues/:venue/code/renewal",
  audience: stewards,
  title: "Renew the key of a venue's code",
  about: "At once: what a tablet with the old key shows is worth nothing any more.",
  status: 200,
  answer: z.strictObject({ operation: z.string(), venue: z.string(), version: z.int() }),
  refusals: ["venue_unknown"],
  example: {
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8v", version: 2 },
  },
});

/** The key of a venue's code, in hex. */
export function venueKey({ secret }: Pick<Ledger, "secret">, venue: string, version: number): string {
  return hmacHex(secret, venueKeyLabel(venue, version));
}

/** The counter's page for a venue; what stands after the # stays on the tablet. */
export function counterLink(context: Ctx, { venue, key, name }: { venue: string; key: string; name: string }): string {
  return `${new URL(context.req.url).origin}/counter#${venue}.${key}.${encodeURIComponent(name)}`;
}

export function mountVenueCodes(app: App): void {
  serveRead(app, readVenueCode, async (asked) => {
    const id = asked.params.venue ?? "";
    const { facts } = await read(asked, { holders: [id] });
    const holder = facts.holders.get(id);
    if (holder?.kind !== "venue") throw new Problem("venue_unknown");
    const { name, codeVersion = 1 } = asKind(holder, "venue").facts;
    const key = venueKey(asked.ledger, id, codeVersion);
    const link = counterLink(asked.context, { venue: id, key, name });
    return { venue: id, name, key, stepSeconds: STEP_SECONDS, link };
  });
  serveWrite(app, renewVenueCodeContract, renewVenueCode, {
    request: ({ params }) => ({ venue: params.venue ?? "" }),
    view: (outcome) => ({ ...outcome }),
  });
}
