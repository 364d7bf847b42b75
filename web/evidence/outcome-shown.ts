import type { CheckInWords } from "../../functions/edge/phrases/check-in/index.ts";
import { type ProgrammeWords, type Speech, speechFor } from "../../functions/edge/words.ts";
import { element } from "../element.ts";
import { counted, filled, listed, pageLanguage } from "../words.ts";
import { type Answer, read, sentenceOf } from "../write.ts";
import { appealFor } from "./appeal-for.ts";
import type { Evidence, Fix } from "./evidence.ts";
import { refusalSays, type Says, unshownSays } from "./says.ts";

/** A fix vaguer than this shows nothing in most programmes. */
const VAGUE_METRES = 100;

/** Where she was, and what she sent for it. */
interface Visited {
  name: string;
  evidence: Evidence;
  fix: Fix | null;
}

/** What a check-in came to, as the API answers it. */
export interface CheckedIn {
  id: string;
  evidence: string;
  trust: string;
  earned: { unit: string; amount: number }[];
  vouchers: { code: string; reward: string; expiresOn: string }[];
  surprises: { id: string }[];
  tickets: { amount: number }[];
  why: string[];
  balances: Record<string, { available: number }>;
}

/** Something that is said with its title, which is focused so that it is read out. */
export function saidTo(part: HTMLElement, { title, helps }: Says, more: Node[] = []): void {
  const heading = element("h2", { text: title });
  heading.tabIndex = -1;
  part.replaceChildren(
    element("div", { className: "outcome", children: [heading, element("p", { text: helps }), ...more] }),
  );
  heading.focus();
}

/** What is said of a refusal: words of its own, else the API's. */
export function refusedSays(json: Answer["json"], words: CheckInWords): Says {
  return refusalSays(json.code, words) ?? { title: words.failed.title, helps: sentenceOf(json) };
}

/** Shows what a check-in came to: what she earned, what waits to be turned over, why, and what she has. */
export async function outcomeShown(
  part: HTMLElement,
  checkedIn: CheckedIn,
  { name, evidence, fix, words }: Visited & { words: CheckInWords },
): Promise<void> {
  const { status, json } = await read(`/v1/programme?lang=${pageLanguage()}`).catch(() => ({ status: 0, json: null }));
  const programme: (ProgrammeWords & { rewards: { id: string; name: string }[] }) | null = status === 200 ? json : null;
  const speech = programme && speechFor(programme);
  const units = speech?.units ?? ((amount: number, unit: string) => `${amount} ${unit}`);
  const { earned, vouchers, surprises, tickets, why, balances } = checkedIn;
  const gains = [...totals(earned).map(([unit, amount]) => units(amount, unit)), ...countedText(tickets, words)];
  const rest = [
    ...vouchers.map((voucher) => voucherShown(voucher, { rewards: programme?.rewards ?? [], speech, words })),
    ...(await revealsFor(surprises, words)),
    element("ul", { className: "whys", children: why.map((text) => element("li", { text })) }),
    balanceShown(
      Object.entries(balances).map(([unit, { available }]) => units(available, unit)),
      words,
    ),
    ...(await appealFor(checkedIn, words)),
  ];
  saidTo(part, saysOf(checkedIn, { name, gains, evidence, fix, words }), rest);
}

function saysOf(
  { evidence: shown, trust, vouchers, surprises }: CheckedIn,
  { name, gains, evidence, fix, words }: Visited & { gains: string[]; words: CheckInWords },
): Says {
  const isVague = fix !== null && fix.accuracyMetres > VAGUE_METRES && !evidence.qr && !evidence.tap;
  if (shown === "claimed") return isVague ? words.noFix.approximate : unshownSays(evidence, words);
  const helps = filled(words.checkedIn, { place: name });
  if (gains.length > 0) return { title: filled(words.earned, { what: listed(gains) }), helps };
  if (surprises.length > 0) return { title: words.waiting, helps };
  if (vouchers.length > 0) return { title: words.voucher, helps };
  return {
    title: filled(words.nothing, { place: name }),
    helps: trust === "low" ? words.counterHelps : words.noReward,
  };
}

function totals(earned: CheckedIn["earned"]): [string, number][] {
  const sums = new Map<string, number>();
  for (const { unit, amount } of earned) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums];
}

function countedText(tickets: CheckedIn["tickets"], words: CheckInWords): string[] {
  const count = tickets.reduce((sum, { amount }) => sum + amount, 0);
  return count === 0 ? [] : [counted(count, words.tickets)];
}

function voucherShown(
  { code, reward, expiresOn }: CheckedIn["vouchers"][number],
  { rewards, speech, words }: { rewards: { id: string; name: string }[]; speech: Speech | null; words: CheckInWords },
): HTMLElement {
  const name = rewards.find(({ id }) => id === reward)?.name ?? words.aVoucher;
  const until = filled(words.until, { day: speech?.date(expiresOn) ?? expiresOn });
  return element("p", {
    className: "given",
    children: [element("strong", { text: name }), " ", element("code", { text: code }), ` ${until}`],
  });
}

function balanceShown(held: string[], words: CheckInWords): HTMLElement {
  return element("p", {
    className: "quiet",
    text: held.length > 0 ? filled(words.have, { what: listed(held) }) : "",
  });
}

/** Surprises as the member's own page draws them; one that it does not show yet waits there. */
async function revealsFor(plays: { id: string }[], words: CheckInWords): Promise<HTMLElement[]> {
  // A page that shows all of her surprises shows these too.
  if (plays.length === 0 || document.getElementById("plays")) return [];
  const response = await fetch("/me/play").catch(() => null);
  const page = new DOMParser().parseFromString((await response?.text()) ?? "", "text/html");
  return plays.map(({ id }) => {
    const drawn = page.querySelector<HTMLElement>(`play-reveal[data-play="${CSS.escape(id)}"]`);
    if (drawn) return element("div", { className: "surprise", children: [document.adoptNode(drawn)] });
    return element("p", { text: words.onYourPage });
  });
}
