/** Why units moved, in Russian. */
import type { Tongue } from "../en/index.ts";
import { both, DAYS, formOf, GOODS, quoted, so, TICKETS } from "./speech.ts";

const ROUNDED = { down: "", up: " (с округлением вверх)", nearest: " (с округлением)" };

export const earned: Tongue["earned"] = {
  perMoney: ({ units, money }) => `${units} за ${money}`,
  perPieces: ({ units, pieces }) => `${units} за ${so(pieces, GOODS)}`,
  pieces: (pieces) => so(pieces, GOODS),
  one: (unit) => `1 ${unit}`,
  says: ({ rule, more, rate, percent, tier, on, result, cut, repaid, waits, ...given }) => {
    const { carriedBefore, carriedAfter, rounding } = given;
    return [
      rule === null ? "" : `${rule}: `,
      more === null ? "" : `ещё ${more} % от начисления «`,
      rate,
      more === null ? "" : "»",
      percent === null ? "" : ` × ${percent} %${tier === null ? "" : ` (${tier})`}`,
      on === null ? "" : `, всего ${on}`,
      carriedBefore === null ? "" : `, с остатком ${carriedBefore.fraction} × ${carriedBefore.one} с прошлого раза`,
      result === null ? "" : ` = ${result}${ROUNDED[rounding]}`,
      cut === null
        ? ""
        : `, сокращено до ${cut.left}: столько оставлял ${cut.by === "budget" ? "бюджет акции" : "лимит"}`,
      repaid === null ? "" : `, из них в счёт долга: ${repaid}`,
      waits ? ", после проверки" : "",
      carriedAfter === null ? "" : `; ${carriedAfter.fraction} × ${carriedAfter.one} переносится на следующую покупку`,
    ].join("");
  },
  unnamed: "начисление",
};

export const refunded: Tongue["refunded"] = {
  cancelled: ({ units, event }) => `списание: ${units} (${event ?? "подтверждение не пришло вовремя"})`,
  money: ({ units, money }) => `списание: ${units}, потому что вернули ${money}`,
  notAccepted: ({ units, event }) => `списание: ${units} (не принято: ${event})`,
  undone: ({ units, event }) => `списание: ${units} (отменено: ${event})`,
  forgiven: (amount) => `; из них прощено: ${amount}`,
  owed: (amount) => `; из них уже использовано: ${amount}, это долг, и его погасят следующие начисления`,
};

export const moved: Tongue["moved"] = {
  forgiven: {
    "only-pending": (units) => `прощено: ${units} (возврат забирает только то, что ещё не стало доступным)`,
    "within-balance": (units) => `прощено: ${units} (возврат забирает не больше, чем у вас есть)`,
  },
  aReward: "награда",
  exchanged: (reward) => `обмен: ${reward}`,
  exchangedByItself: (reward) => `обмен без запроса: ${reward}`,
  setAside: (reward) => `отложено: ${reward}`,
  handedOver: (reward) => `выдано: ${reward}`,
  released: { lapsed: "возвращено: время на использование истекло", unused: "возвращено: не использовано" },
  reversed: {
    takenBack: (because) => `списано: ${because}`,
    givenBack: (because) => `возвращено: ${because}`,
    refund: (reward) => `${reward} — отмена, потому что покупка, которая за этим стояла, возвращена`,
    exchange: "обмен отменён",
    grace: (day) => `; срок уже истёк, но можно использовать до ${day} включительно`,
  },
  adjusted: {
    taken: (code) => `списано нашими сотрудниками${code === null ? "" : `: ${code}`}`,
    given: (code) => `начислено нашими сотрудниками${code === null ? "" : `: ${code}`}`,
  },
  expired: (day) => `последний день срока: ${day}`,
  erased: "аннулировано при удалении учётной записи",
  accepted: (rule) => `${rule}: принято, теперь доступно`,
  activated: (event) => `теперь доступно${event === null ? "" : `: ${event}`}`,
  ticketsTaken: (units) => `списание: ${units}, потому что покупка возвращена`,
  won: (units) => `выигрыш: ${units}`,
  toppedUp: ({ units, isRepaid }) => `пополнение: ${units}${isRepaid ? ", в счёт долга" : ""}`,
  topUpTaken: (units) => `списание: ${units}, потому что платёж отозван`,
  membershipEnded: (units) => `отменено: ${units}`,
  membership: ({ units, day, isGrace }) => `${units} до ${day}${isGrace ? ", ожидается оплата" : ""}`,
  giftCard: ({ units, isRepaid }) => `с подарочной карты: ${units}${isRepaid ? ", в счёт долга" : ""}`,
  giftCardTaken: (units) => `списание по подарочной карте: ${units}, потому что её оплата отозвана`,
  merged: {
    repaid: "погашен долг вашей другой учётной записи, которая объединена с этой",
    brought: "перенесено с вашей другой учётной записи, которая объединена с этой",
  },
  transferred: {
    given: "передано другому участнику",
    received: ({ isRepaid }) => `получено от другого участника${isRepaid ? ", в счёт долга" : ""}`,
  },
  budget: ({ amount, budget }) => `${amount} из бюджета ${quoted(budget)}`,
  stock: (units) => `на склад: ${units}`,
};

const because = (reached: string[]) => (reached.length === 0 ? "" : `: ${both(reached)}`);
const until = (day: string | null) => (day === null ? "" : `, ваш до ${day}`);

export const levels: Tongue["levels"] = {
  undone: (tier) => `уровень ${quoted(tier)} утрачен: то, чем он был достигнут, списано`,
  removed: (tier) => `уровня ${quoted(tier)} в программе больше нет`,
  ended: ({ tier, day }) => `уровень ${quoted(tier)} закончился, его последний день — ${day}`,
  floated: ({ tier, counts }) =>
    `уровень ${quoted(tier)} закончился${counts.length === 0 ? "" : `: сейчас в нём учитывается ${both(counts)}`}`,
  givesWay: ({ tier, to }) => `вместо уровня ${quoted(tier)} теперь ${quoted(to)}`,
  by: ({ tier, unit, until: day }) => `уровень ${quoted(tier)}, его даёт ${quoted(unit)}${until(day)}`,
  fell: ({ tier, reached, until: day }) => `теперь уровень ${quoted(tier)}${because(reached)}${until(day)}`,
  renewed: ({ tier, reached, until: day }) => `уровень ${quoted(tier)} сохранён${because(reached)}${until(day)}`,
  reached: ({ tier, reached, until: day }) => `уровень ${quoted(tier)} достигнут${because(reached)}${until(day)}`,
};

export const metricAmounts: Tongue["metricAmounts"] = {
  orders: ({ amount, count }) => `${count} ${formOf(amount, ["заказ", "заказа", "заказов"])}`,
  "check-ins": ({ amount, count }) => `${count} ${formOf(amount, ["отметка", "отметки", "отметок"])}`,
  tenure: ({ amount, count }) => `${count} ${formOf(amount, DAYS)} в программе`,
  other: ({ count, metric }) => `${count} (${quoted(metric)})`,
  ticket: (amount) => formOf(amount, TICKETS),
};
