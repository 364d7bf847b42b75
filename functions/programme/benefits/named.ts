import { slug, words } from "../words.ts";

/** What every benefit has: the id by which a store asks for it, and what members call it. */
export const benefitId = { id: slug, name: words };
