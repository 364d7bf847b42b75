/** CSV as RFC 4180 has it, with commas or semicolons, and as spreadsheets may open it without running a formula. */

export interface CsvRow {
  /** Of the file, from 1, where the row begins. */
  line: number;
  cells: string[];
}

/** The rows of a text that are not empty; the separator is the one that its first line has more of. Null: a quote never ends. */
export function readCsv(text: string): CsvRow[] | null {
  const content = text.replace(/^\uFEFF/, "");
  const [head = ""] = content.split("\n", 1);
  const separator = head.split(";").length > head.split(",").length ? ";" : ",";
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let line = 1;
  let begins = 1;
  let isQuoted = false;
  const endRow = () => {
    cells.push(plain(cell));
    if (cells.some((each) => each !== "")) rows.push({ line: begins, cells });
    [cells, cell] = [[], ""];
  };
  for (let at = 0; at < content.length; at++) {
    const character = content[at];
    if (character === "\n") line += 1;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (content[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") {
      [cell, isQuoted] = ["", true];
    } else if (character === separator) {
      cells.push(plain(cell));
      cell = "";
    } else if (character === "\n") {
      endRow();
      begins = line;
    } else if (character !== "\r") cell += character;
  }
  if (isQuoted) return null;
  endRow();
  return rows;
}

/**
 * A line of CSV. Text that a spreadsheet would take for a formula gets an apostrophe, which readCsv takes off, and so does text
 * that has one before such a sign already; numbers stay.
 */
export function csvLine(cells: (string | number)[]): string {
  const written = cells.map((cell) => {
    const text = typeof cell === "string" && /^'*[=+\-@\t]/.test(cell) ? `'${cell}` : String(cell);
    return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(",")}\r\n`;
}

function plain(cell: string): string {
  return cell.trim().replace(/^'(?='*[=+\-@\t])/, "");
}
