/** Pages in the look of the programme in force. */
import type { Programme } from "../programme/programme.ts";
import { say } from "../programme/words.ts";
import { ledgerOf } from "./environment.ts";
import { Problem } from "./problem.ts";
import { read } from "./read.ts";
import { type Ctx, hostOf } from "./serve.ts";
import { type BrandShown, type Page, sitePage } from "./site-page.tsx";

/** Answers with a page that has read nothing of the programme: one more read. Without an answer it has our own look. */
export async function brandedPage(context: Ctx, page: Page, status?: number): Promise<Response> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const brand = await read({ caller: { kind: "public" }, ledger }, {}).then(
    ({ facts }) => brandView(facts.current, page.language ?? "en"),
    (problem) => {
      if (problem instanceof Problem) return null;
      throw problem;
    },
  );
  return sitePage(context, { ...page, brand }, status);
}

/** The brand of a version, as pages and GET /v1/programme have it; null: it has none of its own. */
export function brandView(
  { programme: { name, brand }, version }: { programme: Programme; version: number },
  language: string,
): BrandShown | null {
  if (!brand) return null;
  return { name: say(brand.name ?? name, language), logo: brand.logo ?? null, stylesheet: `/brand.css?v=${version}` };
}
