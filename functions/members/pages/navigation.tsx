/** The way between a member's pages: at the thumb on a phone, beside the page on a desktop. Only what the programme has. */
import type { Phrases } from "../../edge/phrases/index.ts";
import type { Hers } from "./frame.tsx";
import { Icon } from "./icon.tsx";

export type PageName = Exclude<keyof Phrases["nav"], "label" | "more">;

/** Pages that stand at the thumb; the others are behind "more". */
const AT_THUMB = 4;

export const Navigation = ({ hers, here }: { hers: Hers; here: PageName }) => {
  const { says } = hers;
  const pages = pagesOf(hers);
  const [first, others] = [pages.slice(0, AT_THUMB), pages.slice(AT_THUMB)];
  const link = (page: PageName) => (
    <li>
      <a href={pathOf(page)} aria-current={page === here ? "page" : undefined}>
        <Icon name={page} />
        <span>{says.nav[page]}</span>
      </a>
    </li>
  );
  return (
    <nav class="pages" aria-label={says.nav.label}>
      <ul>{first.map(link)}</ul>
      <details class={others.includes(here) ? "more holds-here" : "more"}>
        <summary>
          <Icon name="more" />
          <span>{says.nav.more}</span>
        </summary>
        <ul>{others.map(link)}</ul>
      </details>
      <ul class="beside">{others.map(link)}</ul>
    </nav>
  );
};

/** The pages that the programme has something for, the most used first. */
export function pagesOf({ me, programme }: Pick<Hers, "me" | "programme">): PageName[] {
  const { units, rewards, surprises, contests, earning } = programme;
  const has: [PageName, boolean][] = [
    ["home", true],
    ["code", true],
    ["rewards", rewards.some(({ cost, kind }) => cost !== null && kind !== "points-as-money")],
    ["cards", me.stampCards.length > 0],
    ["play", surprises.length + contests.length > 0 || earning.some(({ on }) => on === "check-in")],
    ["vouchers", rewards.length > 0],
    ["tiers", me.tiers.length + me.benefits.length > 0 || units.some(({ membership }) => membership !== null)],
    ["wallet", units.some(({ money }) => money)],
    ["history", true],
    ["visits", earning.some(({ on }) => on === "check-in")],
    ["nearby", earning.some(({ on }) => on === "check-in")],
    ["how", true],
    ["profile", true],
    ["privacy", true],
  ];
  return has.flatMap(([page, isThere]) => (isThere ? [page] : []));
}

/** Where a page is. */
export function pathOf(page: PageName): string {
  return page === "home" ? "/me" : `/me/${page}`;
}
