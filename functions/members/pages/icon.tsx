import type { PageName } from "./navigation.tsx";

/** Strokes on a square of 24. */
const PATHS: Record<PageName | "more", string> = {
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  code: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v2h-2zM14 18h2v2h-2zM18 18h2v2h-2z",
  rewards: "M4 9h16v4H4zM6 13h12v7H6zM12 9v11M12 9c-6 0-5-6-2-5 2 .6 2 5 2 5s0-4.400 2-5c3-1 4 5-2 5",
  cards: "M3 6h18v12H3zM7 10h2v2H7zM11 10h2v2h-2zM15 10h2v2h-2z",
  play: "M12 3l2.600 5.600 6 .7-4.500 4.100 1.200 6L12 16.400 6.700 19.400l1.200-6L3.400 9.300l6-.7z",
  vouchers: "M3 7h18v3.500a1.500 1.500 0 000 3V17H3v-3.500a1.500 1.500 0 000-3zM14 7v10",
  tiers: "M4 20v-5h5v5M9 20v-10h6v10M15 20V5h5v15zM3 20h18",
  wallet: "M4 7h15v12H4zM4 7l11-3v3M15 12h5v3h-5z",
  history: "M12 7v5l3 2M4.500 12a7.500 7.500 0 117.500 7.500A7.500 7.500 0 015.500 15.700M4.500 19v-3.500H8",
  visits:
    "M12 21c-4-4.500-6.500-7.500-6.500-11a6.500 6.500 0 0113 0c0 3.500-2.500 6.500-6.500 11zM12 12.500a2.500 2.500 0 100-5 2.500 2.500 0 000 5z",
  nearby:
    "M9 11a3 3 0 100-6 3 3 0 000 6zM3.500 19c.5-3.500 2.500-5 5.500-5s5 1.500 5.500 5M16.500 11.500a2.500 2.500 0 100-5M17 14.200c2.200.3 3.500 1.800 3.800 4.300",
  how: "M12 20a8 8 0 110-16 8 8 0 010 16zM9.700 9.800a2.300 2.300 0 113.300 2.100c-.7.4-1 .8-1 1.600M12 16.200v.1",
  profile: "M12 12a4 4 0 100-8 4 4 0 000 8zM4.500 20c.8-4 3.700-5.500 7.500-5.500s6.700 1.500 7.500 5.500",
  privacy: "M12 3l7 2.500v5.500c0 4.500-3 8-7 10-4-2-7-5.500-7-10V5.500zM9 12l2 2 4-4",
  more: "M5.500 12h.01M12 12h.01M18.500 12h.01",
};

/** A picture beside a page's name; the name says it. */
export const Icon = ({ name }: { name: PageName | "more" }) => (
  <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
