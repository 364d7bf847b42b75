import type { Forms } from "../../../values/plural.ts";

const anotherWay = "Or scan the counter’s code, or type its six digits.";
const tickets: Forms = { one: "# ticket", other: "# tickets" };
const again = "Press again: it is done once.";

/** What checking in says, and what every other language has to say too. */
export const en = {
  title: (place: string) => `Check in at ${place}`,
  at: "You are at",
  hours: (hours: string) => `Hours: ${hours}`,
  ask: "Press the button, and your phone is asked where it is. That is used once, to see that you are here, and not kept.",
  press: "Check in here",
  also: "Send my position too. Some rewards ask for both; it is used for this check-in only, and not kept.",
  whose: "Whose check-in is it?",
  nobody: "Nobody is signed in on this phone. What you scanned or tapped is kept in this tab meanwhile.",
  fromShop:
    "Open your page from the shop where you are a member, in this browser, and come back here. If that takes longer than half a minute, scan the counter’s code once more.",
  typing: "Type the six digits instead",
  digits: "The digits under the counter’s code",
  submit: "Check in",
  mine: "My page",
  places: "All places",
  needsScript: "Checking in needs JavaScript. At the counter they can help without it.",
  unknown: "No such place",
  unknownLead: "It takes no part in this programme any more, or the link was not copied whole.",
  script: {
    looking: "Looking where you are …",
    holding: "Hold the camera over the code …",
    busy: "Checking in …",
    sixDigits: "Six digits, as they stand under the code.",
    byTap: "Your tap on the tag shows that you are here.",
    byCode: "The counter’s code shows that you are here.",
    noCode: "That is not a counter’s code. Look for the one on the tablet at the counter.",
    otherProgramme: "That code belongs to another programme. Open the link in your phone’s camera instead.",
    thisPlace: "this place",
    failed: { title: "That did not work", helps: again },
    noAnswer: { title: "No answer came", helps: again },
    offline: {
      title: "You are offline",
      helps: "Nothing is lost. When you have a network again, scan the new code, or press again.",
    },
    nowhere: {
      title: "No place of this programme is near you",
      helps: "If you stand at one, scan the counter’s code, or type its six digits.",
    },
    noFix: {
      denied: {
        title: "This page may not see where your phone is",
        helps:
          "That is fine: scan the counter’s code, or type its six digits. To change it, allow “Location” for this page in your browser’s settings.",
      },
      unavailable: {
        title: "Your phone cannot find out where it is",
        helps: `Switch location on in its settings, or step nearer to a window. ${anotherWay}`,
      },
      slow: {
        title: "Your phone is still looking for its position",
        helps: `Indoors that takes a while: press again in a moment. ${anotherWay}`,
      },
      stale: {
        title: "Your phone only knows where it was before",
        helps: `Wait a moment until it has looked again, and press again. ${anotherWay}`,
      },
      approximate: {
        title: "Your phone says only roughly where it is",
        helps: `Allow “Precise location” for this browser, and press again. ${anotherWay}`,
      },
      unsupported: {
        title: "This browser does not say where it is",
        helps: "It does so on secure (https) pages only. Scan the counter’s code, or type its six digits.",
      },
    },
    camera: {
      denied: {
        title: "This page may not use the camera",
        helps:
          "Type the six digits that stand under the code. Or allow “Camera” for this page in your browser’s settings.",
      },
      busy: { title: "Another app is using the camera", helps: "Close it and try again, or type the six digits." },
      none: { title: "No camera was found", helps: "Type the six digits that stand under the code." },
    },
    refused: {
      tap_used: {
        title: "This tap was used before",
        helps: "Tap the tag again with your phone: each tap counts once. If it was you, the visit counts already.",
      },
      venue_unknown: { title: "This place takes no part any more", helps: "Ask at the counter." },
      member_frozen: {
        title: "Your account is on hold",
        helps: "Nothing is lost. The people at the counter can tell you whom to ask.",
      },
      earning_paused: {
        title: "Earning is paused for a while",
        helps: "Nothing was used up. Try again later; if the code is over by then, scan the new one.",
      },
      too_many_requests: { title: "That was a little fast", helps: "Wait for a minute, and press again." },
      outcome_unknown: { title: "No answer came in time", helps: again },
    },
    unshown: {
      tap: {
        title: "That tap is not of this place’s tag",
        helps: "Tap the tag at the counter again, or scan the code.",
      },
      code: {
        title: "That code is over",
        helps: "A counter’s code holds for half a minute. Scan the one that it shows now, or type its digits.",
      },
      position: {
        title: "Your position did not show that you are here",
        helps: "Scan the counter’s code, or type its six digits: that works wherever your phone thinks it is.",
      },
    },
    earned: "You earned {what}",
    checkedIn: "Checked in at {place}.",
    waiting: "Something is waiting for you",
    voucher: "A voucher for you",
    nothing: "You are checked in at {place}",
    counterHelps: "The people at the counter can help.",
    noReward: "There is nothing to earn for it just now.",
    tickets,
    aVoucher: "A voucher",
    until: "until {day}",
    have: "You have {what}.",
    onYourPage: "A surprise waits on your page.",
    appeal: "Ask our staff to look at it",
    appealed: "Our staff will look at it. What you would have got comes to you if they agree.",
    again: "No answer came. Press again: it is done once.",
  },
};
