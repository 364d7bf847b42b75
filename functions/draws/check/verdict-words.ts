import type { Checked } from "./check.ts";

/** The verdict in a sentence, and what belongs to it: which step differs, or how many agree and why not all apply. */
export function verdictOf({ stages, ok }: Pick<Checked, "stages" | "ok">): { says: string; more: string } {
  const number = (state: string) => stages.filter((stage) => stage.state === state).length;
  const wrong = stages.flatMap(({ state, says }, index) => (state === "differs" ? [{ step: index + 1, says }] : []));
  const [first, ...others] = wrong;
  if (first) {
    const also =
      others.length === 0
        ? ""
        : ` Nor ${others.length === 1 ? "does step" : "do steps"} ${others.map(({ step }) => step).join(", ")}.`;
    return { says: `Step ${first.step} does not agree.`, more: `${first.says}${also}` };
  }
  if (!ok) return { says: "It does not hold.", more: "Something in it is not what was published." };
  const [agree, waiting, absent] = [number("agrees"), number("waiting"), number("absent")];
  const rest = [
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? "waits" : "wait"} for what is still to come`] : []),
    ...(absent > 0 ? [`${absent} ${absent === 1 ? "is left out, and says" : "are left out, and say"} why`] : []),
  ];
  return {
    says: waiting > 0 ? "So far, everything agrees." : "Everything agrees.",
    more: `${agree} of ${stages.length} steps agree${rest.length > 0 ? `; ${rest.join("; ")}` : ""}.`,
  };
}
