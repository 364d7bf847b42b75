/** Rules, rewards, benefits and odds in Russian. */
import type { Tongue } from "../en/index.ts";
import { both, capital, comma, DAYS, either, formOf, GOODS, OF_DAYS, quoted, so, TICKETS, TIMES } from "./speech.ts";

const PERIODS = { day: "в день", week: "в неделю", month: "в месяц", year: "в год", lifetime: "за всё время" };
const APART: Record<"day" | "hour" | "minute", [string, string, string]> = {
  day: ["дня", "дней", "дней"],
  hour: ["часа", "часов", "часов"],
  minute: ["минуты", "минут", "минут"],
};
const timesText = ({ times, count }: { times: number; count: string }) => `${count} ${formOf(times, TIMES)}`;

const tickets: Tongue["effects"]["tickets"] = ({ amount, count, contest }) =>
  `${count} ${formOf(amount, TICKETS)} розыгрыша ${quoted(contest)}`;
const surprise = (name: string) => `одна попытка в сюрпризе ${quoted(name)}`;

export const effects: Tongue["effects"] = {
  "cash-back": ({ percent, unit }) => `${percent} % от покупки назад (${unit})`,
  earn: {
    perMoney: ({ units, money }) => `${units} за каждые ${money}`,
    perPieces: ({ units, pieces, count }) =>
      pieces === 1 ? `${units} за каждый товар` : `${units} за каждые ${count} ${formOf(pieces, GOODS)}`,
    inTier: ({ more, percent, tier }) =>
      `${more === null ? `${percent} % от этого` : `на ${more} % больше`} на уровне ${quoted(tier)}`,
  },
  "member-price": {
    percent: (percent) => `цена на ${percent} % ниже`,
    money: (money) => `цена ${money} за штуку`,
  },
  message: (text) => `сообщение ${quoted(text)}`,
  multiply: ({ percent, unit, rules: of }) =>
    `${percent} % того, что ${of === null ? "дают другие правила" : `${of.length === 1 ? "даёт" : "дают"} ${both(of.map(quoted))}`} (${unit})`,
  reward: (name) => `подарок ${quoted(name)}`,
  surprise,
  tickets,
};

export const limits: Tongue["limits"] = {
  cap: {
    interval: ({ count, of }) => `с промежутком не меньше ${so(count, APART[of])}`,
    times: ({ per, ...times }) => `максимум ${timesText(times)} ${PERIODS[per]}`,
    amount: ({ units, per }) => `максимум ${units} ${PERIODS[per]}`,
  },
  budget: {
    units: ({ unit, units }) => `${unit} — только пока не исчерпан бюджет (${units})`,
    money: ({ unit, money }) => `${unit} — только пока не исчерпан бюджет (на ${money})`,
  },
  holdout: (percent) => `без ${percent} % участников, чтобы оценить эффект`,
  stacking: {
    best: "только если ничто другое в группе не выгоднее",
    exclusive: "только если в группе не действует ничто перед этим",
  },
  moderated: "после проверки нашими сотрудниками",
};

export const rules: Tongue["rules"] = {
  says: ({ event, when, gives, limits: within }) =>
    `${capital(comma([event, ...when]))}: ${comma([both(gives), ...within])}.`,
  campaign: (shared) => `Для всей акции: ${comma(shared)}.`,
  ends: (instant) => `Окончание: ${instant}.`,
};

export const notApplied: Tongue["notApplied"] = {
  holdout: (campaign) => `участник не входит в акцию ${quoted(campaign)}, чтобы можно было оценить её эффект`,
  interval: (cap) => `повторно даётся ${cap}`,
  cap: (cap) => `уже исчерпано: ${cap}`,
  budget: ({ campaign, unit }) => `бюджет акции ${quoted(campaign)} исчерпан (${unit})`,
  had: (unit) => `у участника уже есть ${quoted(unit)}`,
  gone: "того, что оно даёт, больше не осталось",
  closed: "то, что оно даёт, участнику сейчас недоступно",
  best: (rule) => `из группы действует только самое выгодное правило: ${quoted(rule)}`,
  exclusive: (rule) => `из группы действует только первое правило: ${quoted(rule)}`,
};

export const odds: Tongue["odds"] = {
  line: ({ chance, days, items, count }) =>
    `${chance} за попытку, пока есть призы${days === 1 ? "" : " этого дня"}; всего ${count} ${formOf(items, ["приз", "приза", "призов"])}`,
  noWin: ({ chance, instead }) => `${chance} за попытку${instead === null ? "" : `; взамен — ${instead}`}`,
  chance: ({ part, whole }) => `${part} из ${whole}`,
  about: ({ whole, exact }) => `примерно 1 из ${whole} (${exact})`,
  prize: ({ name, says }) => `${capital(name)}: ${says}.`,
  none: (says) => `Без выигрыша: ${says}.`,
  plays: ({ plays, count }) =>
    `У каждого участника ${plays === 1 ? "одна попытка" : `максимум ${count} ${formOf(plays, ["попытка", "попытки", "попыток"])}`} в день, и шансы в каждой попытке одинаковы.`,
  wins: ({ wins, count }) =>
    `Каждый участник выигрывает ${wins === 1 ? "один приз" : `не больше ${count} призов`} в день; что выпадет сверх того, даёт то же, что попытка без приза.`,
  free: (how) => `Одна попытка в день бесплатна: ${how}`,
  labels: {
    commit: "Подмену видно, проводит организатор",
    drand: "Независимая случайность",
    manual: "Случайность публичного тиража",
    fixed: "Не случайно, задано заранее для проверки",
  },
  luck: {
    commit: "решает секрет, который организатор зафиксировал заранее; тот, кто ведёт программу, его знал.",
    drand: "решает публичный маяк, который никто не может знать заранее.",
    manual: (source) => `решают номера публичного розыгрыша, названного заранее: ${source}`,
    fixed: "результат мог заранее знать каждый.",
  },
};

export const benefits: Tongue["benefits"] = {
  access: (name) => `доступ: ${name}`,
  "birthday-gift": (name) => `${name} в день рождения`,
  "free-delivery": { any: "бесплатная доставка", from: (money) => `бесплатная доставка от ${money}` },
  own: (name) => name,
  rate: ({ percent, unit }) => `${percent} % того, что дают правила (${unit})`,
  earns: (percent) => `начисление ${percent} %`,
  off: (percent) => `скидка ${percent} %`,
};

export const rewards: Tongue["rewards"] = {
  "discount-level": (levels) =>
    `скидка по уровню: ${levels.map(({ percent, tier }) => `${percent} %${tier === null ? "" : ` — ${quoted(tier)}`}`).join(", ")}`,
  donation: ({ money, charity }) => `пожертвование ${money} (${charity})`,
  "free-delivery": "бесплатная доставка, один раз",
  partner: ({ count, points, partner }) => `${count} ${points} в ${quoted(partner)}`,
  seat: {
    on: (day) => `место на мероприятии ${day}`,
    line: (hours) =>
      `когда мест нет — лист ожидания, предложение из него действует ${so(hours, ["час", "часа", "часов"])}`,
  },
  "points-as-money": {
    says: (money) => `скидка ${money} на заказ`,
    upTo: (most) => `до ${most} за раз`,
    between: ({ least, most }) => `от ${least} до ${most} за раз`,
  },
  product: "товар",
  sent: "с отправкой вам",
  good: (days) => `действует ${so(days, DAYS)}`,
  collect: (days) => `забрать в течение ${so(days, OF_DAYS)}`,
  surprise,
  tickets,
  voucher: {
    percent: (percent) => `купон на ${percent} %`,
    free: { cheapest: "купон на самый дешёвый из товаров", dearest: "купон на самый дорогой из товаров" },
    worth: (money) => `купон на ${money}`,
    atMost: (money) => `максимум ${money}`,
    inParts: "можно использовать частями",
    goods: (goods) => `на товары (${goods})`,
    fromMoney: (money) => `от ${money}`,
    channels: (channels) => `только через (${channels})`,
    stores: (stores) => `только в магазине (${stores})`,
    venues: (places) => `только на месте (${places})`,
    here: "на том же месте, где получен",
    minutes: (minutes) => `действует ${so(minutes, ["минуту", "минуты", "минут"])}`,
    from: (date) => `с ${date}`,
    until: (date) => `до ${date}`,
  },
  priced: ({ what, aside, price }) => `${what}${aside === null ? "" : `, ${aside},`} за ${price}`,
  given: ({ what, aside }) => comma(aside === null ? [what] : [what, aside]),
  price: ({ units, follows, also, isAutomatic }) =>
    [
      units,
      follows === null ? "" : ` (меняется, как ${quoted(follows.input)}, от ${follows.min} до ${follows.max})`,
      ...also.map((each) => ` и ${each}`),
      isAutomatic ? ", автоматически, как только столько накопится" : "",
    ].join(""),
  upTo: (count) => `до ${count} за раз`,
  tiers: (names) => `для участников уровня ${either(names.map(quoted))}`,
  segments: (names) => `для участников группы ${either(names.map(quoted))}`,
  only: (conditions) => `только ${both(conditions)}`,
  awaits: ({ only, value }) => (value === null ? `${only}; пока не сообщалось` : `${only}; сейчас: ${value}`),
  perPeriod: ({ per, ...times }) => `максимум ${timesText(times)} ${PERIODS[per]}`,
  perMember: (times) => `максимум ${timesText(times)} за всё время`,
  stock: ({ pieces, count }) => (pieces === 1 ? "пока есть единственный экземпляр" : `пока есть, всего ${count}`),
  from: (instant) => `с ${instant}`,
  until: (instant) => `до ${instant}`,
};
