import { countedIn } from "../../values/plural.ts";
import type { Phrases } from "./index.ts";

const counted = countedIn("ru");

/** По-русски. */
export const ru: Phrases = {
  common: {
    skip: "Перейти к содержанию",
    language: "Язык",
    check: "Проверить",
    until: (day) => `до ${day}`,
    and: " и ",
    or: " или ",
  },
  nav: {
    label: "Ваша программа",
    home: "Главная",
    rewards: "Награды",
    cards: "Карты",
    tiers: "Статус",
    wallet: "Кошелёк",
    vouchers: "Купоны",
    play: "Сюрпризы",
    history: "История",
    how: "Как это работает",
    profile: "Профиль",
    privacy: "Приватность",
    more: "Ещё",
  },
  home: {
    worth: (money) => `на сумму ${money}`,
    pending: (units) => `${units} скоро поступят`,
    held: (units) => `${units} отложено`,
    debt: (units) => `сначала нужно вернуть ${units}`,
    missing: (units, reward) => `Ещё ${units} до награды «${reward}»`,
    expiring: (units, day) => `${units} сгорят ${day}`,
    tickets: (tickets) => counted(tickets, { one: "# билет", few: "# билета", many: "# билетов", other: "# билета" }),
  },
};
