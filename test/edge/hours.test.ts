/** Opening hours in a member's words: days that are alike together, dates that differ, in her language. */
import { expect, test } from "vitest";
import { hoursLines } from "../../functions/public/places/hours.ts";
import { dayOfDate } from "../../functions/values/day.ts";
import type { Language } from "../../functions/values/language.ts";
import { readOpeningHours } from "../../functions/values/opening-hours.ts";

const TODAY = dayOfDate("2026-11-22");

function said(text: string, language: Language = "en"): string[] {
  const hours = readOpeningHours(text);
  if (typeof hours === "string") throw new Error(hours);
  return hoursLines(hours, { language, today: TODAY }).map(({ days, times }) => `${days} ${times}`);
}

test.each([
  ["Mo-Fr 09:30-18:30; Sa 09:30-18:00", ["Mon–Fri 09:30–18:30", "Sat 09:30–18:00", "Sun Closed"]],
  [
    "Mo 12:00-18:00; Tu-Sa 10:00-18:00; Th 10:00-21:00; Su 10:00-12:00,13:00-16:00",
    [
      "Mon 12:00–18:00",
      "Tue–Wed 10:00–18:00",
      "Thu 10:00–21:00",
      "Fri–Sat 10:00–18:00",
      "Sun 10:00–12:00, 13:00–16:00",
    ],
  ],
  ["24/7", ["Mon–Sun 00:00–24:00"]],
  ["off", ["Mon–Sun Closed"]],
  [
    "Mo-Su 09:00-17:00; Dec 25-26 off; 2026 Dec 24 09:00-12:00",
    ["Mon–Sun 09:00–17:00", "December 25–December 26 Closed", "December 24, 2026 09:00–12:00"],
  ],
  ["Mo-Su 09:00-17:00; 2026 Nov 21 off", ["Mon–Sun 09:00–17:00"]],
  ["Mo-Su 09:00-17:00; 2026 Nov 22 off", ["Mon–Sun 09:00–17:00", "November 22, 2026 Closed"]],
])("%s", (text, lines) => {
  expect(said(text)).toEqual(lines);
});

test.each<[Language, string[]]>([
  ["zh-Hans", ["周一–周六 09:00–17:00", "周日 已打烊", "12月25日–12月26日 已打烊"]],
  ["zh-Hant", ["週一–週六 09:00–17:00", "週日 已打烊", "12月25日–12月26日 已打烊"]],
  ["ru", ["пн–сб 09:00–17:00", "вс Закрыто", "25 декабря–26 декабря Закрыто"]],
  ["vi", ["Thứ 2–Thứ 7 09:00–17:00", "CN Đã đóng cửa", "25 tháng 12–26 tháng 12 Đã đóng cửa"]],
  ["ar", ["الاثنين–السبت 09:00–17:00", "الأحد مغلق", "25 ديسمبر–26 ديسمبر مغلق"]],
])("in %s", (language, lines) => {
  expect(said("Mo-Sa 09:00-17:00; Dec 25-26 off", language)).toEqual(lines);
});
