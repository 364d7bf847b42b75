/** What the page with a member's code says. English is the contract. */
export const en = {
  title: "Your code",
  label: "Your code for the counter; it changes every 30 seconds",
  how: "Show it at the counter. It is good once, for this half minute.",
  typed: "No camera at the counter? Say these letters:",
  bright: "Is it hard to scan? Turn your screen’s brightness up.",
  offline: "No network: the code works all the same.",
  nobody: "Nobody is signed in on this phone, so there is no code to show.",
  signIn: "Sign in",
  needsScript: "The code is made on your phone, by JavaScript. Without it, tell the counter your e-mail address.",
};
