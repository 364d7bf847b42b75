/**
 * Whose the prizes are, against the ranking: prize n comes to rank n first; one that passes a rank by goes to the first rank
 * that no prize has come to yet, for one of the published reasons; and no rank has two.
 */
import { PASS_REASONS, type PassReason } from "../../values/contest-facts.ts";
import { type Part, said } from "../said.ts";
import { anyString, type Check, having, integer, isObject, listOf, orNull, shown } from "../shape.ts";
import { countOf, type Step, step } from "../verdict.ts";
import { type Parts, wordsValue } from "./stage.ts";

type Ranked = { rank: number; tag: string };
type Won = {
  prize: number;
  name: string;
  rank: number | null;
  tag: string | null;
  state: string;
  passed: { rank: number; reason: PassReason; at: string }[];
};

const whole = integer(1);
const reason: Check = (value, where) =>
  PASS_REASONS.some((known) => known === value) ? null : `${where} is ${shown(value)}, which is no published reason`;
const checkWinners = listOf(
  having({
    prize: whole,
    name: anyString,
    rank: orNull(whole),
    tag: orNull(anyString),
    state: anyString,
    passed: listOf(having({ rank: whole, reason, at: anyString })),
  }),
);

/** The last stage of a contest: `contest` is the round as the API shows it, `ranking` the proof's. */
export function claimsParts({ contest, ranking }: { contest: unknown; ranking: readonly Ranked[] }): Parts {
  if (!isObject(contest)) {
    const because = said("not.prizes");
    return { compared: [], otherwise: { state: "absent", because } };
  }
  if (ranking.length === 0) return { compared: [], otherwise: { state: "waiting", because: said("not.drawn") } };
  const { winnersList } = contest;
  const form = checkWinners(winnersList, "winnersList");
  if (form !== null) return { compared: [step("winners", form, null)] };
  const winners = (winnersList as Won[]).toSorted((one, other) => one.prize - other.prize);
  const prizes = countOf(winners.length, "prizes");
  const passedOn = winners.reduce((sum, { passed }) => sum + passed.length, 0);
  return {
    compared: [orderStep(winners, ranking), tagsStep(winners, ranking)],
    says:
      passedOn === 0
        ? said("claims.straight", { prizes })
        : said("claims.passed", { prizes, ranks: countOf(passedOn, "ranks") }),
    takes: winners.map(({ prize, name, passed }) =>
      wordsValue(said("value.prize", { prize: String(prize) }), [
        said("claims.prize", { name }),
        ...passed.map(({ rank, reason, at }) =>
          said("claims.passedBy", {
            rank: String(rank),
            reason: said(`reason.${reason}`),
            day: { on: at.slice(0, DAY_LENGTH) },
          }),
        ),
      ]),
    ),
    gives: winners.map(({ prize, rank, tag, state }) =>
      wordsValue(
        said("value.prize", { prize: String(prize) }),
        rank === null
          ? said("claims.nobody", { state: stateSaid(state) })
          : said("claims.whose", { rank: String(rank), tag: tag ?? "", state: stateSaid(state) }),
      ),
    ),
  };
}

/** Characters of a day in an instant. */
const DAY_LENGTH = 10;

const STATES = ["owed", "offered", "held", "delivered", "vacant", "left", "passes-on"] as const;

/** A state that is not known here, of a newer engine, stands as it is. */
function stateSaid(state: string): Part {
  const known = STATES.find((each) => each === state);
  return known ? said(`state.${known}`) : state;
}

/** Every rank that a prize came to, in order; one that it is passing by now is the last of those passed. */
function ranksOf({ rank, state, passed }: Won): number[] {
  return [...passed.map((each) => each.rank), ...(rank === null || state === "passes-on" ? [] : [rank])];
}

function orderStep(winners: readonly Won[], ranking: readonly Ranked[]): Step {
  const had = winners.flatMap(ranksOf).sort((one, other) => one - other);
  const faults = winners.flatMap((won, index) => {
    const { prize } = won;
    const ranks = ranksOf(won);
    const first = ranks[0] ?? null;
    const wanted = prize <= ranking.length ? prize : null;
    const back = ranks.findIndex((rank, at) => at > 0 && rank <= (ranks[at - 1] ?? 0));
    return [
      prize === index + 1 ? null : `prize ${index + 1} is missing`,
      first === wanted ? null : `prize ${prize} came to rank ${first ?? "none"} first`,
      back < 0 ? null : `prize ${prize} went from rank ${ranks[back - 1]} back to ${ranks[back]}`,
    ];
  });
  const gap = had.findIndex((rank, index) => rank !== index + 1);
  const skipped =
    gap < 0 ? null : had[gap] === had[gap - 1] ? `rank ${had[gap]} had two prizes` : `rank ${gap + 1} was passed over`;
  return step(
    "order",
    [...faults, skipped].find((fault) => fault !== null) ?? null,
    said("claims.order", { last: had.length }),
  );
}

function tagsStep(winners: readonly Won[], ranking: readonly Ranked[]): Step {
  const wrong = winners.find(
    ({ rank, tag }) => rank !== null && ranking.find((drawn) => drawn.rank === rank)?.tag !== tag,
  );
  const fault =
    wrong && `prize ${wrong.prize} is shown with the tag ${shown(wrong.tag)}, which is not that of rank ${wrong.rank}`;
  return step("tags", fault ?? null, said("claims.tags"));
}
