/** What a counter’s tablet says. English is the contract. */
export const en = {
  title: "The counter’s code",
  none: "No code to show yet",
  how: "Sign in to the console on it, open Venues, and press “Open the counter’s page” at your place. Then keep that page open, or bookmark it.",
  console: "To the console",
  needsScript: "The code is made on this tablet, by JavaScript: allow it for this page.",
  scan: "Scan this with your phone’s camera to check in.",
  type: "Or type",
  /** For the script; what stands in braces is put in. */
  script: {
    title: "Check in at {place}",
    thisPlace: "This place",
    label: "The code to scan; it changes every 30 seconds",
    untold: "This tablet has not been told which place it stands at.",
    cut: "This link was not copied whole: it ends before the place’s key, or something else was added.",
    ahead:
      "This tablet’s clock is {span} ahead, so its codes may not be accepted. Let it set its time by itself: Settings, Date and time, Automatic.",
    behind:
      "This tablet’s clock is {span} behind, so its codes may not be accepted. Let it set its time by itself: Settings, Date and time, Automatic.",
    full: "Full screen",
    leaveFull: "Leave full screen",
  },
};
