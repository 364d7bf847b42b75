import { element } from "../element.ts";
import { outcomeText } from "../reveal.ts";
import { read, sentenceOf, write } from "../write.ts";
import { type Done, type Step, type StepElement, unitsText } from "./step.ts";

/** The tour speaks English. */
const SAYS = {
  won: "You won: {prize}.",
  consolation: "No win, but this for taking part: {prize}.",
  form: "You won {prize}! It waits for a tax form.",
  stockOut: "You hit a prize, and none was left.",
  capped: "You hit a prize, and had won as many as one may in a day.",
  lost: "No win this time.",
};

/** She stands at a venue of her choice, checks in, and turns over the surprise that walking in raised. */
export const checkIn: Step = {
  isPossible: () => true,
  async prepare(step: StepElement): Promise<void> {
    const choice = step.querySelector(".step-choice");
    if (!choice || choice.childElementCount > 0) return;
    // Until the list is there, there is no place to check in at.
    const { disabled } = step.button;
    step.button.disabled = true;
    const { status, json } = await read("/demo/venues");
    const venues: { id: string; name: string }[] = status === 200 ? json.data : [];
    const select = element("select", {
      children: venues.map(({ id, name }) => {
        const option = element("option", { text: name });
        option.value = id;
        return option;
      }),
    });
    const label = element("label", { text: "Where you stand", children: [select] });
    step.button.disabled = disabled || venues.length === 0;
    choice.replaceChildren(venues.length > 0 ? label : element("p", { text: "This programme has no venue yet." }));
  },
  async run(step: StepElement): Promise<Done> {
    const venue = step.querySelector("select")?.value ?? "";
    const path = "/v1/me/check-ins";
    const { status, json, key, body } = await write("tour-check-in", path, () => ({ venue, demo: true }));
    const sent = [{ method: "POST", path, as: "MEMBER_TOKEN" as const, key, body }];
    if (status !== 201) return { says: sentenceOf(json), sent, operations: [] };
    const why = element("ul", { className: "whys", children: json.why.map((text: string) => element("li", { text })) });
    const done: Done = {
      says: json.earned.length > 0 ? `You are here: ${unitsText(json.earned)}.` : "You are here. It earned nothing.",
      sent,
      operations: [json.operation],
      more: [why],
    };
    for (const { id } of json.surprises as { id: string }[]) {
      const revealed = await reveal(id);
      done.says += ` And a surprise. ${revealed.says}`;
      done.sent.push(...revealed.sent);
      done.operations.push(...revealed.operations);
      const link = element("a", { text: "Check that the surprise was fair" });
      link.href = `/verify/play/${id}`;
      done.more?.push(element("p", { children: [link] }));
    }
    return done;
  },
};

async function reveal(play: string): Promise<Done> {
  const path = `/v1/me/plays/${play}/reveal`;
  const { status, json, key } = await write(`reveal:${play}`, path, () => ({}));
  const sent = [{ method: "POST", path, as: "MEMBER_TOKEN" as const, key }];
  if (status !== 201) return { says: sentenceOf(json), sent, operations: [] };
  return { says: outcomeText(json, SAYS), sent, operations: [json.operation] };
}
