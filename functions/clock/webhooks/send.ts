/** One attempt at one message: signed under every secret that is good, sent once, answered or not. */
import { Webhook } from "standardwebhooks";
import { answerText } from "../../operations/answer-text.ts";

/** Longest that a receiver may take, in milliseconds. */
const ANSWER_MS = 15_000;
/** Characters of an answer that are kept. */
const ANSWER_CHARACTERS = 200;

export interface Message {
  id: string;
  body: string;
}

/** What a receiver said: her status and the beginning of what she wrote; null: she did not answer. */
export interface Said {
  status: number | null;
  answer: string;
  /** It was not sent and never will be; the receiver has nothing to do with it. */
  isNever?: true;
}

/** Sends a message. Never throws for what the receiver does: it is the answer. Redirects are not followed. */
export async function sendMessage(
  { url, secrets, message: { id, body } }: { url: string; secrets: string[]; message: Message },
  ask: typeof fetch,
): Promise<Said> {
  // The receiver compares it with her own clock, so it is the time of this attempt.
  const sentAt = new Date();
  try {
    const answer = await ask(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Tessera-Webhooks/1",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1_000)),
        "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body)).join(" "),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    // Her status is the answer; the text beneath is for staff to read, and may be cut off or never end.
    const text = await answerText(answer, ANSWER_CHARACTERS).catch(() => "");
    return { status: answer.status, answer: printable(text) };
  } catch (fault) {
    // Refused, cut off or too slow: runtimes differ in what they throw, and whatever it was, there was no answer.
    const isSlow = fault instanceof Error && (fault.name === "TimeoutError" || fault.name === "AbortError");
    return { status: null, answer: isSlow ? "no answer within 15 seconds" : "it could not be reached" };
  }
}

/** Whether the receiver has it. */
export function isAcknowledged({ status }: Said): boolean {
  return status !== null && status >= 200 && status < 300;
}

function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}
