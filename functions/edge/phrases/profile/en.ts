import { lastingIn } from "../../../values/plural.ts";

const lasting = lastingIn("en");

/** What the pages with what is held of her say. English is the contract. */
export const en = {
  profile: {
    name: "What shall we call you?",
    language: "Language",
    languageAny: "As my browser has it",
    birthDate: "Birthday",
    birthDateHint: "For presents on the day. Only you see the date.",
    region: "Country",
    regionHint: "Two letters, as NL or DE.",
    about: "About you",
    aboutHint: "Only what you want to say. Take it back at any time.",
    consents: "What you agree to",
    consentsHint: "Off by default. Each can be taken back here.",
    unsaid: "Rather not say",
    save: "Save",
    more: "Your data",
    toPrivacy: "Take it along, or erase it",
    toSessions: "Where you are signed in",
    signOut: "Sign out",
  },
  privacy: {
    lead: "What is held of you is yours.",
    held: "What we hold",
    heldList:
      "Your name and addresses, what you said of yourself, and each movement of your balance with its reason. Where you stood when you checked in is not kept.",
    whereabouts: "Where you checked in",
    position: "Where you stood is used for the answer and kept nowhere.",
    sighting: (hours: number) =>
      `Unreadable marks of your browser and of the position that it sent, to notice copies: ${lasting(hours, "hour")}.`,
    tap: (days: number) => `That it was you who tapped a tag: ${lasting(days, "day")}.`,
    evidence: (days: number) =>
      `What showed that you were there, how far we trusted it, and what you told our staff about it: ${lasting(days, "day")}, and as long again after they answered.`,
    place: (days: number) => `The place: ${lasting(days, "day")}. After that only what kind of place it was.`,
    dayStays: "The day and what you earned stay with your balance.",
    take: "Take it along",
    takeLead: "Everything, as a file that other programs can read.",
    download: "Download my data",
    consents: "What you agreed to",
    agreed: "agreed",
    notAgreed: "not agreed",
    noConsents: "Nothing was asked of you.",
    seeSessions: "See your devices, and sign out elsewhere",
    erase: "Erase my account",
    eraseLead: (units: string) =>
      `Your name, your addresses and your words are deleted. ${units} will be gone. It cannot be undone.`,
    eraseWord: "erase",
    eraseType: (word: string) => `Type “${word}” to go on`,
    eraseButton: "Erase everything",
    erased: "You are erased",
    erasedLead: "Nothing of you is left here but amounts without a name. Thank you for having been here.",
  },
  visits: {
    see: "See the places, and delete what you like",
    lead: "The places where you checked in. Only you see this list. What you delete is gone for good; what you earned stays.",
    none: "You have checked in nowhere yet, or deleted it.",
    delete: "Delete",
    all: "Delete them all",
    allLead: "The newest hundred at once. What you earned stays yours.",
    deleteAll: "Delete all",
    ask: "Ask our staff to look at it",
    asked: "Our staff will look at it.",
    answered: "Our staff looked at it",
    deleted: "Deleted. What you earned stays yours.",
  },
};
