/** Events and what metrics count, in Russian: each in the nominative. */
import type { Counted, Tongue } from "../en/index.ts";
import { DAYS, either, formOf, quoted, so } from "./speech.ts";

const only = ({ goods, stores, channels }: Counted) => {
  const parts = [
    ...goods,
    ...(stores === null ? [] : [`магазин: ${stores}`]),
    ...(channels === null ? [] : [`канал: ${channels}`]),
  ];
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
};

const many = (
  { amount, count, isMore }: { amount: number; count: string; isMore: boolean },
  noun: [string, string, string],
) => (amount === 0 ? `ни одного ${noun[1]}` : `${isMore ? "ещё " : ""}${count} ${formOf(amount, noun)}`);

export const events: Tongue["events"] = {
  names: {
    purchase: "покупка",
    "check-in": "отметка о посещении",
    "top-up": "пополнение",
    refund: "возврат",
    membership: "покупка, продление, смена или окончание членства",
    referral: "приглашение друга",
    review: "отзыв",
    photo: "фотография",
    share: "публикация",
    comment: "комментарий",
    link: "ссылка",
    like: "отметка «нравится»",
    follow: "подписка",
    survey: "пройденный опрос",
    feedback: "обратная связь",
    profile: "заполненное поле профиля",
    "paid-on-time": "платёж в срок",
    "late-delivery": "опоздание доставки",
    device: "сообщение устройства",
    custom: "событие магазина",
    "tier-reached": "достигнутый уровень",
    "card-filled": "заполненная карта",
    "badge-earned": "полученный значок",
    "prize-won": "выигранный приз",
    birthday: "день рождения",
    anniversary: "годовщина вступления",
    renewal: "продление членства",
    inactivity: "долгое время без покупок",
  },
  inactive: (days) => `${so(days, DAYS)} без покупок`,
  own: quoted,
};

export const counted: Tongue["counted"] = {
  spend: ({ money, isMore, ...of }) => `покупки ${isMore ? "ещё " : ""}на ${money}${only(of)}`,
  orders: ({ amount, count, isMore, ...of }) =>
    `${many({ amount, count, isMore }, ["заказ", "заказа", "заказов"])}${only(of)}`,
  "check-ins": ({ amount, count, isMore }) =>
    amount === 0 ? "ни одной отметки" : many({ amount, count, isMore }, ["отметка", "отметки", "отметок"]),
  earned: ({ units, isMore }) => `${isMore ? "ещё " : ""}${units}`,
  tenure: (given) => `${given.isMore ? "ещё " : ""}${given.count} ${formOf(given.amount, DAYS)} в программе`,
  events: ({ of, amount, count, isMore }) =>
    amount === 0
      ? `ни одного события (${either(of)})`
      : `${many({ amount, count, isMore }, ["событие", "события", "событий"])} (${either(of)})`,
  other: ({ count, isMore, metric }) => `${isMore ? "ещё " : ""}${count} (${quoted(metric)})`,
};

export const measured: Tongue["measured"] = {
  spend: (of) => `сумма покупок${only(of)}`,
  orders: (of) => `число заказов${only(of)}`,
  "check-ins": "число отметок о посещении",
  earned: (unit) => `заработанные ${unit}`,
  tenure: "число дней в программе",
  events: (of) => `число событий (${either(of)})`,
  other: quoted,
};
