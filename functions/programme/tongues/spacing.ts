/** Chinese among letters and figures: a space where they would touch, as Chinese is set. */
const HAN = /\p{Script=Han}/u;
const OTHERS = /[\p{Script=Latin}\d%$€£¥₫₽]/u;

/** A text with its values in it, each spaced from what it would touch; the values themselves stay as they are. */
export function zh(strings: TemplateStringsArray, ...values: (string | number)[]): string {
  const parts = values.flatMap((value, index) => [String(value), strings[index + 1] ?? ""]);
  return parts.reduce(spaced, strings[0] ?? "");
}

function spaced(before: string, after: string): string {
  const [last, first] = [before.at(-1) ?? "", after.at(0) ?? ""];
  const isTouching = (HAN.test(last) && OTHERS.test(first)) || (OTHERS.test(last) && HAN.test(first));
  return isTouching ? `${before} ${after}` : before + after;
}
