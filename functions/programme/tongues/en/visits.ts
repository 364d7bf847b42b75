/** What a check-in showed and gave, a sentence each, without a number: numbers of a position are whereabouts. */
const unconfirmed = "This visit could not be confirmed well enough.";

export const visits = {
  evidence: {
    gps: "Your device's position shows that you are here.",
    qr: "The counter's code shows that you are here.",
    nfc: "Your tap shows that you are here.",
    purchase: "Your purchase here shows that you were.",
    staff: "Somebody at the counter confirmed that you are here.",
    "demo position": "A demo position was chosen, which this demo programme accepts.",
    claimed: "You said that you are here.",
    no_fix: "No position was sent, so this is your word only.",
    stale: "The position was not taken just now, so this is your word only.",
    coarse: "The position was too coarse to show a place, so this is your word only.",
    elsewhere: "The position did not show that you are here, so this is your word only.",
    too_fast: "Your last rewarded check-in was too far away for the time since then.",
    contradicted: unconfirmed,
    abroad: unconfirmed,
    hidden: unconfirmed,
    shared_device: unconfirmed,
    harvested: unconfirmed,
    copied: unconfirmed,
  },
  codesOver: "Too many codes were wrong today, so none is looked at before tomorrow.",
  wrongCode: "That is not the code that the counter shows now.",
  wrongTap: "That was not a tap on this venue's tag.",
  closed: "It is outside of this place's opening hours.",
  recorded: "It is recorded, and earns nothing this time. You can ask our staff to look at it.",
  tooOften: "Already rewarded as often as anybody is within an hour or a day: it is recorded.",
  again: "Already rewarded today: a venue rewards one check-in a day.",
  againTogether:
    "Already rewarded today: a venue rewards one check-in a day. Now that you are together, this counts too.",
  first: "It is your first here today, so it counts.",
  nothing: "No rule rewards a check-in here and now.",
};
