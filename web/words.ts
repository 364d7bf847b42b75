/** What a page gives its script to say, in the page's language: a script carries no language of its own. */
import { filled as fill } from "../functions/values/filled.ts";
import { listFormat } from "../functions/values/formats.ts";
import { countedIn, type Forms } from "../functions/values/plural.ts";

/** The words of an element, as the page gave them: data-says. */
export function wordsOf<Words>({ dataset }: { dataset: { says?: string } }): Words {
  return JSON.parse(dataset.says ?? "{}") as Words;
}

/** A text with its parts put in where their names stand in braces, as the page is written. */
export function filled(text: string, parts: Record<string, string>): string {
  return fill(text, parts, { isFromRight: pageShown()?.dir === "rtl" });
}

/** A number of things, as the page's language counts them. */
export function counted(count: number, forms: Forms): string {
  return countedIn(pageLanguage())(count, forms);
}

/** "50 points, 2 tickets and 1 star", as the page's language lists them. */
export function listed(words: string[]): string {
  return listFormat(pageLanguage()).format(words);
}

/** The language that the page is in. */
export function pageLanguage(): string {
  return pageShown()?.documentElement.lang || "en";
}

/** The document, of which this file needs so much; there is none where it is tested. */
function pageShown(): { dir: string; documentElement: { lang: string } } | undefined {
  return (globalThis as { document?: { dir: string; documentElement: { lang: string } } }).document;
}
