/**
 * Cuts SQL text where SQLite's own tokenizer does (sqlite3/src/tokenize.c), far enough to find where a statement ends, what it
 * begins with and which parameters it has. The native module tells none of these: it ignores what follows the first
 * statement, and it aborts the process when named arguments meet a nameless parameter.
 */

/** A token that means something here; white space, comments, literals and operators are passed over as "other". */
export type Token = Readonly<{
  type: "word" | "parameter" | ";" | "(" | ")" | "." | "other";
  text: string;
  at: number;
}>;

// A doubled quote inside a literal reads as two literals side by side, which is the same for these purposes and spares the
// regular expression its stack on a literal of megabytes.
const TOKEN =
  /(?<space>[ \t\n\f\r\uFEFF]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<literal>'[^']*'?|"[^"]*"?|`[^`]*`?|\[[^\]]*\]?)|(?<parameter>\?\d*|[:@#$](?:[\w$\x80-\uFFFF]|::)+(?:\([^\s)]*\))?)|(?<word>[A-Za-z_\x80-\uFFFF][\w$\x80-\uFFFF]*)|(?<number>\d[\w.]*)|(?<mark>[;().])|[\s\S]/gy;

/** The tokens of `sql` in order, without white space and comments. */
export function* tokensOf(sql: string): Generator<Token> {
  for (const match of sql.matchAll(TOKEN)) {
    const { space, parameter, word, mark } = match.groups ?? {};
    if (space !== undefined) continue;
    const [text] = match;
    if (parameter !== undefined) yield { type: "parameter", text, at: match.index };
    else if (word !== undefined) yield { type: "word", text: text.toUpperCase(), at: match.index };
    else if (mark !== undefined) yield { type: mark as ";" | "(" | ")" | ".", text, at: match.index };
    else yield { type: "other", text, at: match.index };
  }
}
