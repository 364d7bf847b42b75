import type { ElementPhrases } from "./index.ts";

export const ru: ElementPhrases = {
  earns: (units) => `Вы получите ${units}`,
  membersEarn: (units) => `Участникам: ${units}`,
  cartEarns: (units) => `За эту корзину вы получите ${units}.`,
  cartEarnsMembers: (units) => `Участникам за эту корзину: ${units}.`,
  cartReaches: (units, reward) => `За эту корзину вы получите ${units}: хватит на награду «${reward}».`,
  voucherTakes: (money) => `Ваш купон: скидка ${money} на эту корзину.`,
  rewardTakes: (money, units) => `Скидка ${money} на эту корзину за ${units}.`,
  rewardReady: (reward, units) => `Награда «${reward}» доступна за ${units}.`,
  allReached: "Вам доступны все награды.",
  use: "Использовать",
  join: "Вступить",
  dismiss: "Не сейчас",
  open: "Мои награды",
  close: "Закрыть",
  card: "Показать карту",
  account: "Открыть мой счёт",
  ready: "Уже доступно",
  toGo: (units) => `осталось ${units}`,
};
