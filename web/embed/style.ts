/** How elements look: the shop's own type and colours, told apart by a few custom properties. */

const text = `
:host {
  --accent: var(--tessera-accent, #1f5f5b);
  --on-accent: var(--tessera-on-accent, #fff);
  --ground: var(--tessera-ground, #fff);
  --ink: var(--tessera-ink, #1c1b19);
  --line: var(--tessera-line, #8a857c);
  --track: var(--tessera-track, #e4e1da);
  --round: var(--tessera-radius, 0.6rem);
  display: block;
  box-sizing: border-box;
  font-family: var(--tessera-font, inherit);
  font-variant-numeric: tabular-nums;
  line-height: 1.4;
  text-align: start;
}
@supports (color: light-dark(#000, #fff)) {
  :host {
    --accent: var(--tessera-accent, light-dark(#1f5f5b, #7fc7bd));
    --on-accent: var(--tessera-on-accent, light-dark(#fff, #0d2321));
    --ground: var(--tessera-ground, light-dark(#fff, #22201d));
    --ink: var(--tessera-ink, light-dark(#1c1b19, #f3f0ea));
    --line: var(--tessera-line, light-dark(#8a857c, #8f897f));
    --track: var(--tessera-track, light-dark(#e4e1da, #45413a));
  }
}
:host([hidden]) { display: none !important; }
*, *::before { box-sizing: border-box; }
p, ul, h2, h3 { margin: 0; padding: 0; }
ul { list-style: none; }
h2, h3 { font-size: 1em; }
small { font-size: 0.875em; }
a { color: var(--accent); }
a, button { touch-action: manipulation; }
button, .button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-block-size: 2.75rem;
  padding: 0.4rem 0.9rem;
  border: 1px solid var(--line);
  border-radius: var(--round);
  background: none;
  color: inherit;
  font: inherit;
  font-weight: 600;
  text-decoration: none;
  cursor: pointer;
}
.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
progress {
  display: block;
  inline-size: 100%;
  block-size: 0.5rem;
  margin-block-start: 0.35rem;
  border: 0;
  border-radius: 1rem;
  overflow: hidden;
  appearance: none;
  background: var(--track);
}
progress::-webkit-progress-bar { background: var(--track); }
progress::-webkit-progress-value { border-radius: 1rem; background: var(--accent); }
progress::-moz-progress-bar { border-radius: 1rem; background: var(--accent); }
@media (prefers-reduced-motion: no-preference) {
  .fresh { animation: appear 0.18s ease-out; }
  @keyframes appear { from { opacity: 0; } }
}
`;

/** A style sheet of an element on top of the common one. Made by script, so that a policy without inline styles allows it. */
export function sheets(own: string): CSSStyleSheet[] {
  common ??= sheetOf(text);
  return [common, sheetOf(own)];
}

let common: CSSStyleSheet | undefined;

function sheetOf(rules: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}
