import { type ProgrammeWords, speechFor } from "../../functions/edge/words.ts";
import { element } from "../element.ts";
import { read } from "../write.ts";
import { appealFor } from "./appeal-for.ts";
import type { Evidence, Fix } from "./evidence.ts";
import { NO_FIX, type Says, unshownSays } from "./says.ts";

/** A fix vaguer than this shows nothing in most programmes. */
const VAGUE_METRES = 100;

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

/** Shows what a check-in came to: what she earned, what waits to be turned over, why, and what she has. */
export async function outcomeShown(
  part: HTMLElement,
  checkedIn: CheckedIn,
  { name, evidence, fix }: { name: string; evidence: Evidence; fix: Fix | null },
): Promise<void> {
  const { status, json } = await read("/v1/programme").catch(() => ({ status: 0, json: null }));
  const programme: (ProgrammeWords & { rewards: { id: string; name: string }[] }) | null = status === 200 ? json : null;
  const units = unitsIn(programme);
  const { earned, vouchers, surprises, tickets, why, balances } = checkedIn;
  const gains = [...totals(earned).map(([unit, amount]) => units(amount, unit)), ...countedText(tickets)];
  const rest = [
    ...vouchers.map((voucher) => voucherShown(voucher, programme?.rewards)),
    ...(await revealsFor(surprises)),
    element("ul", { className: "whys", children: why.map((text) => element("li", { text })) }),
    balanceShown(balances, units),
    ...(await appealFor(checkedIn)),
  ];
  saidTo(part, saysOf(checkedIn, { name, gains, evidence, fix }), rest);
}

function saysOf(
  { evidence: shown, trust, vouchers, surprises }: CheckedIn,
  { name, gains, evidence, fix }: { name: string; gains: string[]; evidence: Evidence; fix: Fix | null },
): Says {
  const isVague = fix !== null && fix.accuracyMetres > VAGUE_METRES && !evidence.qr && !evidence.tap;
  if (shown === "claimed") return isVague ? NO_FIX.approximate : unshownSays(evidence);
  if (gains.length > 0) return { title: `You earned ${listed(gains)}`, helps: `Checked in at ${name}.` };
  if (surprises.length > 0) return { title: "Something is waiting for you", helps: `Checked in at ${name}.` };
  if (vouchers.length > 0) return { title: "A voucher for you", helps: `Checked in at ${name}.` };
  return {
    title: `You are checked in at ${name}`,
    helps: trust === "low" ? "The people at the counter can help." : "There is nothing to earn for it just now.",
  };
}

function unitsIn(programme: ProgrammeWords | null): (amount: number, unit: string) => string {
  return programme ? speechFor(programme).units : (amount, unit) => `${amount} ${unit}`;
}

function totals(earned: CheckedIn["earned"]): [string, number][] {
  const sums = new Map<string, number>();
  for (const { unit, amount } of earned) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums];
}

function countedText(tickets: CheckedIn["tickets"]): string[] {
  const count = tickets.reduce((sum, { amount }) => sum + amount, 0);
  return count === 0 ? [] : [count === 1 ? "1 ticket" : `${count} tickets`];
}

/** "50 points, 2 tickets and 1 star" */
function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function voucherShown(
  { code, reward, expiresOn }: CheckedIn["vouchers"][number],
  rewards: { id: string; name: string }[] = [],
): HTMLElement {
  const name = rewards.find(({ id }) => id === reward)?.name ?? "A voucher";
  return element("p", {
    className: "given",
    children: [element("strong", { text: name }), " ", element("code", { text: code }), ` until ${expiresOn}`],
  });
}

function balanceShown(balances: CheckedIn["balances"], units: (amount: number, unit: string) => string): HTMLElement {
  const held = Object.entries(balances).map(([unit, { available }]) => units(available, unit));
  return element("p", { className: "quiet", text: held.length > 0 ? `You have ${listed(held)}.` : "" });
}

/** Surprises as the member's own page draws them; one that it does not show yet waits there. */
async function revealsFor(plays: { id: string }[]): Promise<HTMLElement[]> {
  // A page that shows all of her surprises shows these too.
  if (plays.length === 0 || document.getElementById("plays")) return [];
  const response = await fetch("/me/play").catch(() => null);
  const page = new DOMParser().parseFromString((await response?.text()) ?? "", "text/html");
  return plays.map(({ id }) => {
    const drawn = page.querySelector<HTMLElement>(`play-reveal[data-play="${CSS.escape(id)}"]`);
    if (drawn) return element("div", { className: "surprise", children: [document.adoptNode(drawn)] });
    return element("p", { text: "A surprise waits on your page." });
  });
}
