import { type Part, said } from "../said.ts";
import { countOf } from "../verdict.ts";
import type { Checked } from "./check.ts";

/** The verdict in a sentence, and what belongs to it: which step differs, or how many agree and why not all apply. */
export function verdictOf({ stages, ok }: Pick<Checked, "stages" | "ok">): { says: Part; more: Part } {
  const number = (state: string) => stages.filter((stage) => stage.state === state).length;
  const wrong = stages.flatMap(({ state, says }, index) => (state === "differs" ? [{ step: index + 1, says }] : []));
  const [first, ...others] = wrong;
  if (first) {
    const list = others.map(({ step }) => step);
    const also = list.length === 0 ? [] : [said("verdict.others", { steps: { list } })];
    return { says: said("verdict.step", { step: first.step }), more: [first.says, ...also] };
  }
  if (!ok) return { says: said("verdict.fails"), more: said("verdict.something") };
  const [agree, waiting, absent] = [number("agrees"), number("waiting"), number("absent")];
  return {
    says: said(waiting > 0 ? "verdict.soFar" : "verdict.agrees"),
    more: [
      said("verdict.count", { count: agree, of: stages.length }),
      ...(waiting > 0 ? [countOf(waiting, "wait")] : []),
      ...(absent > 0 ? [countOf(absent, "leftOut")] : []),
    ],
  };
}
