/** /me/play: surprises to be opened, checking in, and the contests that she has tickets in, each with its proof. */
import { readVenuesOf } from "../../database/venues-of.ts";
import { isDemo, ledgerOf } from "../../edge/environment.ts";
import { read } from "../../edge/read.ts";
import { type Ctx, hostOf } from "../../edge/serve.ts";
import type { Entry, Play, Venue } from "./account.ts";
import { CheckInPart } from "./check-in.tsx";
import { ContestsPart } from "./contests.tsx";
import type { MemberPage } from "./frame.tsx";
import { type Draws, NextDraws } from "./next-draws.tsx";
import { PlaysPart } from "./plays.tsx";

/** Plays and contests that are shown. */
const SHOWN = 12;
/** Newest rounds that are looked at for those that are open. */
const ROUNDS = 20;
/** Places in the list beside the six digits; at one that is not in it, the code is scanned. */
const PLACES = 50;

interface Parts {
  plays: Play[] | null;
  contests: Entry[] | null;
  draws: Draws | null;
  /** Of contests whose prize waits to be claimed: what she accepts. */
  rules: Map<string, string>;
  /** Places to stand at in a demo; elsewhere none. */
  venues: Venue[];
  places: Venue[];
}

export const play: MemberPage<Parts> = {
  path: "/me/play",
  name: "play",
  script: "play",
  async ask({ one, list }, context) {
    const [plays, contests, draws, venues, places] = await Promise.all([
      list<Play>(`/v1/me/plays?limit=${SHOWN}`),
      list<Entry>(`/v1/me/contests?limit=${SHOWN}`),
      one<Draws>(`/v1/contests?limit=${ROUNDS}`),
      isDemo(context.env) ? list<Venue>("/demo/venues") : [],
      placesOf(context),
    ]);
    const offered = (contests ?? []).filter(({ prize }) => prize?.state === "offered");
    const rules = new Map(
      await Promise.all(
        offered.map(async ({ contest }): Promise<[string, string]> => {
          const round = await one<{ rules: string }>(`/v1/contests/${contest}`);
          return [contest, round?.rules ?? ""];
        }),
      ),
    );
    return { plays, contests, draws, rules, venues: venues ?? [], places };
  },
  show: (hers, { plays, contests, draws, rules, venues, places }) => {
    const { programme, says } = hers;
    return (
      <>
        <h1>{says.nav.play}</h1>
        <PlaysPart hers={hers} plays={plays} />
        {programme.earning.some(({ on }) => on === "check-in") ? (
          <CheckInPart hers={hers} venues={venues} places={places} />
        ) : null}
        {programme.contests.length > 0 ? <NextDraws draws={draws} hers={hers} /> : null}
        {programme.contests.length > 0 ? <ContestsPart hers={hers} entries={contests} rules={rules} /> : null}
      </>
    );
  },
};

async function placesOf(context: Ctx): Promise<Venue[]> {
  const ledger = ledgerOf(context.env, hostOf(context));
  return (await read({ caller: { kind: "public" }, ledger }, { reading: readVenuesOf(PLACES) })).found;
}
