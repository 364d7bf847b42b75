import { countedIn } from "../../../values/plural.ts";
import type { HowPhrases } from "./index.ts";

const counted = countedIn("ru");

export const ru: HowPhrases = {
  how: {
    earn: "Как это зарабатывают",
    rewards: "Что можно получить",
    tiers: "Статус",
    units: "Сколько это стоит",
    unitWorth: (units, money) => `${units} = ${money}`,
    surprises: "Сюрпризы и их шансы",
    contests: "Розыгрыши",
    memberships: "Подписки",
    membership: (months, name, money) =>
      counted(months, {
        one: `${name}: ${money} за # месяц`,
        few: `${name}: ${money} за # месяца`,
        many: `${name}: ${money} за # месяцев`,
        other: `${name}: ${money} за # месяца`,
      }),
    terms: "Условия",
    next: (day) => `Что изменится ${day}`,
    nextNothing: "Ничего, что вы заметите.",
    noNext: "Изменений не запланировано.",
    version: (version) => `Версия ${version}. Заработанное остаётся на тех условиях, на которых заработано.`,
  },
};
