/** POST /v1/me/check-ins: a member says where she is. Her position is judged in memory and never stored or logged. */
import * as z from "zod";
import { CHECKED_IN, checkInShape, checkInView } from "../edge/check-in-view.ts";
import { contract } from "../edge/contract.ts";
import { deviceCookie, deviceNumberOf } from "../edge/credentials.ts";
import { networkIn } from "../edge/network.ts";
import { saidIn } from "../edge/page-language.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { idText } from "../edge/shapes.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { checkIn } from "../operations/check-in.ts";
import { readTap } from "../operations/tag-keys.ts";
import { hmacHex } from "../values/hash.ts";
import { placeOf } from "../values/place.ts";

/** A tenth of the earth's girth: no device is vaguer. */
const ACCURACY_METRES_MAX = 4_000_000;

const checkInBody = z
  .strictObject({
    venue: idText("the venue's id"),
    fix: z
      .strictObject({
        latitude: z.number().min(-90).max(90).describe("degrees"),
        longitude: z.number().min(-180).max(180).describe("degrees"),
        accuracyMetres: z.number().min(0).max(ACCURACY_METRES_MAX).describe("95% radius, as the device says"),
        timestamp: z
          .union([
            z.number().min(0).max(8.64e15),
            z.iso.datetime({ offset: true }).transform((value) => Date.parse(value)),
          ])
          .describe("when the device took it: milliseconds since 1970, or an RFC 3339 instant"),
      })
      .optional()
      .describe("the device's position, as navigator.geolocation gives it"),
    qr: z
      .string()
      .regex(/^([0-9]{6}|[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{16})$/, "16 letters and digits, or six digits")
      .optional()
      .describe("the counter's code: scanned, or the six digits that are said"),
    tap: z
      .strictObject({
        e: z.string().regex(/^[0-9A-Fa-f]{32}$/, "16 bytes in hex"),
        c: z.string().regex(/^[0-9A-Fa-f]{16}$/, "8 bytes in hex"),
      })
      .optional()
      .describe("what the tag wrote into its link"),
    demo: z.literal(true).optional().describe("a demo position, in a demo programme"),
  })
  .refine(({ fix, qr, tap, demo }) => demo === undefined || (fix ?? qr ?? tap) === undefined, {
    path: ["demo"],
    message: "a demo position, or evidence",
  });

export const recordCheckIn = contract({
  id: "recordCheckIn",
  method: "post",
  path: "/v1/me/check-ins",
  audience: { kind: "member" },
  title: "Check in at a venue",
  about:
    "Never refused for weak evidence: such a check-in is recorded and earns nothing. A venue rewards one check-in a day. The position is used for this answer and not kept. This answer itself is kept until the evidence is forgotten (`evidenceDaysMax`, 30 days), or the visit is deleted: the same request is answered 410 after that, and nothing is done again.",
  body: checkInBody,
  status: 201,
  answer: checkInShape,
  refusals: ["earning_paused", "venue_unknown", "demo_position_refused", "member_frozen", "tap_used"],
  example: {
    body: {
      venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8w",
      fix: { latitude: 52.0908, longitude: 5.1214, accuracyMetres: 12, timestamp: 1795255479000 },
    },
    answer: CHECKED_IN,
  },
});

/** Hexadecimal digits of a device's tag: no two are the same by chance. */
const DEVICE_DIGITS = 32;
/** And of a fix's: of 10,000 check-ins none is likely to seem a copy, and too few to find the position by trying all. */
const FIX_DIGITS = 8;

/** The tag of a position to its last digit, at its very instant: honest devices never say the same twice. */
function fixTagOf(
  secret: string,
  { latitude, longitude, timestamp }: { latitude: number; longitude: number; timestamp: number },
): string {
  return hmacHex(secret, `sighting/${JSON.stringify([latitude, longitude, timestamp])}`).slice(0, FIX_DIGITS);
}

export function mountCheckIns(app: App): void {
  serveWrite(app, recordCheckIn, checkIn, {
    request: async ({ body: { venue, fix, qr, tap, demo }, caller, ledger, context }) => {
      if (caller.kind !== "member") throw new Error("only a member checks in");
      return {
        member: caller.member,
        venue,
        fix: fix ? { ...placeOf(fix), accuracyMetres: fix.accuracyMetres, at: fix.timestamp } : null,
        qr: qr ?? null,
        tap: tap ? await readTap(ledger, tap) : null,
        isDemo: demo === true,
        device: hmacHex(ledger.secret, `device/${deviceNumberOf(context, ledger.secret)}`).slice(0, DEVICE_DIGITS),
        fixTag: fix ? fixTagOf(ledger.secret, fix) : null,
        network: networkIn(context),
        said: saidIn(context),
      };
    },
    view: checkInView,
    after: ({ context, ledger }, _, response) =>
      response.headers.append("set-cookie", deviceCookie(context, ledger.secret)),
    unseal: unsealVouchers,
  });
}
