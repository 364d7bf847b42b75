/** A text of a preset in English, and in each other language: simplified and traditional Chinese, Russian, Vietnamese, Arabic. */
export type Row = [en: string, zhHans: string, zhHant: string, ru: string, vi: string, ar: string];
