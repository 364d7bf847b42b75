import { expect, test } from "vitest";
import { csvLine, readCsv } from "../../functions/values/csv.ts";

test.each([
  [
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "\uFEFFa;b;c,d\n1;2;3",
    [
      ["a", "b", "c,d"],
      ["1", "2", "3"],
    ],
  ],
  [
    'a,b\n"x, ""y""",2\n\n',
    [
      ["a", "b"],
      ['x, "y"', "2"],
    ],
  ],
  [
    "a,b\n'=SUM(1),-3\n",
    [
      ["a", "b"],
      ["=SUM(1)", "-3"],
    ],
  ],
])("%j reads", (text, cells) => {
  expect(readCsv(text)?.map((row) => row.cells)).toEqual(cells);
});

test("a row has the line on which it begins, over quotes with line breaks and empty lines", () => {
  expect(readCsv('a\n"one\ntwo"\n\nlast')?.map(({ line }) => line)).toEqual([1, 2, 5]);
  expect(readCsv('a\n"never')).toBeNull();
});

test("what is written is read as it was, and no text is a formula", () => {
  const cells = ["plain", 'with "quotes"', "a, b; c", "two\nlines", "=HYPERLINK(1)", "'=1", "''@x", "@x", "", "-33.85"];
  const line = csvLine([...cells.slice(0, -1), -33.85]);
  expect(line).toContain("'=HYPERLINK");
  expect(readCsv(`${"h,".repeat(9)}h\r\n${line}`)?.[1]?.cells).toEqual(cells);
});
