/** What a member is told of a check-in that did not go through, or that showed too little: what it is, and what helps. */
import type { Evidence, NoFix } from "./evidence.ts";

export interface Says {
  title: string;
  helps: string;
}

const ANOTHER_WAY = "Or scan the counter's code, or type its six digits.";

/** Why the phone's position cannot be used. */
export const NO_FIX: Record<NoFix, Says> = {
  denied: {
    title: "This page may not see where your phone is",
    helps: `That is fine: scan the counter's code, or type its six digits. To change it, allow “Location” for this page in your browser's settings.`,
  },
  unavailable: {
    title: "Your phone cannot find out where it is",
    helps: `Switch location on in its settings, or step nearer to a window. ${ANOTHER_WAY}`,
  },
  slow: {
    title: "Your phone is still looking for its position",
    helps: `Indoors that takes a while: press again in a moment. ${ANOTHER_WAY}`,
  },
  stale: {
    title: "Your phone only knows where it was before",
    helps: `Wait a moment until it has looked again, and press again. ${ANOTHER_WAY}`,
  },
  approximate: {
    title: "Your phone says only roughly where it is",
    helps: `Allow “Precise location” for this browser, and press again. ${ANOTHER_WAY}`,
  },
  unsupported: {
    title: "This browser does not say where it is",
    helps: "It does so on secure (https) pages only. Scan the counter's code, or type its six digits.",
  },
};

/** Why the camera cannot be used, by the name of the browser's error. */
export function cameraSays(error: string): Says {
  if (error === "NotAllowedError")
    return {
      title: "This page may not use the camera",
      helps:
        "Type the six digits that stand under the code. Or allow “Camera” for this page in your browser's settings.",
    };
  if (error === "NotReadableError")
    return { title: "Another app is using the camera", helps: "Close it and try again, or type the six digits." };
  return { title: "No camera was found", helps: "Type the six digits that stand under the code." };
}

/** What is said of a refusal, by its code; null: the API's own words will do. */
export function refusedSays(code: string): Says | null {
  return REFUSED[code] ?? null;
}

const REFUSED: Record<string, Says> = {
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
  outcome_unknown: { title: "No answer came in time", helps: "Press again: it is done once." },
};

/** What is said when the request did not get through. */
export function offlineSays(isOnline: boolean): Says {
  return isOnline
    ? { title: "No answer came", helps: "Press again: it is done once." }
    : {
        title: "You are offline",
        helps: "Nothing is lost. When you have a network again, scan the new code, or press again.",
      };
}

/** What is said of a visit that was recorded on her word alone, by what was sent for it. */
export function unshownSays({ qr, tap }: Evidence): Says {
  if (tap)
    return {
      title: "That tap is not of this place's tag",
      helps: "Tap the tag at the counter again, or scan the code.",
    };
  if (qr)
    return {
      title: "That code is over",
      helps: "A counter's code holds for half a minute. Scan the one that it shows now, or type its digits.",
    };
  return {
    title: "Your position did not show that you are here",
    helps: "Scan the counter's code, or type its six digits: that works wherever your phone thinks it is.",
  };
}
