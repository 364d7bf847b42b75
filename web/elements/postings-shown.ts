import { element } from "../element.ts";
import { read } from "../write.ts";

interface Posting {
  from: string;
  to: string;
  unit: string;
  amount: number;
  reason: string;
}

/** The postings that an operation wrote, as the ledger has them; her own id is shown as `you`. */
export async function postingsShown(operation: string, member: string): Promise<HTMLElement> {
  const { status, json } = await read(`/demo/operations/${operation}`);
  const postings: Posting[] = status === 200 ? json.postings : [];
  if (postings.length === 0) return noPostings("It wrote no posting.");
  const head = element("tr", {
    children: ["From", "To", "Amount", "Why"].map((text) => {
      const cell = element("th", { text });
      cell.scope = "col";
      return cell;
    }),
  });
  const rows = postings.map(({ from, to, amount, reason }) =>
    element("tr", {
      children: [
        element("td", { children: breakable(shortened(from, member)) }),
        element("td", { children: breakable(shortened(to, member)) }),
        element("td", { text: String(amount), className: "amount" }),
        element("td", { text: reason }),
      ],
    }),
  );
  const table = element("table", {
    className: "postings",
    children: [
      element("caption", { text: postings.length === 1 ? "The posting it wrote" : "The postings it wrote" }),
      element("thead", { children: [head] }),
      element("tbody", { children: rows }),
    ],
  });
  return table;
}

/** Where nothing was written, or nothing was moved. */
export function noPostings(text: string): HTMLElement {
  return element("p", { className: "quiet", text });
}

/** An account's name with her own id as `you`, and other ids by their first and last characters. */
function shortened(name: string, member: string): string {
  return name
    .replaceAll(member, "you")
    .replaceAll(/([a-z]{2,4}_)([0-9a-z]{4})[0-9a-z]{18}([0-9a-z]{4})/g, "$1$2…$3")
    .replaceAll(/([0-9a-f]{4})[0-9a-f]{24}([0-9a-f]{4})/g, "$1…$2");
}

/** Account names break after their slashes and colons, not within a word. */
function breakable(name: string): (Node | string)[] {
  return name.split(/(?<=[/:]|\.\.)/).flatMap((part) => [part, document.createElement("wbr")]);
}
